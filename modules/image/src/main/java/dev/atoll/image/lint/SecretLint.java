package dev.atoll.image.lint;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import dev.atoll.image.definition.AllowedSecret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Looks for secrets in trees. Not thread safe. */
public final class SecretLint {
    private final List<AllowedSecret> allowed;
    private final Set<AllowedSecret> used = new HashSet<>();
    private final Set<SecretFinding> findings = new TreeSet<>();
    private final Set<SecretFinding> excused = new TreeSet<>();
    private final Set<Node.File> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private int files;
    private long bytesRead;

    /** Begins a lint with what the definition allows. */
    public SecretLint(List<AllowedSecret> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /**
     * What was looked at, once nothing was found.
     *
     * @param files number of files, hard links once
     * @param bytesRead how much of them was read
     * @param allowed what would have been found, had the definition not allowed it
     * @param unusedAllowances paths that the definition allows although nothing is found there
     */
    public record Result(int files, long bytesRead, List<SecretFinding> allowed, List<String> unusedAllowances) {
        public Result {
            allowed = List.copyOf(allowed);
            unusedAllowances = List.copyOf(unusedAllowances);
        }
    }

    /**
     * Looks through a tree; files that an earlier one had too are not read again.
     *
     * @param name what to call it: {@code root}, {@code initrd}, {@code esp}
     */
    public SecretLint look(String name, FileTree tree) {
        try (Bytes bytes = new Bytes()) {
            FileLint lint = new FileLint(bytes);
            for (var entry : tree.nodes().entrySet()) {
                String path = entry.getKey();
                if (entry.getValue() instanceof Node.File file && file.content().size() > 0) {
                    boolean first = seen.add(file);
                    files += first ? 1 : 0;
                    lint.look(path, file.content(), first, (kind, why) -> found(name, path, kind, why));
                }
            }
            bytesRead += bytes.total();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for secrets in the " + name, e);
        }
        return this;
    }

    private void found(String tree, String path, SecretKind kind, String why) {
        SecretFinding finding = new SecretFinding(tree, "/" + path, kind, why);
        List<AllowedSecret> excuses = allowed.stream()
                .filter(it -> TreePath.isWithin(path, it.path().substring(1)))
                .toList();
        used.addAll(excuses);
        (excuses.isEmpty() ? findings : excused).add(finding);
    }

    /** Everything found until now that is not allowed, by place. */
    public List<SecretFinding> findings() {
        return List.copyOf(findings);
    }

    /**
     * Ends the lint.
     *
     * @throws SecretsException with all findings, if there are any
     */
    public Result finish() {
        if (!findings.isEmpty()) {
            throw new SecretsException(findings());
        }
        List<String> unused = new ArrayList<>();
        allowed.stream().filter(it -> !used.contains(it)).forEach(it -> unused.add(it.path()));
        return new Result(files, bytesRead, List.copyOf(excused), unused);
    }
}
