package judge;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.policy.ValidationPolicy;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.simplereport.jaxb.XmlTimestamp;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.policy.ValidationPolicyLoader;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * EU DSS's verdict on sealed documents, offline: ROOT.pem TSAROOT.pem LIST.crl TSALIST.crl FILE... One line each; exit 1 unless all pass. Its default
 * policy only warns of what a later revision changed: here that fails.
 */
public class Validate {
    private static final List<String> RAISED = List.of("ByteRangeCollision", "PdfAnnotationOverlap",
            "PdfVisualDifference", "DocMDP", "FieldMDP", "SigFieldLock", "UndefinedChanges");

    public static void main(String[] args) throws Exception {
        ValidationPolicy policy = strictPolicy();
        boolean good = args.length > 4;
        for (String name : Arrays.copyOfRange(args, 4, args.length)) {
            String word;
            boolean pass = false;
            try {
                SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(new FileDocument(name));
                validator.setCertificateVerifier(verifier(args));
                SimpleReport report = validator.validateDocument(policy).getSimpleReport();
                List<String> seals = report.getSignatureIdList();
                pass = seals.size() == 1 && report.getIndication(seals.get(0)) == Indication.TOTAL_PASSED;
                word = seals.isEmpty() ? "no seal" : report.getIndication(seals.get(0)) + " "
                        + report.getSubIndication(seals.get(0)) + " " + report.getSignatureFormat(seals.get(0)) + " "
                        + report.getAdESValidationErrors(seals.get(0)).stream().map(m -> m.getKey()).toList();
                // Every time stamp counts: the one in the seal and those behind it.
                for (XmlTimestamp stamp : seals.isEmpty() ? List.<XmlTimestamp>of()
                        : report.getSignatureTimestamps(seals.get(0))) {
                    pass &= stamp.getIndication() == Indication.PASSED;
                    word += " stamp " + stamp.getIndication() + " " + stamp.getSubIndication();
                }
            } catch (Exception e) { // a judge that stumbles has not accepted
                word = e.getClass().getSimpleName();
            }
            good &= pass;
            System.out.printf("%s dss %s %s%n", pass ? "PASS" : "FAIL", name, word.replaceAll("\\s+", " "));
        }
        System.exit(good ? 0 : 1);
    }

    private static ValidationPolicy strictPolicy() throws Exception {
        try (InputStream in = Validate.class.getResourceAsStream("/policy/constraint.xml")) {
            String xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String check : RAISED) {
                String warns = "<" + check + " Level=\"WARN\"";
                if (!xml.contains(warns)) {
                    throw new IllegalStateException(check + " is not in the policy as it was");
                }
                xml = xml.replace(warns, "<" + check + " Level=\"FAIL\"");
            }
            return ValidationPolicyLoader
                    .fromValidationPolicy(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))).create();
        }
    }

    private static CommonCertificateVerifier verifier(String[] args) throws IOException {
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        trusted.addCertificate(DSSUtils.loadCertificate(new File(args[0])));
        trusted.addCertificate(DSSUtils.loadCertificate(new File(args[1])));
        CommonCertificateVerifier verifier = new CommonCertificateVerifier(true);
        verifier.setTrustedCertSources(trusted);
        verifier.setCrlSource(new ExternalResourcesCRLSource(
                new ByteArrayInputStream(Files.readAllBytes(Path.of(args[2]))),
                new ByteArrayInputStream(Files.readAllBytes(Path.of(args[3])))));
        return verifier;
    }
}
