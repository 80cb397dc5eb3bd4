package judge;

import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.tsp.KeyEntityTSPSource;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** EU DSS adds long-term data: IN.pdf FOLDER ROOT.pem TSA.pem TSA.key TSAROOT.pem writes dss-t, dss-lt and dss-lta.pdf. */
public class Extend {
    public static void main(String[] args) throws Exception {
        CertificateToken authority = DSSUtils.loadCertificate(new File(args[3]));
        CertificateToken root = DSSUtils.loadCertificate(new File(args[5]));
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        trusted.addCertificate(DSSUtils.loadCertificate(new File(args[2])));
        trusted.addCertificate(root);
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(trusted);
        // A training hospital has no revocation service.
        verifier.setAlertOnMissingRevocationData(null);
        verifier.setAlertOnNoRevocationAfterBestSignatureTime(null);
        verifier.setAlertOnUncoveredPOE(null);
        String pem = Files.readString(Path.of(args[4])).replaceAll("-----[^-]+-----|\\s", "");
        PrivateKey key = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
        KeyEntityTSPSource stamps = new KeyEntityTSPSource(key, authority, List.of(authority, root));
        stamps.setTsaPolicy("1.2.3.4");
        PAdESService service = new PAdESService(verifier);
        service.setTspSource(stamps);
        for (String level : List.of("T", "LT", "LTA")) {
            PAdESSignatureParameters parameters = new PAdESSignatureParameters();
            parameters.setSignatureLevel(SignatureLevel.valueOf("PAdES_BASELINE_" + level));
            DSSDocument extended = service.extendDocument(new FileDocument(args[0]), parameters);
            extended.save(args[1] + "/dss-" + level.toLowerCase() + ".pdf");
        }
    }
}
