package dev.atoll.image;

import dev.atoll.image.effect.ScriptReview;
import java.util.List;
import java.util.stream.Collectors;

/** Packages have scripts that nobody has reviewed: the image would lack what they do. */
public final class UnreviewedScriptsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Characters of a statement that are shown. */
    private static final int SHOWN = 100;

    private final transient List<ScriptReview.Finding> findings;

    private UnreviewedScriptsException(List<ScriptReview.Finding> findings) {
        super(message(findings));
        this.findings = List.copyOf(findings);
    }

    /** The scripts in question. */
    public List<ScriptReview.Finding> findings() {
        return findings;
    }

    static void check(List<ScriptReview.Finding> findings) {
        List<ScriptReview.Finding> open =
                findings.stream().filter(ScriptReview.Finding::isOpen).toList();
        if (!open.isEmpty()) {
            throw new UnreviewedScriptsException(open);
        }
    }

    private static String message(List<ScriptReview.Finding> findings) {
        StringBuilder text =
                new StringBuilder("scripts of these packages are not run, and nothing stands in for them:");
        for (ScriptReview.Finding finding : findings) {
            text.append("\n  ")
                    .append(finding.packageName())
                    .append(": ")
                    .append(finding.script())
                    .append(" would run ")
                    .append(shown(finding.runs().orElse("something")))
                    .append("\n    ")
                    .append(finding.because());
        }
        return text.append("\n  hint: read each, and add effects/PACKAGE.yaml with what stands in for it:")
                .append(effects(findings))
                .append("\n  or build without it, by these lines in the definition:\n    acknowledge:")
                .append(findings.stream()
                        .map(finding -> "\n      - {package: %s, scripts: [%s], lost: \"…\"}"
                                .formatted(finding.packageName(), finding.script()))
                        .collect(Collectors.joining()))
                .toString();
    }

    private static String effects(List<ScriptReview.Finding> findings) {
        StringBuilder text = new StringBuilder();
        String last = "";
        for (ScriptReview.Finding finding : findings) {
            if (!finding.packageName().equals(last)) {
                last = finding.packageName();
                List<ScriptReview.Finding> own = findings.stream()
                        .filter(it -> it.packageName().equals(finding.packageName()))
                        .toList();
                text.append("\n    name: ")
                        .append(last)
                        .append("\n    scripts: ")
                        .append(own.stream().map(ScriptReview.Finding::script).toList())
                        .append("\n    because: …")
                        .append("\n    digests: ")
                        .append(own.stream()
                                .map(it -> it.script() + ": " + it.digest())
                                .collect(Collectors.joining(", ", "{", "}")));
            }
        }
        return text.toString();
    }

    private static String shown(String statement) {
        String line = statement.replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
