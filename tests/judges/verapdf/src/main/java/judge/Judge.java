package judge;

import java.io.File;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** veraPDF's verdict on each file as PDF/A-3a and PDF/UA-1, one line each. Exit 1 when one is not compliant. */
public class Judge {
    public static void main(String[] files) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        boolean good = files.length > 0;
        for (String file : files) {
            for (String id : List.of("3a", "ua1")) {
                PDFAFlavour flavour = PDFAFlavour.byFlavourId(id);
                try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
                        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, 20, false, true, false)) {
                    ValidationResult result = validator.validate(parser);
                    System.out.printf("%s %s %s %d checks%n", result.isCompliant() ? "PASS" : "FAIL", id, file,
                            result.getTotalAssertions());
                    for (TestAssertion a : result.getTestAssertions()) {
                        if (a.getStatus() == TestAssertion.Status.FAILED) {
                            System.out.printf("    %s: %s%n", a.getRuleId().getClause(), a.getErrorMessage());
                        }
                    }
                    good &= result.isCompliant();
                } catch (Exception e) {
                    System.out.printf("FAIL %s %s cannot be read%n", id, file);
                    good = false;
                }
            }
        }
        System.exit(good ? 0 : 1);
    }
}
