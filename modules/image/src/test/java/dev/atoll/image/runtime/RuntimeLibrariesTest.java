package dev.atoll.image.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.image.Samples;
import dev.atoll.image.layout.CompositionException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RuntimeLibrariesTest {
    private static final String AT = JavaRuntime.DIRECTORY;

    /** A library that is linked with another. */
    private static Node library(String needed) {
        byte[] name = ("\0" + needed + "\0").getBytes(StandardCharsets.US_ASCII);
        int dynamic = 64 + 2 * 56;
        int strings = dynamic + 4 * 16;
        ByteBuffer elf = ByteBuffer.allocate(strings + name.length).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16);
        elf.putShort((short) 3).putShort((short) 62).putInt(1).putLong(0).putLong(64);
        elf.putLong(0).putInt(0).putShort((short) 64).putShort((short) 56).putShort((short) 2);
        segment(elf.position(64), 1, 0, elf.capacity());
        segment(elf, 2, dynamic, 4 * 16);
        elf.putLong(5).putLong(strings).putLong(10).putLong(name.length);
        elf.putLong(1).putLong(1).putLong(0).putLong(0).put(name);
        return new Node.File(Metadata.root(0644, 0), Content.of(elf.array()));
    }

    private static void segment(ByteBuffer elf, int type, long offset, long size) {
        elf.putInt(type).putInt(4).putLong(offset).putLong(offset).putLong(offset);
        elf.putLong(size).putLong(size).putLong(8);
    }

    private static FileTree tree(String needed) {
        FileTree tree = Samples.tree();
        Samples.put(tree, AT + "/lib/server/libjvm.so", library("libstdc++.so.6"));
        Samples.put(tree, AT + "/lib/libjava.so", library(needed));
        Samples.put(tree, AT + "/conf/net.properties", "a=b");
        return tree;
    }

    @Test
    void allThatIsMissingIsNamedWithThePackagesToInstall() {
        assertThatThrownBy(() -> RuntimeLibraries.check(tree("libz.so.1"), AT))
                .isInstanceOf(CompositionException.class)
                .hasMessage("""
                        the Java runtime needs libraries that no package of this image brings:
                          libstdc++.so.6, for /usr/lib/atoll/java/lib/server/libjvm.so
                          libz.so.1, for /usr/lib/atoll/java/lib/libjava.so
                          hint: install libstdc++6, zlib1g (packages.install), or take modules off java.modules""");
    }

    @Test
    void aLibraryOfAnUnknownPackageIsNamedAlone() {
        FileTree tree = tree("libX11.so.6");
        Samples.put(tree, "usr/lib/x86_64-linux-gnu/libstdc++.so.6", library("libjvm.so"));
        assertThatThrownBy(() -> RuntimeLibraries.check(tree, AT))
                .hasMessageContaining("libX11.so.6, for")
                .hasMessageContaining("hint: install the packages that bring them");
    }

    @Test
    void librariesOfTheRuntimeFindEachOther() {
        FileTree tree = tree("libjvm.so");
        Samples.put(tree, "usr/lib/x86_64-linux-gnu/libstdc++.so.6", library("libstdc++.so.6"));
        assertThatCode(() -> RuntimeLibraries.check(tree, AT)).doesNotThrowAnyException();
    }
}
