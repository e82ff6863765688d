package dev.atoll.disk.elf;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The state of one {@link LibraryClosure} while it grows. */
final class LibrarySearch {
    /** A file to look into, with the {@code DT_RPATH} directories it inherits from those that loaded it. */
    private record Visit(String path, List<String> inherited) {}

    private final FileTree tree;
    private final Set<Dlopen.Priority> dlopens;
    private final TreeSet<String> paths = new TreeSet<>();
    private final TreeSet<MissingLibrary> missing = new TreeSet<>();
    private final Map<String, Optional<ElfFile>> files = new HashMap<>();
    private final Set<Visit> visited = new HashSet<>();
    private final Deque<Visit> waiting = new ArrayDeque<>();

    LibrarySearch(FileTree tree, Set<Dlopen.Priority> dlopens) {
        this.tree = tree;
        this.dlopens = Set.copyOf(dlopens);
    }

    void start(String path) {
        Optional<LinkTrail> trail = LinkTrail.walk(tree, path);
        trail.ifPresentOrElse(
                t -> visit(t, List.of()), () -> missing.add(new MissingLibrary(path, path, Optional.empty())));
        while (!waiting.isEmpty()) {
            Visit next = waiting.removeFirst();
            elf(next.path()).ifPresent(elf -> follow(next, elf));
        }
    }

    LibraryClosure closure() {
        return new LibraryClosure(paths, missing);
    }

    private void visit(LinkTrail trail, List<String> inherited) {
        paths.add(trail.file());
        paths.addAll(trail.links());
        Visit visit = new Visit(trail.file(), List.copyOf(inherited));
        if (visited.add(visit)) {
            waiting.add(visit);
        }
    }

    private void follow(Visit visit, ElfFile elf) {
        elf.interpreter().ifPresent(path -> {
            Optional<LinkTrail> trail = LinkTrail.walk(tree, path);
            trail.ifPresentOrElse(
                    t -> visit(t, List.of()),
                    () -> missing.add(new MissingLibrary(visit.path(), path, Optional.empty())));
        });
        List<String> inherited = new ArrayList<>();
        if (elf.runpath().isEmpty()) {
            elf.rpath().ifPresent(rpath -> inherited.addAll(directories(rpath, visit.path())));
            inherited.addAll(visit.inherited());
        }
        List<String> search = new ArrayList<>(inherited);
        elf.runpath().ifPresent(runpath -> search.addAll(directories(runpath, visit.path())));
        search.addAll(standard(elf.machine()));
        for (String soname : elf.needed()) {
            Optional<LinkTrail> found = find(soname, search, elf.machine());
            found.ifPresentOrElse(
                    t -> visit(t, inherited),
                    () -> missing.add(new MissingLibrary(visit.path(), soname, Optional.empty())));
        }
        if (!dlopens.isEmpty()) {
            open(visit, elf, search, inherited);
        }
    }

    private void open(Visit visit, ElfFile elf, List<String> search, List<String> inherited) {
        for (Dlopen dlopen : elf.dlopens()) {
            if (dlopens.contains(dlopen.priority())) {
                Optional<LinkTrail> found = dlopen.sonames().stream()
                        .flatMap(soname -> find(soname, search, elf.machine()).stream())
                        .findFirst();
                found.ifPresentOrElse(
                        t -> visit(t, inherited),
                        () -> missing.add(new MissingLibrary(
                                visit.path(), dlopen.sonames().getFirst(), Optional.of(dlopen.priority()))));
            }
        }
    }

    private Optional<LinkTrail> find(String soname, List<String> directories, Machine machine) {
        if (soname.contains("/")) {
            return LinkTrail.walk(tree, soname).filter(t -> isFor(machine, t.file()));
        }
        return directories.stream()
                .flatMap(directory -> LinkTrail.walk(tree, directory + "/" + soname).stream())
                .filter(t -> isFor(machine, t.file()))
                .findFirst();
    }

    private boolean isFor(Machine machine, String path) {
        return machine.wrote(head(path)) && elf(path).map(ElfFile::isLoadable).orElse(false);
    }

    private static List<String> directories(String searchPath, String file) {
        String origin = "/" + TreePath.parent(file);
        return List.of(searchPath.split(":", -1)).stream()
                .filter(directory -> !directory.isEmpty())
                .map(directory -> directory.replace("${ORIGIN}", origin).replace("$ORIGIN", origin))
                .toList();
    }

    private static List<String> standard(Machine machine) {
        String multiarch = "usr/lib/" + machine.triplet();
        return List.of(multiarch, multiarch + "/systemd", "usr/lib/systemd", "usr/lib", "usr/lib64");
    }

    /** The ELF file at a path; empty if the file there is none. */
    private Optional<ElfFile> elf(String path) {
        return files.computeIfAbsent(path, p -> ElfFile.isElf(head(p)) ? Optional.of(read(p)) : Optional.empty());
    }

    private ElfFile read(String path) {
        try {
            return ElfFile.read(file(path).content());
        } catch (MalformedElfException e) {
            throw new MalformedElfException(path + ": " + e.getMessage());
        }
    }

    private byte[] head(String path) {
        try (InputStream in = file(path).content().open()) {
            return in.readNBytes(Machine.HEAD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Node.File file(String path) {
        return (Node.File) tree.get(path).orElseThrow();
    }
}
