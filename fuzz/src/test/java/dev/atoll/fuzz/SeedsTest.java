package dev.atoll.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A corpus whose seeds are refused at the door would leave its parser in the dark. */
class SeedsTest {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Path SOURCES = Path.of("src/test/java");
    private static final String METHOD = "readsOrRefuses";

    static List<Path> seeds() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> Files.isRegularFile(file)
                            && file.getParent().endsWith(METHOD)
                            && !file.getFileName().toString().startsWith("crash-"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everySeedIsAccepted(Path seed) throws ReflectiveOperationException, IOException {
        Class<?> target = Class.forName(target(seed).replace('/', '.'));
        Constructor<?> constructor = target.getDeclaredConstructor();
        constructor.setAccessible(true);
        Method method = target.getDeclaredMethod(METHOD, byte[].class);
        method.setAccessible(true);
        long before = Hostile.accepted();
        method.invoke(constructor.newInstance(), (Object) Files.readAllBytes(seed));
        assertThat(Hostile.accepted()).isGreaterThan(before);
    }

    @Test
    void everyTargetHasSeeds() throws IOException {
        TreeSet<String> seeded = new TreeSet<>();
        seeds().forEach(seed -> seeded.add(target(seed)));
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            assertThat(sources.map(file -> SOURCES.relativize(file).toString())
                            .filter(file -> file.endsWith("FuzzTest.java"))
                            .map(file -> file.substring(0, file.length() - ".java".length())))
                    .containsExactlyInAnyOrderElementsOf(seeded);
        }
    }

    private static String target(Path seed) {
        String inputs = RESOURCES.relativize(seed.getParent().getParent()).toString();
        return inputs.substring(0, inputs.length() - "Inputs".length());
    }
}
