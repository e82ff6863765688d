package dev.atoll.image.depmod;

import dev.atoll.disk.elf.MalformedElfException;
import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The directory of one kernel's modules in a tree. */
final class ModuleDirectory {
    private static final int NAME_BUCKETS = 512;
    private static final List<String> COMPRESSED = List.of(".ko.gz", ".ko.xz", ".ko.zst");

    private final FileTree tree;
    private final String path;
    private final DepmodConfiguration configuration;

    /** @throws MalformedModuleException if the tree has no such directory */
    ModuleDirectory(FileTree tree, String kernelVersion) {
        this.tree = tree;
        this.path = TreePath.of("usr/lib/modules/" + kernelVersion);
        this.configuration = DepmodConfiguration.read(tree, kernelVersion);
        if (!(tree.get(path).orElse(null) instanceof Node.Directory)) {
            throw new MalformedModuleException(
                    path,
                    "the tree has no modules of kernel " + kernelVersion
                            + "; add the package of that kernel or correct the version");
        }
    }

    String path() {
        return path;
    }

    /** Every module, in depmod's order. */
    List<KernelModule> modules() {
        Map<String, String> byName = new TreeMap<>();
        find("", byName);
        Map<String, Integer> ranks = ranks(byName);
        List<String> paths = new ArrayList<>();
        HashOrder.sort(byName.keySet(), NAME_BUCKETS).forEach(name -> paths.add(path(byName, name)));
        paths.sort(Comparator.comparing(p -> ranks.getOrDefault(p, Integer.MAX_VALUE)));
        return paths.stream().map(this::read).toList();
    }

    private static String path(Map<String, String> byName, String name) {
        return Optional.ofNullable(byName.get(name)).orElseThrow();
    }

    private void find(String below, Map<String, String> byName) {
        for (String name : tree.children(below.isEmpty() ? path : absolute(below))) {
            String found = TreePath.join(below, name);
            if (configuration.isExcluded(name)) {
                continue;
            }
            if (tree.get(absolute(found)).orElse(null) instanceof Node.Directory) {
                find(found, byName);
            } else if (name.endsWith(".ko") && file(found).isPresent()) {
                byName.merge(ModuleNames.ofPath(found), found, configuration::preferred);
            } else if (COMPRESSED.stream().anyMatch(name::endsWith)) {
                throw new MalformedModuleException(
                        absolute(found), "the module is compressed; decompress modules before they are indexed");
            }
        }
    }

    /** Places in {@code modules.order}; modules it does not list come after those it does. */
    private Map<String, Integer> ranks(Map<String, String> byName) {
        Map<String, Integer> ranks = new HashMap<>();
        for (String line : lines("modules.order")) {
            if (line.equals(byName.get(ModuleNames.ofPath(line)))) {
                ranks.putIfAbsent(line, ranks.size());
            }
        }
        return ranks;
    }

    private KernelModule read(String module) {
        try {
            return ModuleReader.read(module, file(module).orElseThrow().content());
        } catch (MalformedElfException e) {
            throw new MalformedModuleException(absolute(module), String.valueOf(e.getMessage()));
        }
    }

    /** The lines of a text file beside the modules; none if there is no such file. */
    List<String> lines(String name) {
        String text = text(name);
        if (text.isEmpty()) {
            return List.of();
        }
        if (!text.endsWith("\n")) {
            throw new MalformedModuleException(absolute(name), "the last line does not end; is the file cut off?");
        }
        return Arrays.asList(text.substring(0, text.length() - 1).split("\n", -1));
    }

    /** A file beside the modules, one {@code char} a byte; empty if there is none. */
    String text(String name) {
        return file(name)
                .map(file -> new String(file.content().bytes(), StandardCharsets.ISO_8859_1))
                .orElse("");
    }

    boolean has(String name) {
        return file(name).isPresent();
    }

    /** Puts a file beside the modules. */
    void put(String name, byte[] bytes, long mtime) {
        tree.put(absolute(name), new Node.File(Metadata.root(0644, mtime), Content.of(bytes)));
    }

    String absolute(String relative) {
        return TreePath.join(path, relative);
    }

    private Optional<Node.File> file(String relative) {
        return tree.resolve(absolute(relative))
                .flatMap(tree::get)
                .flatMap(node -> node instanceof Node.File file ? Optional.of(file) : Optional.empty());
    }
}
