package dev.atoll.node.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskProbeTest {
    @Test
    void signaturesAreNamedOnce() {
        assertThat(DiskProbe.signatures("gpt  \ngpt  \nPMBR \n")).containsExactly("gpt", "PMBR");
        assertThat(DiskProbe.signatures("ext4   my photos\n")).containsExactly("ext4 my photos");
        assertThat(DiskProbe.signatures("\n")).isEmpty();
    }

    @Test
    void aTableHasAGuidAndLabels() {
        assertThat(DiskProbe.table("""
                {"partitiontable": {"label": "gpt", "id": "61746F6C-6C64-8123-9999-000000000001", "device": "/dev/vdb",
                  "unit": "sectors", "firstlba": 2048, "lastlba": 131038, "sectorsize": 512,
                  "partitions": [
                    {"node": "/dev/vdb1", "start": 2048, "size": 8192, "type": "0FC63DAF", "uuid": "1", "name": "data"},
                    {"node": "/dev/vdb2", "start": 10240, "size": 8192, "type": "0FC63DAF", "uuid": "2"}]}}
                """))
                .isEqualTo(new DiskContents.Table("61746F6C-6C64-8123-9999-000000000001", List.of("data", "")));
        assertThat(DiskProbe.table("{\"partitiontable\": {\"label\": \"gpt\", \"id\": \"A\"}}"))
                .isEqualTo(new DiskContents.Table("A", List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"partitiontable\": {\"label\": \"dos\"}}", "{\"partitiontable\": []}"})
    void whatHoldsNoGuidPartitionTableIsSomethingElse(String json) {
        assertThat(DiskProbe.table(json)).isInstanceOf(DiskContents.Other.class);
    }
}
