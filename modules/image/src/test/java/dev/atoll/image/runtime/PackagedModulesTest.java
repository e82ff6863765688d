package dev.atoll.image.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.image.layout.CompositionException;
import dev.atoll.packages.deb.MalformedPackageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagedModulesTest {
    private static final String VERSION = TestJdk.VERSION;

    @TempDir
    private Path folder;

    private static TestJdk jdk() throws IOException {
        return new TestJdk()
                .file("usr/bin/jlink", new byte[0])
                .module("java.base", VERSION)
                .module("java.logging", VERSION, "java.base")
                .module("java.net.http", VERSION, "java.base", "java.logging", "?java.zip")
                .module("java.xml", VERSION, "java.base")
                .module("jdk.net", VERSION, "java.base", "java.xml");
    }

    private List<String> extract(TestJdk jdk, String... wanted) throws IOException {
        Path file = jdk.in(folder);
        Path target = Files.createTempDirectory(folder, "jmods");
        PackagedModules.extract(TestJdk.locked(file), file, new TreeSet<>(List.of(wanted)), target);
        return TestJdk.names(target);
    }

    @Test
    void readsNoFurtherThanTheLastModuleThatIsRequired() throws IOException {
        assertThat(extract(jdk(), "java.base")).containsExactly("java.base.jmod");
        assertThat(extract(jdk(), "java.base", "java.net.http"))
                .containsExactly("java.base.jmod", "java.logging.jmod", "java.net.http.jmod");
        assertThat(extract(jdk(), "java.base", "jdk.net")).hasSize(5);
    }

    @Test
    void aModuleThatIsNotThereIsNamedWithThoseThatAre() {
        assertThatThrownBy(() -> extract(jdk(), "java.base", "java.desk"))
                .isInstanceOf(CompositionException.class)
                .hasMessageContaining("java.modules: jdk 25-1 does not have java.desk\n")
                .hasMessageContaining("hint: it has java.base, java.logging, java.net.http, java.xml, jdk.net");
    }

    @Test
    void soIsOneThatAnotherRequires() {
        assertThatThrownBy(() ->
                        extract(jdk().module("jdk.odd", VERSION, "java.base", "jdk.gone"), "java.base", "jdk.odd"))
                .isInstanceOf(CompositionException.class)
                .hasMessageContaining("does not have jdk.gone, which another module requires");
    }

    @Test
    void aPackageWithoutModulesIsTheWrongOne() {
        assertThatThrownBy(() -> extract(new TestJdk().file("usr/lib/jvm/java/bin/java", new byte[9]), "java.base"))
                .isInstanceOf(CompositionException.class)
                .hasMessageContaining("java.jdk: jdk 25-1 holds no modules of a JDK (jmods)")
                .hasMessageContaining("hint: name the package that has them");
    }

    @Test
    void modulesOfAnotherJavaThanRunsThisAreRefused() {
        int next = Runtime.version().feature() + 1;
        assertThatThrownBy(() -> extract(new TestJdk().module("java.base", next + ".0.1"), "java.base"))
                .isInstanceOf(CompositionException.class)
                .hasMessageContaining("are of Java " + next + ".0.1, and the jlink of the Java that runs atoll, ")
                .hasMessageContaining("run atoll with a JDK " + next);
        assertThatThrownBy(() -> extract(new TestJdk().module("java.base", "21.0.1"), "java.base"))
                .hasMessageEndingWith("hint: name the package of JDK " + VERSION);
    }

    @Test
    void anUpdateOfTheSameJavaIsFine() throws IOException {
        assertThat(extract(new TestJdk().module("java.base", VERSION + ".0.99.1"), "java.base"))
                .hasSize(1);
    }

    @Test
    void whatIsNoModuleIsADamagedPackage() {
        String path = "usr/lib/jvm/java/jmods/java.base.jmod";
        assertThatThrownBy(() -> extract(new TestJdk().file(path, new byte[100]), "java.base"))
                .isInstanceOf(MalformedPackageException.class)
                .hasMessageContaining("java.base.jmod: it is no module");
        assertThatThrownBy(() -> extract(new TestJdk().module("java.base", "none"), "java.base"))
                .isInstanceOf(MalformedPackageException.class)
                .hasMessageContaining("its version is no version of Java: none");
    }

    @Test
    void otherBytesThanTheLocksAreRefused() throws IOException {
        Path file = jdk().in(folder);
        Path target = Files.createTempDirectory(folder, "jmods");
        assertThatThrownBy(() ->
                        PackagedModules.extract(TestJdk.other(), file, new TreeSet<>(List.of("java.base")), target))
                .isInstanceOf(MalformedPackageException.class)
                .hasMessageContaining("its bytes have SHA-256");
    }
}
