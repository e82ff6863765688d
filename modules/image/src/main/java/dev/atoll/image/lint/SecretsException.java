package dev.atoll.image.lint;

import dev.atoll.document.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A tree holds secrets. Codes: those of {@link SecretKind}. */
public final class SecretsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<SecretFinding> findings;

    SecretsException(List<SecretFinding> findings) {
        super(findings.stream()
                .map(SecretsException::problem)
                .map(Problem::render)
                .collect(Collectors.joining("\n")));
        this.findings = List.copyOf(findings);
    }

    /** What was found, by place. */
    public List<SecretFinding> findings() {
        return findings;
    }

    /** The same as problems. */
    public List<Problem> problems() {
        return findings.stream().map(SecretsException::problem).toList();
    }

    private static Problem problem(SecretFinding finding) {
        return Problem.of(
                finding.kind().code(),
                "%s of the %s is %s: %s"
                        .formatted(
                                finding.path(), finding.tree(), finding.kind().noun(), finding.why()),
                finding.kind().advice() + "; if it is no secret, list it under allowSecrets: in the definition");
    }
}
