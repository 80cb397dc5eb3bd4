"""Another party adds long-term data: extend.py IN.pdf FOLDER TSA.pem TSA.key TSAROOT.pem CERT.pem... writes three files."""
import sys

from pyhanko.keys import load_cert_from_pemder, load_private_key_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore

source, folder, tsa, key, root, *certificates = sys.argv[1:]
authority = DummyTimeStamper(
    tsa_cert=load_cert_from_pemder(tsa),
    tsa_key=load_private_key_from_pemder(key, None),
    certs_to_embed=SimpleCertificateStore.from_certs([load_cert_from_pemder(root)]),
)


def with_dss(name, out):
    writer = IncrementalPdfFileWriter(open(name, "rb"))
    DocumentSecurityStore.supply_dss_in_writer(writer, None, certs=[load_cert_from_pemder(c) for c in certificates])
    with open(out, "wb") as file:
        writer.write(file)


def with_stamp(name, out):
    stamped = signers.PdfTimeStamper(authority).timestamp_pdf(IncrementalPdfFileWriter(open(name, "rb")), "sha256")
    with open(out, "wb") as file:
        file.write(stamped.getvalue())


with_dss(source, f"{folder}/dss.pdf")
with_stamp(source, f"{folder}/stamp.pdf")
with_stamp(f"{folder}/dss.pdf", f"{folder}/dss-stamp.pdf")
with_dss(f"{folder}/dss-stamp.pdf", f"{folder}/dss-stamp-dss.pdf")
