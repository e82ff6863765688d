package dev.atoll.image.effect;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.image.layout.Placement;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the empty files for local rules that AppArmor profiles of packages include (apparmor.d(5)), as scripts generated
 * by {@code dh_apparmor} do: a profile that includes a missing file cannot be loaded.
 */
public final class AppArmorRules {
    private static final String PROFILES = "etc/apparmor.d";
    private static final Pattern LOCAL =
            Pattern.compile("(?m)^\\s*#?include\\s+[<\"](local/[A-Za-z0-9._+-]+)[>\"]\\s*,?\\s*$");

    private AppArmorRules() {}

    /**
     * Makes what is missing.
     *
     * @param date of the files, seconds since 1970
     */
    public static void apply(FileTree tree, long date) {
        for (String name : tree.children(PROFILES)) {
            if (tree.get(PROFILES + "/" + name).orElse(null) instanceof Node.File profile) {
                Matcher include = LOCAL.matcher(new String(profile.content().bytes(), StandardCharsets.UTF_8));
                while (include.find()) {
                    make(PROFILES + "/" + include.group(1), tree, date);
                }
            }
        }
    }

    private static void make(String path, FileTree tree, long date) {
        if (!tree.contains(path)) {
            Node.File empty = new Node.File(Metadata.root(0644, date), Content.of(""));
            new Placement(tree, date).put(path, empty, "the local rules of AppArmor");
        }
    }
}
