package dev.atoll.image.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.disk.pe.PeImage;
import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.image.Samples;
import dev.atoll.image.definition.Architecture;
import dev.atoll.image.layout.CompositionException;
import dev.atoll.image.signing.SmallPe;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BootTest {
    private static final String STUB = "usr/lib/systemd/boot/efi/linuxx64.efi.stub";
    private static final byte[] KERNEL = {1, 2, 3};
    private static final byte[] INITRD = {4, 5};

    private final FileTree root = Samples.tree();

    private byte[] kernelImage() {
        return UnifiedKernel.of(root, INITRD, KERNEL, "6.12.0", Samples.definition(""), "ab".repeat(32));
    }

    private void addStub() {
        Samples.put(root, STUB, new Node.File(Metadata.root(0644, 0), Content.of(SmallPe.create())));
    }

    @Test
    void theCommandLineBeginsWithTheRootHash() {
        addStub();
        PeImage image = PeImage.parse(kernelImage());
        assertThat(image.data(".cmdline").orElseThrow())
                .asString()
                .isEqualTo("roothash=" + "ab".repeat(32) + " quiet console=ttyS0");
        assertThat(image.data(".uname").orElseThrow()).asString().isEqualTo("6.12.0");
        assertThat(image.data(".osrel").orElseThrow()).asString().contains("ID=lagoon\n");
        assertThat(image.data(".linux").orElseThrow()).isEqualTo(KERNEL);
    }

    @Test
    void theInitrdIsASectionAsItIs() {
        addStub();
        assertThat(PeImage.parse(kernelImage()).data(".initrd").orElseThrow()).isEqualTo(INITRD);
    }

    @Test
    void theSameInputsGiveTheSameBytes() {
        addStub();
        assertThat(kernelImage()).isEqualTo(kernelImage());
    }

    @Test
    void refusesAnImageWithoutAStub() {
        assertThatThrownBy(this::kernelImage)
                .isInstanceOf(CompositionException.class)
                .hasMessageContaining("/" + STUB)
                .hasMessageContaining("systemd-boot-efi");
    }

    @Test
    void theFirmwareFindsLoaderKernelAndKeysAtTheirPlaces() {
        byte[] loader = "loader".getBytes(StandardCharsets.UTF_8);
        FileTree esp = SystemPartition.of(
                Architecture.X86_64,
                loader,
                "lagoon_1+3.efi",
                KERNEL,
                Map.of("debug.addon.efi", new byte[] {3}),
                Map.of("PK.auth", new byte[] {9}),
                7);
        assertThat(esp.nodes().entrySet().stream()
                        .filter(entry -> entry.getValue() instanceof Node.File)
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrder(
                        "EFI/BOOT/BOOTX64.EFI",
                        "EFI/systemd/systemd-bootx64.efi",
                        "EFI/Linux/lagoon_1+3.efi",
                        "loader/addons/debug.addon.efi",
                        "loader/loader.conf",
                        "loader/entries.srel",
                        "loader/keys/auto/PK.auth");
        assertThat(Samples.text(esp, "EFI/systemd/systemd-bootx64.efi")).isEqualTo("loader");
        assertThat(Samples.text(esp, "loader/loader.conf")).contains("editor no\n");
    }
}
