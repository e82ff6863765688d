package dev.atoll.machine.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.machine.host.MachineException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SerialLogTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void aRealKernelBootPassesItsPhasesInOrder() throws IOException {
        SerialLog log = read(sample("kernel.log"));
        assertThat(phases(log))
                .containsExactly(
                        BootPhase.FIRMWARE, BootPhase.BOOT_LOADER, BootPhase.KERNEL, BootPhase.INITRD, BootPhase.READY);
        assertThat(log.events().getFirst().line()).startsWith("BdsDxe: loading Boot0001");
        assertThat(log.events().getLast().line()).isEqualTo("localhost login:");
    }

    @Test
    void aSystemBootPassesEveryPhaseOnce() throws IOException {
        SerialLog log = read(sample("system.log"));
        assertThat(phases(log))
                .containsExactly(
                        BootPhase.FIRMWARE,
                        BootPhase.BOOT_LOADER,
                        BootPhase.KERNEL,
                        BootPhase.INITRD,
                        BootPhase.HOST,
                        BootPhase.DEPENDENCY_FAILED,
                        BootPhase.READY);
        assertThat(log.boots()).isEqualTo(1);
    }

    @Test
    void controlSequencesVanishAndCarriageReturnsCutLines() throws IOException {
        SerialLog log = read(sample("system.log"));
        assertThat(log.lines())
                .contains(
                        "[  OK  ] Reached target initrd-root-device.target - Initrd Root Device.",
                        "[     **] A start job is running for /dev/mapper/root (5s / no limit)",
                        "[  OK  ] Finished systemd-veritysetup@root.service.",
                        "Boot in 2 s.",
                        "[DEPEND] Dependency failed for data.mount - /data.")
                .noneMatch(line -> line.contains("\u001b"));
    }

    @Test
    void howTheBytesAreCutDoesNotMatter() throws IOException {
        byte[] sample = sample("system.log");
        SerialLog whole = read(sample);
        ConsoleText text = new ConsoleText();
        List<String> lines = new ArrayList<>();
        for (byte b : sample) {
            lines.addAll(text.accept(new byte[] {b}, 1));
        }
        assertThat(lines).isEqualTo(whole.lines());
        assertThat(text.pending()).isEqualTo("node1 login:");
    }

    @Test
    void aSecondBootIsCountedAndToldAgain() throws IOException {
        byte[] sample = sample("kernel.log");
        SerialLog log = read(sample);
        append("\r\n".getBytes(StandardCharsets.UTF_8));
        append(sample);
        log.poll();
        assertThat(log.boots()).isEqualTo(2);
        assertThat(log.events().stream().filter(event -> event.boot() == 2).map(BootEvent::phase))
                .containsExactly(
                        BootPhase.FIRMWARE, BootPhase.BOOT_LOADER, BootPhase.KERNEL, BootPhase.INITRD, BootPhase.READY);
    }

    @Test
    void aRebootAfterAPanicIsAnotherBootEvenWithoutWordsOfTheFirmware() throws IOException {
        SerialLog log = read("""
                [    0.000000] Linux version 6.12.1
                [    9.100000] Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)
                [    0.000000] Linux version 6.12.1
                """);
        assertThat(log.events().stream().map(event -> event.boot() + " " + event.phase()))
                .containsExactly("1 KERNEL", "1 PANIC", "2 KERNEL");
    }

    @Test
    void failuresAreRecognised() throws IOException {
        assertThat(failure("BdsDxe: failed to load Boot0001 \"UEFI Misc Device\" from PciRoot(0x0): Access Denied"))
                .isEqualTo(BootPhase.REFUSED);
        assertThat(failure("Error loading EFI/Linux/atoll_2.efi: Security Violation"))
                .isEqualTo(BootPhase.REFUSED);
        assertThat(failure("BdsDxe: No bootable option or device was found.")).isEqualTo(BootPhase.NOTHING_TO_BOOT);
        assertThat(failure("[   54.1] Kernel panic - not syncing: dm-verity device corrupted"))
                .isEqualTo(BootPhase.CORRUPTED);
        assertThat(failure("[   54.120001] device-mapper: verity: 254:1: data block 7 is corrupted"))
                .isEqualTo(BootPhase.CORRUPTED);
        assertThat(failure("[    3.000001] Kernel panic - not syncing: Attempted to kill init!"))
                .isEqualTo(BootPhase.PANIC);
        assertThat(failure("You are in emergency mode. After logging in, type")).isEqualTo(BootPhase.EMERGENCY);
        assertThat(failure("[DEPEND] Dependency failed for local-fs.target")).isEqualTo(BootPhase.DEPENDENCY_FAILED);
    }

    @Test
    void aNetworkBootThatWaitsIsKnownBeforeItsLineEnds() throws IOException {
        assertThat(phases(read("BdsDxe: starting Boot0002\r\n\r\n>>Start PXE over IPv4")))
                .containsExactly(BootPhase.BOOT_LOADER, BootPhase.NOTHING_TO_BOOT);
    }

    @Test
    void timesCountFromTheFollowersStart() throws IOException {
        SerialLog log = new SerialLog(directory.resolve("serial.log"), nanos::get);
        append("BdsDxe: loading\n".getBytes(StandardCharsets.UTF_8));
        nanos.addAndGet(Duration.ofSeconds(3).toNanos());
        log.poll();
        assertThat(log.events())
                .containsExactly(new BootEvent(1, BootPhase.FIRMWARE, Duration.ofSeconds(3), "BdsDxe: loading"));
    }

    @Test
    void followsAFileThatAppearsLaterAndGrows() throws IOException {
        List<BootPhase> heard = new ArrayList<>();
        try (SerialLog log = SerialLog.follow(directory.resolve("serial.log"))) {
            log.onEvent(event -> heard.add(event.phase()));
            append("BdsDxe: load".getBytes(StandardCharsets.UTF_8));
            append("ing\n[    0.000000] Linux version 6\n\nnode1 login: ".getBytes(StandardCharsets.UTF_8));
            assertThat(log.awaitReady(SOON).line()).isEqualTo("node1 login:");
            assertThat(log.awaitLine("BdsDxe: loading"::equals, SOON)).isPresent();
        }
        assertThat(heard).startsWith(BootPhase.FIRMWARE, BootPhase.KERNEL);
    }

    @Test
    void aFatalEventEndsTheWaitWithTheLastLines() throws IOException {
        SerialLog log = read("line before\n[    3.000001] Kernel panic - not syncing: no init\n");
        assertThatThrownBy(() -> log.awaitReady(SOON))
                .isInstanceOfSatisfying(
                        MachineException.class, e -> assertThat(e.code()).isEqualTo("boot-failed"))
                .hasMessageContaining("kernel panic")
                .hasMessageContaining("no init")
                .hasMessageContaining("\n  line before");
    }

    @Test
    void aSlowBootEndsTheWait() throws IOException {
        SerialLog log = read("BdsDxe: loading\n");
        assertThatThrownBy(() -> log.awaitReady(Duration.ofMillis(30)))
                .isInstanceOfSatisfying(
                        MachineException.class, e -> assertThat(e.code()).isEqualTo("boot-slow"));
    }

    @Test
    void aListenerThatThrowsIsCalledNoMore() throws IOException {
        SerialLog log = new SerialLog(directory.resolve("serial.log"), nanos::get);
        List<String> heard = new ArrayList<>();
        log.onLine(line -> {
            heard.add("broken " + line);
            throw new IllegalStateException(line);
        });
        log.onLine(heard::add);
        append("a\nb\n".getBytes(StandardCharsets.UTF_8));
        log.poll();
        assertThat(heard).containsExactly("broken a", "a", "b");
    }

    @Test
    void garbageNeitherStopsTheReaderNorGrowsIt() throws IOException {
        Random random = new Random(20261122);
        byte[] garbage = new byte[300_000];
        random.nextBytes(garbage);
        for (int i = 0; i < 100_000; i++) {
            garbage[i] = 'x';
        }
        garbage[100_000] = 0x1b;
        garbage[100_001] = ']';
        byte[] sample = sample("system.log");
        for (int i = 0; i < 2_000; i++) {
            byte[] mutated = sample.clone();
            for (int k = 0; k < 20; k++) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            }
            new ConsoleText().accept(mutated, mutated.length);
        }
        SerialLog log = read(garbage);
        append("\n[    0.000000] Linux version 6\n".getBytes(StandardCharsets.UTF_8));
        log.poll();
        assertThat(log.lines())
                .allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 3 * ConsoleText.MAX_LINE_BYTES);
        assertThat(phases(log)).contains(BootPhase.KERNEL);
    }

    private BootPhase failure(String line) throws IOException {
        Files.deleteIfExists(directory.resolve("serial.log"));
        return read(line + "\n").events().getLast().phase();
    }

    private SerialLog read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private SerialLog read(byte[] bytes) throws IOException {
        append(bytes);
        SerialLog log = new SerialLog(directory.resolve("serial.log"), nanos::get);
        log.poll();
        return log;
    }

    private void append(byte[] bytes) throws IOException {
        Files.write(directory.resolve("serial.log"), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static List<BootPhase> phases(SerialLog log) {
        return log.events().stream().map(BootEvent::phase).toList();
    }

    private static byte[] sample(String name) throws IOException {
        try (InputStream in = SerialLogTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }
}
