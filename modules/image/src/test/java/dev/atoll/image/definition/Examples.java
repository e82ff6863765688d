package dev.atoll.image.definition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The definitions among the examples; others are node configurations. */
final class Examples {
    private Examples() {}

    static List<Path> definitions(Path root) throws IOException {
        List<Path> definitions = new ArrayList<>();
        try (Stream<Path> files = Files.list(root.resolve("examples"))) {
            for (Path file :
                    files.filter(it -> it.toString().endsWith(".yaml")).sorted().toList()) {
                if (Files.readAllLines(file).contains("definition: 1")) {
                    definitions.add(file);
                }
            }
        }
        return definitions;
    }
}
