package dev.atoll.image.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.image.definition.JavaProgram;
import dev.atoll.image.layout.CompositionException;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Map;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassPathTest {
    @TempDir
    private Path folder;

    private static byte[] classNamed(String name) {
        return ClassFile.of().build(ClassDesc.of(name), builder -> {});
    }

    private Path jar(String file, String className) throws IOException {
        Path jar = folder.resolve(file);
        Files.createDirectories(jar.getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry(className.replace('.', '/') + ".class"));
            zip.write(classNamed(className));
        }
        return jar;
    }

    private Class<?>[] load(Map<Path, String> sources) throws IOException, ClassNotFoundException {
        URL[] urls = new URL[sources.size()];
        int at = 0;
        for (Path source : sources.keySet()) {
            urls[at++] = source.toUri().toURL();
        }
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            Class<?>[] classes = new Class<?>[sources.size()];
            at = 0;
            for (String name : sources.values()) {
                classes[at++] = loader.loadClass(name);
            }
            return classes;
        }
    }

    @Test
    void jarsAreTakenAsTheyAreUnderNamesWithoutVersions() throws Exception {
        Path reef = jar("reef-1.2.3.jar", "a.Reef");
        Path coral = jar("coral-v3-4.0-SNAPSHOT.jar", "b.Coral");
        Class<?>[] classes = load(Map.of(reef, "a.Reef", coral, "b.Coral"));
        Class<?>[] twice = Arrays.copyOf(classes, 3);
        twice[2] = classes[0];
        ClassPath classPath = ClassPath.of(twice);
        assertThat(classPath.jars().keySet()).containsExactly("coral-v3.jar", "reef.jar");
        assertThat(classPath.jars().get("reef.jar").bytes()).isEqualTo(Files.readAllBytes(reef));
        assertThat(classPath.jars().get("coral-v3.jar").bytes()).isEqualTo(Files.readAllBytes(coral));
    }

    @Test
    void aFolderOfClassesIsPackedIntoTheSameBytesAlways() throws Exception {
        Path classes = folder.resolve("classes");
        for (String name : new String[] {"z/B", "z/A", "z/y/C"}) {
            Path file = classes.resolve(name + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, classNamed(name.replace('/', '.')));
        }
        Class<?> anchor = load(Map.of(classes, "z.A"))[0];
        byte[] first = ClassPath.of(anchor).jars().get("z.jar").bytes();
        Files.setLastModifiedTime(classes.resolve("z/A.class"), FileTime.fromMillis(1_000_000_000_000L));
        TimeZone zone = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertThat(ClassPath.of(anchor).jars().get("z.jar").bytes()).isEqualTo(first);
        } finally {
            TimeZone.setDefault(zone);
        }
        Path jar = Files.write(folder.resolve("packed.jar"), first);
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName)).containsExactly("z/A.class", "z/B.class", "z/y/C.class");
        }
        assertThat(load(Map.of(jar, "z.y.C"))[0].getName()).isEqualTo("z.y.C");
    }

    @Test
    void twoVersionsOfOneJarAreAFaultOfTheClassPath() throws Exception {
        Class<?>[] classes =
                load(Map.of(jar("a/reef-1.jar", "a.Reef"), "a.Reef", jar("b/reef-2.jar", "b.Reef"), "b.Reef"));
        assertThatThrownBy(() -> ClassPath.of(classes))
                .isInstanceOf(CompositionException.class)
                .hasMessageContaining("would be reef.jar in the image");
    }

    @Test
    void aClassOfTheJavaRuntimeItselfComesFromNoJar() {
        assertThatThrownBy(() -> ClassPath.of(String.class))
                .isInstanceOf(CompositionException.class)
                .hasMessageContaining("java.lang.String does not come from a jar");
    }

    @Test
    void aProgramThatThisAtollDoesNotBringIsSaid() {
        assertThatThrownBy(() -> Programs.NONE.classPath(JavaProgram.AGENT))
                .isInstanceOf(CompositionException.class)
                .hasMessageContaining("this atoll does not bring the program agent");
    }

    @ParameterizedTest
    @CsvSource({
        "jackson-core-3.2.4.jar, jackson-core.jar",
        "aircompressor-v3-3.14.jar, aircompressor-v3.jar",
        "atoll-node-0.1.0-SNAPSHOT.jar, atoll-node.jar",
        "x-1.5.7-28.jar, x.jar",
        "jspecify.jar, jspecify.jar",
        "log4j-1.2-api-2.0.jar, log4j.jar"
    })
    void versionsBeginWithADigit(String jar, String name) {
        assertThat(ClassPath.withoutVersion(Path.of("/lib", jar))).isEqualTo(name);
    }
}
