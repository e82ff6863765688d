package dev.atoll.image.cabundle;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the certificates of a tree that are to be trusted, in the order of the bundle. */
final class Trusted {
    static final String CONFIGURATION = "etc/ca-certificates.conf";
    private static final String PACKAGED = "usr/share/ca-certificates";
    private static final String LOCAL = "usr/local/share/ca-certificates";

    private final FileTree tree;

    Trusted(FileTree tree) {
        this.tree = tree;
    }

    /** Tree paths: of packages as the configuration lists them, then local ones. */
    List<String> paths() {
        List<String> paths = new ArrayList<>();
        listed().stream()
                .map(name -> PACKAGED + "/" + name)
                .filter(path -> file(path).isPresent())
                .forEach(paths::add);
        below(LOCAL).forEach(name -> paths.add(LOCAL + "/" + name));
        return paths;
    }

    /** Lines of the configuration of the tree, if it has one; else every certificate that packages bring. */
    List<String> listed() {
        return configuration()
                .map(text -> text.lines()
                        .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith("!"))
                        .toList())
                .orElseGet(() -> below(PACKAGED));
    }

    Optional<String> configuration() {
        return file(CONFIGURATION)
                .map(file -> new String(file.content().bytes(), StandardCharsets.UTF_8))
                .filter(text -> !text.isEmpty());
    }

    Optional<Node.File> file(String path) {
        return tree.resolve(path)
                .flatMap(tree::get)
                .flatMap(node -> node instanceof Node.File file ? Optional.of(file) : Optional.empty());
    }

    /** Names of certificate files relative to a directory, in the order of their bytes. */
    private List<String> below(String directory) {
        return tree.below(directory).keySet().stream()
                .filter(path -> path.endsWith(".crt") && file(path).isPresent())
                .map(path -> path.substring(directory.length() + 1))
                .sorted(Comparator.comparing(
                        name -> new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)))
                .toList();
    }
}
