package dev.atoll.image.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.disk.elf.MalformedElfException;
import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.image.Samples;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoaderCacheTest {
    private static final String OWN = "usr/lib/x86_64-linux-gnu/";

    private final FileTree tree = Samples.tree();

    @BeforeEach
    void base() {
        Samples.put(tree, OWN + "libc.so.6", TestLibrary.of("libc.so.6"));
        Samples.link(tree, "lib", "usr/lib");
        Samples.put(tree, "etc/ld.so.conf", "include ld.so.conf.d/*.conf # all\n");
        Samples.put(tree, "etc/ld.so.conf.d/x.conf", "/usr/local/lib\n/lib/x86_64-linux-gnu\n");
    }

    private void library(String path, String soname) {
        Samples.put(tree, path, TestLibrary.of(soname));
    }

    /** Sonames and paths of the cache, in order. */
    private List<String> cache() {
        LoaderCache.apply(tree, 7);
        byte[] bytes = ((Node.File) tree.get("etc/ld.so.cache").orElseThrow())
                .content()
                .bytes();
        ByteBuffer cache = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<String> found = new ArrayList<>();
        for (int at = 48; at < 48 + cache.getInt(20) * 24; at += 24) {
            String capabilities = cache.getLong(at + 16) == 0 ? "" : " (%x)".formatted(cache.getLong(at + 16));
            found.add(string(bytes, cache.getInt(at + 4)) + " " + string(bytes, cache.getInt(at + 8)) + capabilities);
        }
        return found;
    }

    private static String string(byte[] bytes, int from) {
        int end = from;
        while (bytes[end] != 0) {
            end++;
        }
        return new String(Arrays.copyOfRange(bytes, from, end), StandardCharsets.US_ASCII);
    }

    @Test
    void aTreeWithLibrariesOnlyWhereTheLoaderLooksGetsNoCache() {
        Samples.put(tree, "usr/local/lib/README", "");
        Samples.put(tree, "etc/ld.so.cache", "old");
        library(OWN + "glibc-hwcaps/x86-64-v3/libz.so.1", "libz.so.1");
        LoaderCache.apply(tree, 7);
        assertThat(tree.contains("etc/ld.so.cache")).isFalse();
    }

    @Test
    void anotherDirectoryMakesACacheOfAllInTheOrderOfTheLoader() {
        library("usr/local/lib/libz.so.1.3", "libz.so.1");
        library(OWN + "libz.so.1", "libz.so.1");
        library(OWN + "liba.so.9", "liba.so.9");
        library(OWN + "liba.so.10", "liba.so.10");
        assertThat(cache())
                .containsExactly(
                        "libz.so.1 /usr/local/lib/libz.so.1",
                        "libz.so.1 /lib/x86_64-linux-gnu/libz.so.1",
                        "libc.so.6 /lib/x86_64-linux-gnu/libc.so.6",
                        "liba.so.10 /lib/x86_64-linux-gnu/liba.so.10",
                        "liba.so.9 /lib/x86_64-linux-gnu/liba.so.9");
        assertThat(Samples.target(tree, "usr/local/lib/libz.so.1")).isEqualTo("libz.so.1.3");
    }

    @Test
    void theNewestFileOfASonameIsLinked() {
        library("usr/local/lib/libz.so.1.9", "libz.so.1");
        library("usr/local/lib/libz.so.1.10", "libz.so.1");
        Samples.link(tree, "usr/local/lib/libz.so.1", "libz.so.1.9");
        Samples.link(tree, "usr/local/lib/libz.so", "libz.so.1.9");
        Samples.link(tree, "usr/local/lib/libgone.so.1", "nowhere");
        assertThat(cache()).contains("libz.so /usr/local/lib/libz.so", "libz.so.1 /usr/local/lib/libz.so.1");
        assertThat(Samples.target(tree, "usr/local/lib/libz.so.1")).isEqualTo("libz.so.1.10");
        assertThat(tree.contains("usr/local/lib/libgone.so.1")).isFalse();
    }

    @Test
    void aFileUnderTheSonameStaysAndALibraryWithoutOneHasItsName() {
        library("usr/local/lib/libz.so.1", "libz.so.1");
        library("usr/local/lib/libz.so.1.1", "libz.so.1");
        library("usr/local/lib/libplain.so", "");
        assertThat(cache()).contains("libplain.so /usr/local/lib/libplain.so");
        assertThat(tree.get("usr/local/lib/libz.so.1").orElseThrow()).isInstanceOf(Node.File.class);
    }

    @Test
    void librariesForSomeProcessorsComeBeforeThoseForAll() {
        library("usr/local/lib/libz.so.1", "libz.so.1");
        library("usr/local/lib/glibc-hwcaps/x86-64-v3/libz.so.1.3", "libz.so.1");
        library("usr/local/lib/glibc-hwcaps/x86-64-v2/libz.so.1", "libz.so.1");
        Samples.put(tree, "usr/local/lib/glibc-hwcaps/x86-64-v4/README", "");
        assertThat(cache().subList(0, 3))
                .containsExactly(
                        "libz.so.1 /usr/local/lib/glibc-hwcaps/x86-64-v2/libz.so.1 (4000000000000000)",
                        "libz.so.1 /usr/local/lib/glibc-hwcaps/x86-64-v3/libz.so.1.3 (4000000000000001)",
                        "libz.so.1 /usr/local/lib/libz.so.1");
        assertThat(tree.contains("usr/local/lib/glibc-hwcaps/x86-64-v3/libz.so.1"))
                .isFalse();
    }

    @Test
    void whatIsNoLibraryOfThisMachineIsPassedOver() {
        library("usr/local/lib/libz.so.1", "libz.so.1");
        Samples.put(tree, "usr/local/lib/libscript.so", "GROUP ( libz.so.1 )");
        Samples.put(tree, "usr/local/lib/libempty.so", "");
        Samples.link(tree, "usr/local/lib/libdirectory.so", "../share");
        library("usr/local/lib/plugin.so", "plugin.so");
        assertThat(cache()).hasSize(2);
    }

    @Test
    void aDamagedLibraryIsNamed() {
        byte[] whole = TestLibrary.of("libz.so.1").content().bytes();
        Samples.put(
                tree,
                "usr/local/lib/libz.so.1",
                new Node.File(Metadata.root(0644, 0), Content.of(Arrays.copyOf(whole, 70))));
        assertThatThrownBy(() -> LoaderCache.apply(tree, 7))
                .isInstanceOf(MalformedElfException.class)
                .hasMessageContaining("usr/local/lib/libz.so.1");
    }

    @Test
    void includesMayBePatternsAndMayBeCircular() {
        Samples.put(tree, "etc/ld.so.conf", "include /etc/ld.so.conf.d/[x-z]?.conf /etc/ld.so.conf\n\nhwcap 1 x\n");
        Samples.put(tree, "etc/ld.so.conf.d/y1.conf", "  /opt/y/  = libc6\n/opt/missing\n");
        Samples.put(tree, "etc/ld.so.conf.d/a1.conf", "/opt/a\n");
        library("opt/y/liby.so.1", "liby.so.1");
        library("opt/a/liba.so.1", "liba.so.1");
        assertThat(cache()).contains("liby.so.1 /opt/y/liby.so.1").noneMatch(entry -> entry.startsWith("liba"));
    }

    @Test
    void stringsShareTheirEnds() {
        CacheStrings strings = new CacheStrings(new LinkedHashSet<>(List.of("b.so", "/lib/b.so", "/opt/b.so", "so")));
        assertThat(new String(strings.bytes(), StandardCharsets.US_ASCII)).isEqualTo("/opt/b.so\0/lib/b.so\0");
        assertThat(strings.offset("b.so")).isEqualTo(15);
        assertThat(strings.offset("so")).isEqualTo(17);
    }
}
