package dev.atoll.image.tools;

import dev.atoll.disk.elf.ElfFile;
import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import dev.atoll.image.definition.PathPattern;
import dev.atoll.image.layout.UnpackedPackage;
import dev.atoll.packages.Relation;
import dev.atoll.packages.payload.PayloadEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds the programs of a tree and how each is started. */
final class Programs {
    /** Bytes of a script's first line that are looked at, as Linux does (BINPRM_BUF_SIZE). */
    private static final int HEAD = 256;

    private static final Set<String> DIRECTORIES = Set.of("usr/bin", "usr/sbin", "bin", "sbin");
    private static final Set<String> SHELLS = Set.of("sh", "dash");

    private final FileTree tree;

    private Programs(FileTree tree) {
        this.tree = tree;
    }

    /** Programs that get wrappers, by name; scripts whose interpreter is not in the tree are left out. */
    static List<Program> of(FileTree tree, List<UnpackedPackage> packages, ToolsDefinition definition) {
        Set<String> named =
                definition.packages().wishes().stream().map(Relation::name).collect(Collectors.toSet());
        List<PathPattern> further =
                definition.programs().stream().map(PathPattern::of).toList();
        Programs programs = new Programs(tree);
        SortedMap<String, Program> found = new TreeMap<>();
        for (UnpackedPackage unpacked : packages) {
            for (PayloadEntry entry : unpacked.payload().entries()) {
                String path = TreePath.of(entry.path());
                boolean wanted = (named.contains(unpacked.name()) && DIRECTORIES.contains(TreePath.parent(path)))
                        || further.stream().anyMatch(pattern -> pattern.matches(path));
                if (wanted) {
                    programs.program(path, unpacked.name()).ifPresent(program -> found.put(program.name(), program));
                }
            }
        }
        return List.copyOf(found.values());
    }

    private Optional<Program> program(String path, String origin) {
        return content(path).flatMap(content -> {
            byte[] head = head(content);
            String name = TreePath.name(path);
            if (ElfFile.isElf(head)) {
                return Optional.of(
                        new Program(name, origin, List.of(new Program.Word.InTree(path)), Program.Kind.LOADED));
            }
            String line = new String(head, StandardCharsets.ISO_8859_1)
                    .lines()
                    .findFirst()
                    .orElse("");
            return line.startsWith("#!")
                    ? script(path, origin, line.substring(2).strip())
                    : Optional.empty();
        });
    }

    private Optional<Program> script(String path, String origin, String interpreterLine) {
        List<String> words = new ArrayList<>(List.of(interpreterLine.split("[ \t]+", 2)));
        if (TreePath.name(words.getFirst()).equals("env") && words.size() == 2) {
            words = new ArrayList<>(List.of(words.getLast()));
        }
        String interpreter = TreePath.name(words.getFirst());
        List<Program.Word> command = new ArrayList<>();
        Program.Kind kind = SHELLS.contains(interpreter) ? Program.Kind.SHELL : Program.Kind.LOADED;
        if (kind == Program.Kind.LOADED) {
            Optional<String> real = tree.resolve("usr/bin/" + interpreter)
                    .filter(it ->
                            content(it).map(Programs::head).map(ElfFile::isElf).orElse(false));
            if (real.isEmpty()) {
                return Optional.empty();
            }
            command.add(new Program.Word.InTree(real.get()));
        }
        words.stream().skip(1).map(Program.Word.Plain::new).forEach(command::add);
        command.add(new Program.Word.InTree(path));
        return Optional.of(new Program(TreePath.name(path), origin, command, kind));
    }

    private Optional<Content> content(String path) {
        return tree.resolve(path)
                .flatMap(tree::get)
                .flatMap(node ->
                        node instanceof Node.File file && (file.metadata().mode() & 0111) != 0
                                ? Optional.of(file.content())
                                : Optional.empty());
    }

    private static byte[] head(Content content) {
        try (InputStream in = content.open()) {
            return in.readNBytes(HEAD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
