package dev.atoll.node.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DiskDecisionTest {
    private static final String FOREIGN = "0F7B2C1E-52A3-4F51-9C0B-0A5D6E7F8091";
    private static final String OURS = DiskMark.forTable(new UUID(0x1234_5678_9abc_4defL, 0x8fed_cba9_8765_4321L));

    private static DiskRequest request(boolean wipe) {
        return new DiskRequest("store", Path.of("/dev/disk/by-id/x"), wipe, List.of("data", "logs"), List.of());
    }

    private static DiskContents table(String id, String... labels) {
        return new DiskContents.Table(id, List.of(labels));
    }

    private static DiskDecision decide(boolean wipe, DiskContents contents) {
        return DiskDecision.of(request(wipe), contents, false);
    }

    @Test
    void anEmptyDiskGetsATable() {
        assertThat(decide(false, new DiskContents.Blank())).isEqualTo(new DiskDecision.Empty());
    }

    @Test
    void aDiskWithAllPartitionsIsLeftAsItIs() {
        assertThat(decide(false, table(FOREIGN, "data", "logs", "more"))).isEqualTo(new DiskDecision.Use());
        assertThat(decide(true, table(FOREIGN, "logs", "data"))).isEqualTo(new DiskDecision.Use());
        assertThat(decide(true, table(OURS, "data", "logs"))).isEqualTo(new DiskDecision.Use());
    }

    @Test
    void missingPartitionsAreAddedToADiskThatHasSome() {
        assertThat(decide(false, table(FOREIGN, "data"))).isEqualTo(new DiskDecision.Add(List.of("logs")));
        assertThat(decide(false, table(OURS, "other"))).isEqualTo(new DiskDecision.Add(List.of("data", "logs")));
    }

    @Test
    void aTableWithoutPartitionsHoldsNothing() {
        assertThat(decide(false, table(FOREIGN))).isEqualTo(new DiskDecision.Add(List.of("data", "logs")));
    }

    @Test
    void anythingElseIsRefusedAndNamed() {
        assertThat(decide(false, new DiskContents.Other(List.of("ext4 photos"))))
                .isEqualTo(new DiskDecision.Refuse("the disk store (/dev/disk/by-id/x) has ext4 photos, and is left as"
                        + " it is; hint: with wipe: true it is emptied, once"));
        assertThat(decide(false, table(FOREIGN, "windows", "")))
                .isInstanceOfSatisfying(
                        DiskDecision.Refuse.class,
                        it -> assertThat(it.reason())
                                .contains("a partition table with windows, one without a label", "wipe: true"));
    }

    @Test
    void wipingEmptiesWhatIsNotOurs() {
        assertThat(decide(true, new DiskContents.Other(List.of("ext4")))).isEqualTo(new DiskDecision.Empty());
        assertThat(decide(true, table(FOREIGN, "windows"))).isEqualTo(new DiskDecision.Empty());
    }

    @Test
    void wipingNeverEmptiesADiskThatWasMadeHereOrHasOneOfThePartitions() {
        assertThat(decide(true, table(OURS, "renamed"))).isEqualTo(new DiskDecision.Add(List.of("data", "logs")));
        assertThat(decide(true, table(OURS))).isEqualTo(new DiskDecision.Add(List.of("data", "logs")));
        assertThat(decide(true, table(FOREIGN, "windows", "logs"))).isEqualTo(new DiskDecision.Add(List.of("data")));
    }

    @Test
    void aDiskInUseIsNeverEmptied() {
        for (DiskContents contents :
                List.of(new DiskContents.Blank(), new DiskContents.Other(List.of("ext4")), table(FOREIGN, "state"))) {
            assertThat(DiskDecision.of(request(true), contents, true)).isInstanceOf(DiskDecision.Refuse.class);
        }
    }

    @Test
    void aLabelThatIsThereTwiceIsRefused() {
        assertThat(decide(true, table(OURS, "data", "data", "logs")))
                .isInstanceOfSatisfying(
                        DiskDecision.Refuse.class,
                        it -> assertThat(it.reason()).contains("2 partitions labelled data"));
    }
}
