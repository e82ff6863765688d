package dev.atoll.image.boot;

import dev.atoll.disk.pe.UkiSection;
import dev.atoll.disk.pe.UkiWriter;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.image.definition.Definition;
import dev.atoll.image.effect.OsRelease;
import dev.atoll.image.layout.CompositionException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes the unified kernel image: kernel, initrd and command line in one file that is signed as a whole. */
public final class UnifiedKernel {
    private UnifiedKernel() {}

    /**
     * The unsigned image.
     *
     * @param root the root's tree, for the stub
     * @param initrd the archive
     * @param kernel the kernel as its package ships it
     * @param rootHash the hash tree's root, hexadecimal
     * @throws CompositionException if the tree has no stub
     */
    public static byte[] of(
            FileTree root, byte[] initrd, byte[] kernel, String kernelVersion, Definition definition, String rootHash) {
        String commandLine = "roothash=" + rootHash + " "
                + String.join(" ", definition.kernel().commandLine());
        return UkiWriter.write(
                stub(root, EfiPrograms.stub(definition.image().architecture())),
                List.of(
                        section(".osrel", OsRelease.text(definition.image())),
                        section(".cmdline", commandLine),
                        section(".uname", kernelVersion),
                        new UkiSection(".initrd", initrd),
                        new UkiSection(".linux", kernel)));
    }

    /** The texts in it that are the definition's. */
    static String words(Definition definition) {
        return OsRelease.text(definition.image())
                + String.join(" ", definition.kernel().commandLine()) + "\n";
    }

    private static byte[] stub(FileTree root, String path) {
        if (root.get(path).orElse(null) instanceof Node.File file) {
            return file.content().bytes();
        }
        throw new CompositionException(
                "no /" + path + " in the image: the unified kernel image begins with it",
                "install the package systemd-boot-efi");
    }

    private static UkiSection section(String name, String text) {
        return new UkiSection(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
