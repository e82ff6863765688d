package dev.atoll.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents say about where things are. */
class DocumentationTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path ARCHITECTURE = ROOT.resolve("docs/architecture.md");
    private static final Pattern PICTURE = Pattern.compile("```\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("\\b[A-Z][a-z]+(?:[A-Z][a-z]*)*\\b");
    private static final Pattern NAMED = Pattern.compile("`((?:[A-Z][a-z]+){2,})(?:\\.[a-zA-Z]+)?`");
    private static final Pattern QUALIFIED =
            Pattern.compile("`(dev(?:\\.[a-z0-9]+)+)((?:\\.[A-Z][A-Za-z]+)?)[.a-zA-Z]*`");
    private static final Pattern FOLDER = Pattern.compile("(?m)^\\| `([a-z/-]+?)/?` \\|");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)(?:#[^)]*)?\\)");

    private static String architecture() throws IOException {
        return Files.readString(ARCHITECTURE);
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(it -> it.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Names of all source files, and their folders below {@code java}. */
    private static Set<String> sources() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String part : List.of("modules", "system-tests", "fuzz")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(part))) {
                files.filter(it -> it.toString().endsWith(".java")).forEach(it -> {
                    String path = it.toString();
                    String below = path.substring(path.indexOf("/java/") + "/java/".length(), path.length() - 5);
                    names.add(it.getFileName().toString().replace(".java", ""));
                    names.add(below.replace('/', '.'));
                    names.add(below.substring(0, below.lastIndexOf('/')).replace('/', '.'));
                });
            }
        }
        return names;
    }

    @Test
    void everyTypeInThePictureOfABuildExists() throws IOException {
        String picture = PICTURE.matcher(architecture())
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        Set<String> types =
                TYPE.matcher(picture).results().map(it -> it.group()).collect(Collectors.toSet());
        assertThat(types).contains("DefinitionReader", "DiskImage").hasSizeGreaterThan(15);
        assertThat(sources()).containsAll(types);
    }

    @Test
    void everyTypeAndPackageThatIsNamedExists() throws IOException {
        String text = architecture() + Files.readString(ROOT.resolve("README.md"));
        Set<String> sources = sources();
        assertThat(sources).containsAll(all(NAMED, text));
        Set<String> qualified = QUALIFIED
                .matcher(text)
                .results()
                .filter(it -> !it.group(2).matches("\\.[A-Z]{2,}")) // FORMAT and GROUP stand for several
                .map(it -> it.group(1) + it.group(2))
                .collect(Collectors.toSet());
        assertThat(qualified).hasSizeGreaterThan(10);
        assertThat(sources).containsAll(qualified);
    }

    @Test
    void everyFolderIsInTheTableOfModulesAndInTheReadme() throws IOException {
        Set<String> folders = new TreeSet<>();
        for (String parent : List.of("", "modules/")) {
            try (Stream<Path> files = Files.list(ROOT.resolve(parent))) {
                files.filter(Files::isDirectory)
                        .map(it -> parent + it.getFileName())
                        .filter(it -> !it.startsWith(".") && !it.equals("target") && !it.equals("modules"))
                        .forEach(folders::add);
            }
        }
        assertThat(all(FOLDER, architecture().substring(architecture().indexOf("## Modules"))))
                .containsAll(folders)
                .allMatch(it -> Files.exists(ROOT.resolve(it)));
        assertThat(all(FOLDER, Files.readString(ROOT.resolve("README.md")))).isEqualTo(folders);
    }

    @Test
    void everyLinkBetweenDocumentsLeadsSomewhere() throws IOException {
        Set<String> dead = new TreeSet<>();
        try (Stream<Path> files = Stream.concat(Files.list(ROOT), Files.walk(ROOT.resolve("docs")))) {
            for (Path file : files.filter(it -> it.toString().endsWith(".md")).toList()) {
                all(LINK, Files.readString(file)).stream()
                        .filter(link -> !Files.exists(file.resolveSibling(link)))
                        .forEach(link -> dead.add(ROOT.relativize(file) + ": " + link));
            }
        }
        assertThat(dead).isEmpty();
    }
}
