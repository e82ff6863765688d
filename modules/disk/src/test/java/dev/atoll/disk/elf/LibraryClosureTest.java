package dev.atoll.disk.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LibraryClosureTest {
    private static final Metadata META = Metadata.root(0755, 0);
    private static final String LIB = "usr/lib/x86_64-linux-gnu/";
    private static final String LOADER = "/lib64/ld-linux-x86-64.so.2";

    private final FileTree tree = new FileTree(META);

    LibraryClosureTest() {
        link("lib", "usr/lib");
        link("lib64", "usr/lib64");
        link("bin", "usr/bin");
        link("usr/lib64/ld-linux-x86-64.so.2", "../lib/x86_64-linux-gnu/ld-linux-x86-64.so.2");
        put(LIB + "ld-linux-x86-64.so.2", elf());
        put(LIB + "libc.so.6", elf().needs("ld-linux-x86-64.so.2"));
    }

    private static TestElf elf() {
        return new TestElf(Machine.X86_64);
    }

    private void put(String path, TestElf elf) {
        put(path, elf.content());
    }

    private void put(String path, Content content) {
        tree.mkdirs(TreePath.parent(path), META);
        tree.put(path, new Node.File(META, content));
    }

    private void link(String path, String target) {
        tree.mkdirs(TreePath.parent(path), META);
        tree.put(path, new Node.Symlink(META, target));
    }

    @Test
    void followsLibrariesInterpreterAndEveryLinkOnTheWay() {
        put("usr/bin/tool", elf().interpreter(LOADER).needs("liba.so.1").needs("libc.so.6"));
        link(LIB + "liba.so.1", "liba.so.1.2");
        put(LIB + "liba.so.1.2", elf().needs("libc.so.6"));
        LibraryClosure closure = LibraryClosure.of(tree, List.of("/bin/tool"));
        assertThat(closure.paths())
                .containsExactlyInAnyOrder(
                        "bin",
                        "lib64",
                        "usr/bin/tool",
                        "usr/lib64/ld-linux-x86-64.so.2",
                        LIB + "ld-linux-x86-64.so.2",
                        LIB + "liba.so.1",
                        LIB + "liba.so.1.2",
                        LIB + "libc.so.6");
        assertThat(closure.missing()).isEmpty();
    }

    @Test
    void searchesTheRunpathFirstAndOnlyForTheFileThatHasIt() {
        put("opt/app/bin/tool", elf().runpath("$ORIGIN/../lib").needs("liba.so"));
        put("opt/app/lib/liba.so", elf().needs("libb.so"));
        put("opt/app/lib/libb.so", elf());
        put(LIB + "liba.so", elf());
        LibraryClosure closure = LibraryClosure.of(tree, List.of("opt/app/bin/tool"));
        assertThat(closure.paths()).containsExactly("opt/app/bin/tool", "opt/app/lib/liba.so");
        assertThat(closure.missing())
                .containsExactly(new MissingLibrary("opt/app/lib/liba.so", "libb.so", Optional.empty()));
    }

    @Test
    void anRpathIsInheritedByTheLibrariesItLoads() {
        put("opt/tool", elf().rpath("${ORIGIN}/lib").needs("liba.so"));
        put("opt/lib/liba.so", elf().needs("libb.so"));
        put("opt/lib/libb.so", elf());
        LibraryClosure closure = LibraryClosure.of(tree, List.of("opt/tool"));
        assertThat(closure.paths()).containsExactly("opt/lib/liba.so", "opt/lib/libb.so", "opt/tool");
        assertThat(closure.missing()).isEmpty();
    }

    @Test
    void passesOverALibraryOfAnotherMachine() {
        put(LIB + "libx.so", new TestElf(Machine.AARCH64));
        byte[] narrow = elf().bytes();
        narrow[4] = 1;
        put("usr/lib/x86_64-linux-gnu/systemd/libx.so", Content.of(narrow));
        put("usr/lib/libx.so", elf());
        put("usr/bin/tool", elf().needs("libx.so"));
        assertThat(LibraryClosure.of(tree, List.of("usr/bin/tool")).paths())
                .containsExactly("usr/bin/tool", "usr/lib/libx.so");
    }

    @Test
    void reportsWhatIsMissing() {
        put("usr/bin/tool", elf().interpreter("/lib64/ld-other.so").needs("libnone.so"));
        assertThat(LibraryClosure.of(tree, List.of("usr/bin/tool", "usr/bin/none"))
                        .missing())
                .containsExactly(
                        new MissingLibrary("usr/bin/none", "usr/bin/none", Optional.empty()),
                        new MissingLibrary("usr/bin/tool", "/lib64/ld-other.so", Optional.empty()),
                        new MissingLibrary("usr/bin/tool", "libnone.so", Optional.empty()));
    }

    @Test
    void followsDeclaredLibrariesOfTheWantedPriorities() {
        String note = "[{\"soname\":[\"liba.so.2\",\"liba.so.1\"],\"priority\":\"required\"},"
                + "{\"soname\":[\"libz.so\"],\"priority\":\"recommended\"},"
                + "{\"soname\":[\"libs.so\"],\"priority\":\"suggested\"}]";
        put("usr/bin/tool", elf().note(0x407c0c0a, "FDO", note));
        put(LIB + "liba.so.1", elf());
        assertThat(LibraryClosure.of(tree, List.of("usr/bin/tool")).paths()).containsExactly("usr/bin/tool");
        LibraryClosure closure = LibraryClosure.of(
                tree, List.of("usr/bin/tool"), Set.of(Dlopen.Priority.REQUIRED, Dlopen.Priority.RECOMMENDED));
        assertThat(closure.paths()).containsExactly("usr/bin/tool", LIB + "liba.so.1");
        assertThat(closure.missing())
                .containsExactly(
                        new MissingLibrary("usr/bin/tool", "libz.so", Optional.of(Dlopen.Priority.RECOMMENDED)));
    }

    @Test
    void aScriptStandsForItselfAndADamagedFileIsNamed() {
        put("usr/bin/script", Content.of("#!/bin/sh\n"));
        assertThat(LibraryClosure.of(tree, List.of("usr/bin/script")).paths()).containsExactly("usr/bin/script");
        put("usr/bin/broken", Content.of(Arrays.copyOf(elf().bytes(), 100)));
        assertThatThrownBy(() -> LibraryClosure.of(tree, List.of("usr/bin/broken")))
                .isInstanceOf(MalformedElfException.class)
                .hasMessageContaining("usr/bin/broken");
    }

    @Test
    void loopingLinksEndTheSearch() {
        link("usr/bin/loop", "loop");
        assertThat(LibraryClosure.of(tree, List.of("usr/bin/loop")).missing()).hasSize(1);
    }
}
