package dev.atoll.systemtests.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.disk.elf.ElfFile;
import dev.atoll.disk.elf.Machine;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.image.definition.Architecture;
import dev.atoll.image.definition.LockedPackage;
import dev.atoll.image.runtime.JavaRuntime;
import dev.atoll.store.Digest;
import dev.atoll.systemtests.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A runtime linked for each architecture from today's packages; that for this machine is started. */
@Tag("system")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JavaRuntimeTest {
    private static final String AT = JavaRuntime.DIRECTORY;
    private static final long LARGEST = 60_000_000;

    @TempDir
    private static Path work;

    private ComposedRuntime x86;
    private ComposedRuntime arm;
    private Path root;

    @BeforeAll
    void compose() throws IOException {
        x86 = ComposedRuntime.of(Architecture.X86_64, work.resolve("links"));
        arm = ComposedRuntime.of(Architecture.AARCH64, work.resolve("links"));
        root = work.resolve("root");
        x86.write(root);
    }

    /** Starts the runtime with the tree's own loader and libraries: this machine's may be older. */
    private Command.Result java(Object... arguments) {
        Path libraries = root.resolve("usr/lib/x86_64-linux-gnu");
        Path java = root.resolve(AT);
        return Command.of(libraries.resolve("ld-linux-x86-64.so.2"), "--library-path")
                .and(libraries + ":" + java.resolve("lib") + ":" + java.resolve("lib/server"))
                .and(java.resolve("bin/java"), "-XX:+UseSerialGC")
                .and(arguments)
                .run();
    }

    @Test
    void itStartsAndIsThePackagedVersion() {
        String version = jdk(x86).version().replaceFirst("[+].*", "");
        assertThat(java("--version").succeeded().output()).contains("openjdk " + version, "Server VM");
        assertThat(java("--list-modules").succeeded().output().lines())
                .containsExactly("java.base@" + version, "java.net.http@" + version);
    }

    @Test
    void aProgramRunsFromItsJars() {
        assertThat(java("-cp", root.resolve("usr/lib/atoll/agent") + "/*", Hello.class.getName())
                        .succeeded()
                        .output())
                .isEqualTo("hello from " + root.resolve(AT) + ", Default, false\n");
    }

    @Test
    void thatForArmIsForArmThoughNothingOfItRanHere() {
        assertThat(machines(x86.tree())).hasSizeGreaterThan(8).allMatch(machine -> machine == Machine.X86_64);
        assertThat(machines(arm.tree())).hasSizeGreaterThan(8).allMatch(machine -> machine == Machine.AARCH64);
        assertThat(((Node.File) arm.tree().get(AT + "/lib/modules").orElseThrow())
                        .content()
                        .size())
                .isGreaterThan(20_000_000);
    }

    @Test
    void whatOnlyDevelopersUseIsLeftOutAndLicencesStay() {
        for (FileTree tree : List.of(x86.tree(), arm.tree())) {
            assertThat(tree.children(AT + "/bin")).containsExactly("java");
            assertThat(tree.children(AT)).containsExactly("bin", "conf", "legal", "lib", "release");
            assertThat(tree.contains(AT + "/legal/java.base/LICENSE")).isTrue();
            assertThat(tree.resolve(AT + "/legal/java.net.http/LICENSE")).contains(AT + "/legal/java.base/LICENSE");
            assertThat(tree.contains("usr/lib/jvm")).isFalse();
            assertThat(size(tree)).isLessThan(LARGEST);
        }
    }

    @Test
    void thePackageIsOnlyPartOfTheLock() {
        assertThat(jdk(x86).isInstalled()).isFalse();
        assertThat(x86.plan().packages()).extracting(LockedPackage::name).doesNotContain("openjdk-25-jre-headless");
        assertThat(jdk(arm).architecture()).isEqualTo("arm64");
    }

    @Test
    void linkedElsewhereInAnotherZoneAndLanguageItHasTheSameBytes() {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.of("ar", "EG"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            Path elsewhere = work.resolve("a/rather/longer way to/links");
            assertThat(differences(ComposedRuntime.of(Architecture.X86_64, elsewhere), x86))
                    .isEmpty();
            assertThat(differences(ComposedRuntime.of(Architecture.AARCH64, elsewhere), arm))
                    .isEmpty();
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    private static LockedPackage jdk(ComposedRuntime runtime) {
        return runtime.plan().named("openjdk-25-jdk-headless");
    }

    private static long size(FileTree tree) {
        return tree.below(AT).values().stream()
                .mapToLong(
                        node -> node instanceof Node.File file ? file.content().size() : 0)
                .sum();
    }

    private static List<Machine> machines(FileTree tree) {
        return tree.below(AT).entrySet().stream()
                .filter(entry ->
                        entry.getKey().endsWith(".so") || entry.getKey().contains("/bin/"))
                .map(entry ->
                        ElfFile.read(((Node.File) entry.getValue()).content()).machine())
                .toList();
    }

    private static List<String> differences(ComposedRuntime one, ComposedRuntime other) {
        Map<String, String> first = contents(one.tree());
        Map<String, String> second = contents(other.tree());
        assertThat(first.keySet()).isEqualTo(second.keySet());
        return first.keySet().stream()
                .filter(path -> !first.get(path).equals(second.get(path)))
                .toList();
    }

    private static Map<String, String> contents(FileTree tree) {
        Map<String, String> contents = new TreeMap<>();
        tree.below("usr/lib/atoll")
                .forEach((path, node) -> contents.put(
                        path,
                        node instanceof Node.File file
                                ? node.metadata() + " "
                                        + Digest.of(file.content().bytes())
                                : node.toString()));
        assertThat(contents).hasSizeGreaterThan(50);
        return contents;
    }
}
