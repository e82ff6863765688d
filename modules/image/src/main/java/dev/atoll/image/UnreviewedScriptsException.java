package dev.atoll.image;

import dev.atoll.image.effect.ScriptReview;
import java.util.List;

/** Packages have scripts that nobody has reviewed: the image would lack what they do. */
public final class UnreviewedScriptsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<ScriptReview.Finding> findings;

    private UnreviewedScriptsException(List<ScriptReview.Finding> findings) {
        super(
                "scripts of these packages are not run, and no effect stands in for them; read each, and add effects/PACKAGE.yaml"
                        + findings.stream()
                                .map(finding -> "\n  " + finding.packageName() + ": " + finding.script())
                                .reduce("", String::concat));
        this.findings = List.copyOf(findings);
    }

    /** The scripts in question. */
    public List<ScriptReview.Finding> findings() {
        return findings;
    }

    static void check(List<ScriptReview.Finding> findings) {
        List<ScriptReview.Finding> uncovered =
                findings.stream().filter(finding -> !finding.covered()).toList();
        if (!uncovered.isEmpty()) {
            throw new UnreviewedScriptsException(uncovered);
        }
    }
}
