package dev.atoll.systemtests.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.disk.pe.PeImage;
import dev.atoll.document.Documents;
import dev.atoll.image.BuildReport;
import dev.atoll.systemtests.Checkout;
import dev.atoll.systemtests.Command;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The container host composed for 64-bit ARM, before the same judges as that for x86. */
@Tag("system")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArmBuildTest {
    private static final String UKI = "atoll_4.0.0+3.efi";
    private static final int MACHINE_ARM64 = 0xaa64;

    @TempDir
    private static Path work;

    private Path keys;
    private ImageJudge judge;

    @BeforeAll
    void build() {
        Path atoll = Checkout.root().resolve("atoll");
        Path out = work.resolve("out");
        keys = work.resolve("keys");
        Command.of(atoll, "keys", "create", keys).run().succeeded();
        Command.of(atoll, "image", "build", Checkout.containerLinux(), "--architecture", "aarch64")
                .and("-o", out, "--keys", keys, "--store", Checkout.store())
                .run()
                .succeeded();
        BuildReport report = Documents.read(out.resolve("report.json"), BuildReport.class);
        judge = new ImageJudge(new BuiltImage(out.resolve("container-linux.raw")), report, "atoll_4.0.0", work);
    }

    @Test
    void theReferenceToolsAcceptItAsTheyDoTheOther() throws IOException {
        judge.thePartitionTableIsSound();
        judge.theRootIsSoundAndMatchesItsHash();
        judge.theSystemPartitionIsSoundAndItsProgramsAreSigned(
                List.of("EFI/BOOT/BOOTAA64.EFI", "EFI/systemd/systemd-bootaa64.efi", "EFI/Linux/" + UKI),
                keys.resolve("db.crt"));
    }

    @Test
    void theUnifiedKernelIsForArmAndBootsThisVeryRoot() throws IOException {
        assertThat(judge.sections(UKI))
                .contains(".linux:", ".initrd:", "roothash=" + judge.report().rootHash(), "console=ttyAMA0")
                .doesNotContain("ttyS0");
        byte[] uki = judge.image().unifiedKernel(UKI);
        assertThat(machine(uki)).isEqualTo(MACHINE_ARM64);
        assertThat(machine(PeImage.parse(uki).data(".linux").orElseThrow())).isEqualTo(MACHINE_ARM64);
    }

    /** The machine of a PE image, in its COFF header (PE format, "COFF File Header"). */
    private static int machine(byte[] pe) {
        ByteBuffer bytes = ByteBuffer.wrap(pe).order(ByteOrder.LITTLE_ENDIAN);
        return Short.toUnsignedInt(bytes.getShort(bytes.getInt(0x3c) + 4));
    }
}
