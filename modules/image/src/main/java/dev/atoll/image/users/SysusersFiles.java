package dev.atoll.image.users;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The sysusers.d files of a tree: by name, those in {@code etc} instead of those in {@code usr/lib}. */
final class SysusersFiles {
    /** The later a directory, the more it overrides. */
    private static final List<String> DIRECTORIES =
            List.of("usr/lib/sysusers.d", "usr/local/lib/sysusers.d", "etc/sysusers.d");

    private SysusersFiles() {}

    static List<SysusersLine> read(FileTree tree) {
        TreeMap<String, String> byName = new TreeMap<>();
        for (String directory : DIRECTORIES) {
            for (String name : tree.children(directory)) {
                if (name.endsWith(".conf") && !name.startsWith(".")) {
                    byName.put(name, directory + "/" + name);
                }
            }
        }
        List<SysusersLine> lines = new ArrayList<>();
        byName.values().forEach(path -> lines.addAll(SysusersParser.file(path, text(tree, path))));
        return lines;
    }

    /** Empty also for a link to {@code /dev/null}, which masks. */
    private static String text(FileTree tree, String path) {
        return tree.resolve(path).flatMap(tree::get).orElse(null) instanceof Node.File file
                ? new String(file.content().bytes(), StandardCharsets.UTF_8)
                : "";
    }
}
