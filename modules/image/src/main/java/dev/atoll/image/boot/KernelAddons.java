package dev.atoll.image.boot;

import dev.atoll.disk.pe.UkiSection;
import dev.atoll.disk.pe.UkiWriter;
import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.image.definition.Definition;
import dev.atoll.image.definition.KernelAddon;
import dev.atoll.image.layout.CompositionException;
import dev.atoll.image.layout.Placement;
import dev.atoll.image.signing.Authenticode;
import dev.atoll.image.signing.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes add-ons of the unified kernel image (systemd-stub(7)): further kernel arguments in a signed file of their own.
 * All are carried in the root, for machines to choose from; those enabled lie on the EFI system partition as well,
 * where they hold for every version of the image.
 */
public final class KernelAddons {
    private static final String DIRECTORY = "usr/lib/atoll/kernel-addons/";
    private static final String SUFFIX = ".addon.efi";

    private KernelAddons() {}

    /**
     * Signs all add-ons and puts them into the root's tree.
     *
     * @param date of the files, seconds since 1970
     * @return those enabled for new machines, by file name
     * @throws CompositionException if there are some and the tree has no stub for them
     */
    public static Map<String, byte[]> apply(FileTree tree, Definition definition, SigningKey key, long date) {
        Map<String, byte[]> enabled = new LinkedHashMap<>();
        Placement placement = new Placement(tree, date);
        for (KernelAddon addon : definition.kernelAddons()) {
            UkiSection commandLine = new UkiSection(
                    ".cmdline", String.join(" ", addon.commandLine()).getBytes(StandardCharsets.UTF_8));
            byte[] signed = Authenticode.sign(UkiWriter.write(stub(tree, definition), List.of(commandLine)), key);
            Node.File file = new Node.File(Metadata.root(0644, date), Content.of(signed));
            placement.put(DIRECTORY + addon.name() + SUFFIX, file, "kernelAddons: of the definition");
            if (addon.enabled()) {
                enabled.put(addon.name() + SUFFIX, signed);
            }
        }
        if (!definition.kernelAddons().isEmpty()) {
            // For machines whose configuration says nothing of add-ons any more.
            String names = definition.kernelAddons().stream()
                    .filter(KernelAddon::enabled)
                    .map(addon -> addon.name() + "\n")
                    .collect(Collectors.joining());
            Node.File file =
                    new Node.File(Metadata.root(0644, date), Content.of(names.getBytes(StandardCharsets.UTF_8)));
            placement.put(DIRECTORY + "enabled", file, "kernelAddons: of the definition");
        }
        return enabled;
    }

    private static byte[] stub(FileTree tree, Definition definition) {
        String path = EfiPrograms.addonStub(definition.image().architecture());
        if (tree.get(path).orElse(null) instanceof Node.File file) {
            return file.content().bytes();
        }
        throw new CompositionException(
                "no /" + path + " in the image: kernel add-ons begin with it", "install the package systemd-boot-efi");
    }
}
