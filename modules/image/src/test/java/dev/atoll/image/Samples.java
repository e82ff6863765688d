package dev.atoll.image;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import dev.atoll.document.Documents;
import dev.atoll.image.definition.Definition;
import java.nio.charset.StandardCharsets;

/** Small trees and definitions for the tests of this module. */
public final class Samples {
    private Samples() {}

    /** An empty tree. */
    public static FileTree tree() {
        return new FileTree(Metadata.root(0755, 0));
    }

    /** Puts a file, with the directories it needs. */
    public static Node.File put(FileTree tree, String path, String text) {
        Node.File file = new Node.File(Metadata.root(0644, 0), Content.of(text));
        put(tree, path, file);
        return file;
    }

    /** Puts a link, with the directories it needs. */
    public static void link(FileTree tree, String path, String target) {
        put(tree, path, new Node.Symlink(Metadata.root(0777, 0), target));
    }

    /** Puts a node, with the directories it needs. */
    public static void put(FileTree tree, String path, Node node) {
        tree.mkdirs(TreePath.parent(path), Metadata.root(0755, 0));
        tree.put(path, node);
    }

    /** The text of a file that must be there. */
    public static String text(FileTree tree, String path) {
        return new String(((Node.File) tree.get(path).orElseThrow()).content().bytes(), StandardCharsets.UTF_8);
    }

    /** The target of a link that must be there. */
    public static String target(FileTree tree, String path) {
        return ((Node.Symlink) tree.get(path).orElseThrow()).target();
    }

    /** A definition with an initrd of nothing, and more lines of YAML. */
    public static Definition definition(String more) {
        return definition("{modules: [], files: [], units: []}", more);
    }

    /** A definition with an initrd, and more lines of YAML. */
    public static Definition definition(String initrd, String more) {
        String yaml = """
                definition: 1
                image: {id: lagoon, name: Lagoon, version: 1.2.3, architecture: x86_64}
                sources: [{name: s, debian: trixie, keys: [key.asc]}]
                packages: {install: [bash, mawk]}
                kernel: {commandLine: [quiet, console=ttyS0], initrd: %s}
                """.formatted(initrd);
        return parse(yaml + more);
    }

    /** A definition as it is written. */
    public static Definition parse(String yaml) {
        return Documents.read("image.yaml", yaml.getBytes(StandardCharsets.UTF_8), Definition.class);
    }
}
