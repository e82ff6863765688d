package dev.atoll.node.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.node.config.Telemetry.Priority;
import dev.atoll.node.telemetry.JournalEntry.Message;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalEntryReaderTest {
    private static final String ADDRESS = "\"__CURSOR\":\"s=1;i=2\",\"__REALTIME_TIMESTAMP\":\"1763892000000000\"";

    private final JournalEntryReader reader = new JournalEntryReader();

    private JournalEntry read(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return reader.read(bytes, bytes.length);
    }

    @Test
    void readsWhatJournalctlWrites() {
        List<JournalEntry> entries = Fixtures.journal();
        assertThat(entries).hasSize(10);
        assertThat(entries).extracting(JournalEntry::service).startsWith("kernel", "init.scope", "ssh.service");
        JournalEntry ssh = entries.get(2);
        assertThat(ssh.priority()).contains(Priority.ERR);
        assertThat(ssh.received()).isEqualTo(1_763_892_000_002_000L);
        assertThat(ssh.time()).as("the time of its source").isEqualTo(1_763_892_000_001_700L);
        assertThat(ssh.cursor()).startsWith("s=").contains(";i=3;");
        assertThat(ssh.fields()).containsEntry("_PID", "812").containsEntry("_EXE", "/usr/sbin/sshd");
    }

    @Test
    void readsTextThatIsNotPrintableAndBytesThatAreNoText() {
        List<JournalEntry> entries = Fixtures.journal();
        assertThat(entries.get(3).message()).contains(new Message.Text("zwei Zeilen:\nGrüße, 世界 \uD83D\uDE80"));
        byte[] bytes = {0x1b, '[', '3', '1', 'm', (byte) 0xff, (byte) 0xfe, 0, 'A'};
        assertThat(entries.get(4).message())
                .contains(new Message.Binary(Base64.getEncoder().encodeToString(bytes)));
        assertThat(read("{" + ADDRESS + ",\"MESSAGE\":[27,91,195,164]}").message())
                .contains(new Message.Text("\u001b[ä"));
    }

    @Test
    void takesTheFirstOfManyValuesAndToleratesMissingOnes() {
        List<JournalEntry> entries = Fixtures.journal();
        assertThat(entries.get(5).message()).contains(new Message.Text("first value"));
        assertThat(entries.get(8).message()).isEmpty();
        assertThat(entries.get(8).priority()).isEmpty();
        assertThat(entries.get(8).reaches(Priority.INFO)).isTrue();
        assertThat(entries.get(6).reaches(Priority.INFO)).as("debugging").isFalse();
        assertThat(entries.get(9).message()).contains(new Message.Text(""));
        assertThat(read("{" + ADDRESS + ",\"MESSAGE\":null,\"PRIORITY\":\"9\"}").message())
                .isEmpty();
        assertThat(read("{" + ADDRESS + ",\"MESSAGE\":[[65,66],\"b\"]}").message())
                .contains(new Message.Text("AB"));
    }

    @Test
    void neverMakesHalvesOfCharacters() {
        assertThat(read("{" + ADDRESS + ",\"MESSAGE\":\"a\\ud800b\"}").message())
                .contains(new Message.Text("a?b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "[]",
                "{}",
                "{\"__CURSOR\":\"s=1\"}",
                "{\"__CURSOR\":\"s=1 --file=/etc/shadow\",\"__REALTIME_TIMESTAMP\":\"1\"}",
                "{\"__CURSOR\":\"s=1\",\"__REALTIME_TIMESTAMP\":\"-1\"}",
                "{\"__CURSOR\":\"s=1\",\"__REALTIME_TIMESTAMP\":\"999999999999999999\"}",
                "{\"__CURSOR\":\"s=1\",\"__REALTIME_TIMESTAMP\":\"1\"} {}",
                "{\"__CURSOR\":\"s=1\",\"__REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":{}}",
                "{\"__CURSOR\":\"s=1\",\"__REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":[256]}",
                "{\"__CURSOR\":\"s=1\",\"__REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":[1e99]}",
                "{\"__CURSOR\":\"s=1\",\"__REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":[[[[1]]]]}",
                "{\"__CURSOR\":\"s=1\",\"__REALTIME_TIMESTAMP\":\"1\",\"OTHER\":[[[[[1]]]]]}",
                "{\"__CURSOR\":\"s=1\",\"__REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":[1",
                "{\"__CURSOR\":\"s=1\",\"__REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":\"\\q\"}"
            })
    void refusesWhatIsNoEntry(String line) {
        assertThatThrownBy(() -> read(line)).isInstanceOf(JournalEntryException.class);
    }

    @Test
    void refusesEveryEntryThatWasCutOff() {
        String line = new String(Fixtures.resource("small.json"), StandardCharsets.UTF_8)
                .lines()
                .skip(2)
                .findFirst()
                .orElseThrow();
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < bytes.length; length++) {
            int cut = length;
            assertThatThrownBy(() -> reader.read(bytes, cut)).isInstanceOf(JournalEntryException.class);
        }
    }

    @Test
    void readsOrRefusesDamagedLines() {
        List<String> lines = new String(Fixtures.resource("small.json"), StandardCharsets.UTF_8)
                .lines()
                .toList();
        Random random = new Random(7);
        for (int i = 0; i < 5000; i++) {
            byte[] bytes = lines.get(random.nextInt(7)).getBytes(StandardCharsets.UTF_8);
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                Fixtures.logs(request(reader.read(bytes, bytes.length)));
            } catch (JournalEntryException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    private static byte[] request(JournalEntry entry) {
        LogBatch batch = new LogBatch(Map.of());
        batch.add(entry.service(), LogBatch.encoded(entry));
        return batch.request();
    }
}
