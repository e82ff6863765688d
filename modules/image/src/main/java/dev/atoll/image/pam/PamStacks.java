package dev.atoll.image.pam;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import dev.atoll.image.layout.CompositionException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the common stacks of PAM as {@code pam-auth-update --package} does. */
public final class PamStacks {
    private static final String PROFILES = "usr/share/pam-configs";
    private static final String TEMPLATES = "usr/share/pam";
    private static final List<String> STACKS =
            List.of("auth", "account", "password", "session", "session-noninteractive");
    private static final String PRIMARY = "# here are the per-package modules (the \"Primary\" block)";
    private static final String FALLBACK = "# here's the fallback if no module succeeds";
    private static final String ADDITIONAL = "# and here are more per-package modules (the \"Additional\" block)";
    private static final String END = "# end of pam-auth-update config";

    /** A control, a module, and its arguments. */
    private static final Pattern LINE = Pattern.compile("((?:\\[[^]]+\\]|\\w+)\\s+\\S+)\\s*(.*)");

    private final List<PamProfile> profiles;

    private PamStacks(List<PamProfile> profiles) {
        this.profiles = List.copyOf(profiles);
    }

    /**
     * Writes each stack that the tree has a template of and no file yet.
     *
     * @param date modification time of the files, seconds since 1970
     * @throws CompositionException if a profile has a line that is no module's, or a template lacks its marks
     */
    public static void apply(FileTree tree, long date) {
        List<String> missing = STACKS.stream()
                .filter(stack -> tree.resolve("etc/pam.d/common-" + stack).isEmpty())
                .filter(stack -> text(tree, template(stack)).isPresent())
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        PamStacks stacks = new PamStacks(enabled(tree));
        tree.mkdirs("etc/pam.d", Metadata.root(0755, date));
        for (String stack : missing) {
            String text = stacks.fill(stack, text(tree, template(stack)).orElseThrow());
            tree.put("etc/pam.d/common-" + stack, new Node.File(Metadata.root(0644, date), Content.of(text)));
        }
    }

    private static String template(String stack) {
        return TEMPLATES + "/common-" + stack;
    }

    /** Those on by default, by priority; of two that conflict, the first stays. */
    private static List<PamProfile> enabled(FileTree tree) {
        List<PamProfile> enabled = new ArrayList<>(tree.children(PROFILES).stream()
                .filter(name -> !name.endsWith("~") && !name.matches("#.+#"))
                .flatMap(name ->
                        text(tree, TreePath.join(PROFILES, name)).stream().map(text -> PamProfile.parse(name, text)))
                .filter(PamProfile::isDefault)
                .sorted(Comparator.comparingInt(PamProfile::priority)
                        .thenComparing(PamProfile::name)
                        .reversed())
                .toList());
        for (int i = 0; i < enabled.size(); i++) {
            PamProfile profile = enabled.get(i);
            enabled.removeIf(other -> profile.conflicts().contains(other.name()));
        }
        return enabled;
    }

    private static Optional<String> text(FileTree tree, String path) {
        return tree.resolve(path).flatMap(tree::get).orElse(null) instanceof Node.File file
                ? Optional.of(new String(file.content().bytes(), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    /** The template with what is between its marks replaced. */
    private String fill(String stack, String template) {
        StringBuilder out = new StringBuilder();
        String until = "";
        for (String line : template.lines().toList()) {
            if (!until.isEmpty() && !line.startsWith(until)) {
                continue;
            }
            out.append(line).append('\n');
            if (line.startsWith(PRIMARY)) {
                block(stack, "Primary", out);
                until = FALLBACK;
            } else if (line.startsWith(ADDITIONAL)) {
                block(stack, "Additional", out);
                until = END;
            } else {
                until = "";
            }
        }
        if (!until.isEmpty() || !template.contains(PRIMARY) || !template.contains(ADDITIONAL)) {
            throw new CompositionException(
                    "the template /" + template(stack) + " has not the marks between which profiles go",
                    "bring /etc/pam.d/common-" + stack + " with files: of the definition");
        }
        return out.toString();
    }

    /** Lines of all profiles; a jump to the end counts those that follow in the block. */
    private void block(String stack, String block, StringBuilder out) {
        String field = stack.substring(0, 1).toUpperCase(Locale.ROOT) + stack.substring(1);
        String type = stack.replace("-noninteractive", "");
        List<String> lines = new ArrayList<>();
        boolean first = true;
        for (PamProfile profile : profiles) {
            if (profile.isIn(field, block)) {
                profile.lines(field, first).forEach(line -> lines.add(checked(line, profile)));
                first = false;
            }
        }
        boolean primary = block.equals("Primary");
        if (primary && lines.isEmpty()) {
            out.append(type).append("\t[default=1]\t\t\tpam_permit.so\n");
        }
        int left = primary ? lines.size() : lines.size() - 1;
        for (String line : lines) {
            out.append(type).append('\t').append(merged(line, left)).append('\n');
            left--;
        }
    }

    private static String checked(String line, PamProfile profile) {
        if (!LINE.matcher(line).matches()) {
            throw new CompositionException(
                    "/" + PROFILES + "/" + profile.name() + " has a line that names no module: " + line,
                    "leave its package out, or bring the stacks with files: of the definition");
        }
        return line;
    }

    private static String merged(String line, int left) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return line;
        }
        String module = Optional.ofNullable(parts.group(1)).orElse("").replace("end", Integer.toString(left));
        String arguments = Optional.ofNullable(parts.group(2)).orElse("").strip();
        return module + " " + String.join(" ", arguments.split("\\s+", -1));
    }
}
