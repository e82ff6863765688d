package dev.atoll.image.definition;

import dev.atoll.document.Bound;
import dev.atoll.document.Check;
import dev.atoll.document.Documents;
import dev.atoll.document.Place;
import dev.atoll.document.Places;
import dev.atoll.document.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads definitions, and checks what their types cannot say: files that they name exist, names are unique, parts agree.
 * Looks at the disk beside the definition, at nothing else.
 */
public final class DefinitionReader {
    private DefinitionReader() {}

    /**
     * Reads and checks a definition.
     *
     * @throws dev.atoll.document.InvalidDocumentException with all its problems
     */
    public static Definition read(Path file) {
        return bind(file).value();
    }

    /** Like {@link #read}, with the places of all values for problems found later. */
    public static Bound<Definition> bind(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        return Documents.bind(file, Definition.class, new Checks(folder == null ? Path.of("/") : folder));
    }

    private static final class Checks implements Check {
        private final Path folder;
        private final Map<String, Place> sources = new HashMap<>();
        private final Map<String, Place> files = new HashMap<>();

        Checks(Path folder) {
            this.folder = folder;
        }

        @Override
        public void check(String path, Object value, Places places, Report report) {
            switch (value) {
                case Source source -> source(path, source, places, report);
                case FileEntry entry -> entry(path, entry, places, report);
                case Packages packages -> packages(path, packages, places, report);
                case Definition whole -> units(whole, places, report);
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
            if (path.equals("effects") && !Files.isDirectory(folder.resolve(text))) {
                missing("directory", text, at, report);
            } else if (path.equals("users")) {
                file(text, at, report);
            } else if (path.startsWith("kernel.commandLine[") && text.startsWith("roothash=")) {
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

        private static void unique(String kind, String name, Map<String, Place> seen, Place at, Report report) {
            Place first = seen.putIfAbsent(name, at);
            if (first != null) {
                String message = "a second " + kind + " " + name + ", first in line " + first.line();
                report.add(at, "duplicate-name", message, "keep one of them");
            }
        }
    }
}
