"""pyHanko's verdict on sealed documents, offline: judge.py ROOT.pem TSAROOT.pem FILE... One line each; exit 1 unless all are valid."""
import logging
import sys

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko_certvalidator import ValidationContext

logging.disable(logging.CRITICAL)


def context(path):
    return ValidationContext(
        trust_roots=[load_cert_from_pemder(path)], allow_fetching=False, revocation_mode="soft-fail"
    )


good = True
for name in sys.argv[3:]:
    try:
        with open(name, "rb") as file:
            reader = PdfFileReader(file)
            seals = list(reader.embedded_regular_signatures)
            states = [
                validate_pdf_signature(seal, context(sys.argv[1]), ts_validation_context=context(sys.argv[2]))
                for seal in seals
            ]
            # Every time stamp behind the seal counts too.
            stamps = [validate_pdf_timestamp(s, context(sys.argv[2])) for s in reader.embedded_timestamp_signatures]
            level = seals[0].docmdp_level.value if seals and seals[0].docmdp_level else None
            ok = len(states) == 1 and bool(states[0].bottom_line) and level == 1 and all(s.valid and s.intact and s.trusted for s in stamps)
            word = ", ".join(f"{s.coverage.name} {s.modification_level.name}" for s in states)
    except Exception as error:  # a judge that stumbles has not accepted
        ok, word = False, type(error).__name__
    good &= ok
    print(f"{'PASS' if ok else 'FAIL'} pyhanko {name} {word}")
sys.exit(0 if good else 1)
