package dev.atoll.image.definition;

import dev.atoll.document.Bound;
import dev.atoll.document.Check;
import dev.atoll.document.InvalidDocumentException;
import dev.atoll.document.Layers;
import dev.atoll.document.Place;
import dev.atoll.document.Places;
import dev.atoll.document.Problem;
import dev.atoll.document.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads definitions, and checks what their types cannot say: files that they name exist, names are unique, parts agree.
 * Looks at the disk beside the definition, at nothing else.
 */
public final class DefinitionReader {
    private DefinitionReader() {}

    /** The key of the parts of a definition that hold for one architecture only. */
    static final String PER_ARCHITECTURE = "perArchitecture";

    /**
     * Reads and checks a definition for the architecture it names.
     *
     * @throws InvalidDocumentException with all its problems
     */
    public static Definition read(Path file) {
        return bind(file).value();
    }

    /**
     * Reads and checks a definition for an architecture.
     *
     * @throws InvalidDocumentException with all its problems; also if it is not for this architecture
     */
    public static Definition read(Path file, Architecture architecture) {
        Layers<Definition> layers = layers(file);
        if (!architectures(layers).contains(architecture)) {
            String message = file + " is not for " + architecture;
            String hint = "say what differs there, if only {}: " + PER_ARCHITECTURE + ": {" + architecture + ": {}}";
            throw new InvalidDocumentException(List.of(Problem.of("other-architecture", message, hint)));
        }
        return bind(layers, file, architecture.toString()).value();
    }

    /**
     * Reads and checks a definition for every architecture it is for.
     *
     * @return one for each, that of {@code image.architecture} first
     * @throws InvalidDocumentException with all problems of all of them
     */
    public static List<Definition> readAll(Path file) {
        Layers<Definition> layers = layers(file);
        Set<Problem> problems = new LinkedHashSet<>();
        List<Definition> definitions = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        layers.text("image", "architecture").ifPresent(names::add);
        layers.variants().stream().filter(Architecture.names()::contains).forEach(names::add);
        for (String name : names.isEmpty() ? Set.of("") : names) {
            try {
                definitions.add(bind(layers, file, name).value());
            } catch (InvalidDocumentException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(List.copyOf(problems));
        }
        return List.copyOf(definitions);
    }

    private static Layers<Definition> layers(Path file) {
        return Layers.read(file, Definition.class, PER_ARCHITECTURE, Architecture.names());
    }

    private static Set<Architecture> architectures(Layers<Definition> layers) {
        return Stream.concat(layers.text("image", "architecture").stream(), layers.variants().stream())
                .flatMap(name -> Architecture.named(name).stream())
                .collect(Collectors.toSet());
    }

    private static Bound<Definition> bind(Layers<Definition> layers, Path file, String architecture) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        Layers<Definition> chosen =
                architecture.isEmpty() ? layers : layers.with("image", "architecture", architecture);
        return chosen.bind(architecture, new Checks(folder == null ? Path.of("/") : folder));
    }

    /** Like {@link #read}, with the places of all values for problems found later. */
    public static Bound<Definition> bind(Path file) {
        Layers<Definition> layers = layers(file);
        return bind(layers, file, layers.text("image", "architecture").orElse(""));
    }

    private static final class Checks implements Check {
        private final Path folder;
        private final Map<String, Place> sources = new HashMap<>();
        private final Map<String, Place> files = new HashMap<>();
        private final Map<String, Place> accounts = new HashMap<>();
        private final Map<Integer, Place> accountIds = new HashMap<>();
        private final Map<String, Place> partitions = new HashMap<>();
        private final Map<String, Place> addons = new HashMap<>();

        Checks(Path folder) {
            this.folder = folder;
        }

        @Override
        public void check(String path, Object value, Places places, Report report) {
            switch (value) {
                case Source source -> source(path, source, places, report);
                case FileEntry entry -> entry(path, entry, places, report);
                case Packages packages -> packages(path, packages, places, report);
                case Account account -> account(path, account, places, report);
                case Partition partition ->
                    unique("partition", partition.name(), partitions, places.of(path + ".name"), report);
                case KernelAddon addon ->
                    unique("kernel add-on", addon.name(), addons, places.of(path + ".name"), report);
                case Definition whole -> {
                    units(whole, places, report);
                    pins(whole, places, report);
                }
                case String text -> text(path, text, places.of(path), report);
                default -> {
                    // Nothing beyond its type.
                }
            }
        }

        private void source(String path, Source source, Places places, Report report) {
            unique("source", source.name(), sources, places.of(path + ".name"), report);
            for (int i = 0; i < source.keys().size(); i++) {
                file(source.keys().get(i), places.of(path + ".keys[" + i + "]"), report);
            }
        }

        private void entry(String path, FileEntry entry, Places places, Report report) {
            unique("file", entry.path(), files, places.of(path + ".path"), report);
            entry.from().ifPresent(name -> {
                Place at = places.of(path + ".from");
                Path from = folder.resolve(name);
                if (!Files.isRegularFile(from) && !Files.isDirectory(from)) {
                    missing("file or directory", name, at, report);
                } else if (entry.mode().isPresent() && Files.isDirectory(from)) {
                    String message = "mode would apply to a single file, but " + name + " is a directory";
                    report.add(
                            places.of(path + ".mode"),
                            "mode-of-directory",
                            message,
                            "give files with other modes an entry of their own");
                }
            });
        }

        private static void packages(String path, Packages packages, Places places, Report report) {
            for (int i = 0; i < packages.install().size(); i++) {
                String name = packages.wishes().get(i).name();
                if (packages.without().contains(name)) {
                    String message = name + " is both to be installed and to be left out";
                    report.add(
                            places.of(path + ".install[" + i + "]"),
                            "contradiction",
                            message,
                            "remove it from one list");
                }
            }
        }

        private void account(String path, Account account, Places places, Report report) {
            unique("account", account.name(), accounts, places.of(path + ".name"), report);
            unique("account with the id", account.id(), accountIds, places.of(path + ".id"), report);
        }

        private static void pins(Definition whole, Places places, Report report) {
            List<Pin> pins = whole.packages().pins();
            for (int i = 0; i < pins.size(); i++) {
                Optional<String> source = pins.get(i).source();
                if (source.isPresent()
                        && whole.sources().stream().noneMatch(it -> it.name().equals(source.get()))) {
                    report.add(
                            places.of("packages.pins[" + i + "].source"),
                            "unknown-source",
                            "no source is called " + source.get(),
                            "there are "
                                    + whole.sources().stream().map(Source::name).collect(Collectors.joining(", ")));
                }
            }
        }

        private static void units(Definition whole, Places places, Report report) {
            List<String> masked = whole.mask();
            for (int i = 0; i < whole.enable().size(); i++) {
                String unit = whole.enable().get(i);
                if (masked.contains(unit)) {
                    String message = unit + " is both enabled and masked";
                    report.add(places.of("enable[" + i + "]"), "contradiction", message, "remove it from one list");
                }
            }
        }

        private void text(String path, String text, Place at, Report report) {
            if ((path.startsWith("effects[") || path.startsWith("trees["))
                    && !Files.isDirectory(folder.resolve(text))) {
                missing("directory", text, at, report);
            } else if (path.startsWith("users[")) {
                file(text, at, report);
            } else if (path.contains("commandLine[") && text.startsWith("roothash=")) {
                report.add(at, "reserved-argument", "roothash= is added by the build", "remove it");
            }
        }

        private void file(String name, Place at, Report report) {
            if (!Files.isRegularFile(folder.resolve(name))) {
                missing("file", name, at, report);
            }
        }

        private void missing(String kind, String name, Place at, Report report) {
            String hint = "names are relative to " + folder;
            report.add(at, "missing-file", "no such " + kind + ": " + name, hint);
        }

        private static <K> void unique(String kind, K name, Map<K, Place> seen, Place at, Report report) {
            Place first = seen.putIfAbsent(name, at);
            if (first != null) {
                String message = "a second " + kind + " " + name + ", first in " + first;
                report.add(at, "duplicate-name", message, "keep one of them");
            }
        }
    }
}
