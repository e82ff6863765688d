package dev.atoll.systemtests.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.disk.gpt.GptPartition;
import dev.atoll.image.BuildReport;
import dev.atoll.systemtests.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The word of the reference tools on a disk image, whatever it is for.
 *
 * @param image the image
 * @param report what its build said
 * @param slot the name of its root partition
 * @param work where copies of its parts may be put
 */
record ImageJudge(BuiltImage image, BuildReport report, String slot, Path work) {

    void thePartitionTableIsSound() throws IOException {
        assertThat(Command.of("sgdisk", "-v", image.file()).run().succeeded().output())
                .contains("No problems found");
        assertThat(Command.of("sfdisk", "--verify", image.file())
                        .run()
                        .succeeded()
                        .output())
                .contains("No errors detected");
        Map<String, GptPartition> partitions = image.partitions();
        assertThat(partitions.keySet()).containsExactlyInAnyOrder("esp", slot, slot + "_verity");
        assertThat(hex(partitions.get(slot)) + hex(partitions.get(slot + "_verity")))
                .isEqualTo(report.rootHash());
    }

    void theRootIsSoundAndMatchesItsHash() throws IOException {
        Path root = image.copy(slot, report.rootBytes(), work);
        Path verity = image.copy(slot + "_verity", report.verityBytes(), work);
        Command.of("fsck.erofs", "--extract", root).run().succeeded();
        Command.of("veritysetup", "verify", root, verity, report.rootHash())
                .run()
                .succeeded();
        Files.delete(verity);
        Files.delete(root);
    }

    /**
     * Checks the EFI system partition and the signatures of what the firmware starts.
     *
     * @param programs their paths on the partition
     * @param certificate that of the key that signed them
     */
    void theSystemPartitionIsSoundAndItsProgramsAreSigned(List<String> programs, Path certificate) throws IOException {
        Path esp = image.copy("esp", image.partitions().get("esp").size(), work);
        Command.of("fsck.vfat", "-n", esp).run().succeeded();
        for (String program : programs) {
            Path copy = work.resolve("program.efi");
            Command.of("mcopy", "-n", "-o", "-i", esp, "::" + program, copy)
                    .with("MTOOLS_SKIP_CHECK", 1)
                    .run()
                    .succeeded();
            assertThat(Command.of("sbverify", "--cert", certificate, copy)
                            .run()
                            .succeeded()
                            .output())
                    .contains("Signature verification OK");
            Files.delete(copy);
        }
        assertThat(Command.of("mdir", "-b", "-i", esp, "::loader/keys/auto")
                        .run()
                        .succeeded()
                        .output())
                .contains("PK.auth")
                .contains("KEK.auth")
                .contains("db.auth");
        Files.delete(esp);
    }

    /** What a kernel image's own tool reads in it. */
    String sections(String uki) throws IOException {
        Path copy = Files.write(work.resolve("sections.efi"), image.unifiedKernel(uki));
        String output = Command.of("ukify", "inspect", copy).run().succeeded().output();
        Files.delete(copy);
        return output;
    }

    private static String hex(GptPartition partition) {
        return partition.id().toString().replace("-", "");
    }
}
