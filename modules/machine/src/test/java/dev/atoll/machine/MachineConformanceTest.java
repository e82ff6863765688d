package dev.atoll.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.machine.firmware.FirmwareVariables;
import dev.atoll.machine.host.HostProcess;
import dev.atoll.machine.host.MachineException;
import dev.atoll.machine.qemu.Accelerator;
import dev.atoll.machine.qemu.AcceleratorMemory;
import dev.atoll.machine.qemu.AcceleratorProbe;
import dev.atoll.machine.qemu.QemuInstallation;
import dev.atoll.machine.serial.BootPhase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the host's QEMU, OVMF and swtpm. */
@Tag("conformance")
class MachineConformanceTest {
    private static final Accelerator TCG = new Accelerator.Tcg("test");
    private static final MachineConfig CONFIG =
            MachineConfig.withoutDisk("empty").withMemory(256).withCredential("a", "b");

    @TempDir
    private Path directory;

    private final QemuInstallation installation = QemuInstallation.find();

    @Test
    void firmwareRunsWithATpmAndStopsWithoutATrace() {
        RunningMachine state;
        try (Machine machine = Machine.start(CONFIG, installation, TCG, directory)) {
            state = machine.state();
            assertThat(machine.monitor().status()).isEqualTo("running");
            assertThat(machine.monitor().execute("query-tpm", Map.of()).toString())
                    .contains("tpm-tis")
                    .contains("emulator");
            assertThat(state.helpers()).hasSize(1).allMatch(HostProcess::alive);
            assertThat(state.port(22)).get().satisfies(port -> assertThat(port).isPositive());
            assertThatThrownBy(() -> Machine.start(CONFIG, installation, TCG, directory))
                    .isInstanceOfSatisfying(
                            MachineException.class, e -> assertThat(e.code()).isEqualTo("machine-running"));
            assertThat(machine.serial()
                            .await(event -> event.phase() == BootPhase.NOTHING_TO_BOOT, Duration.ofSeconds(90)))
                    .as("the firmware says that there is nothing to boot")
                    .isPresent();
        }
        assertGone(state);
        assertThat(directory.resolve("tpm").toFile().list())
                .as("the TPM's state stays")
                .isNotEmpty();
    }

    @Test
    void aDetachedMachineIsFoundAgainAndStopped() {
        try (Machine machine =
                Machine.startDetached(CONFIG.withTpm(true), installation, TCG, directory, notice -> {})) {
            machine.detach();
        }
        RunningMachine found = RunningMachine.load(directory).orElseThrow();
        assertThat(found.alive()).isTrue();
        assertThat(found.stop(Duration.ofMillis(200)))
                .as("firmware ignores the button")
                .isFalse();
        assertGone(found);
    }

    @Test
    void quitEndsQemuAndItsTpm() {
        try (Machine machine = Machine.start(CONFIG, installation, TCG, directory)) {
            machine.monitor().quit();
            assertThat(machine.awaitEnd(Duration.ofSeconds(10))).isTrue();
            assertThat(machine.state().helpers())
                    .allSatisfy(helper ->
                            assertThat(helper.awaitEnd(Duration.ofSeconds(10))).isTrue());
        }
    }

    @Test
    void whatQemuDoesNotLikeIsReportedInItsWords() {
        MachineConfig broken = CONFIG.withDisks(List.of(directory.resolve("absent.raw")));
        assertThatThrownBy(() -> Machine.start(broken, installation, TCG, directory))
                .isInstanceOfSatisfying(
                        MachineException.class, e -> assertThat(e.code()).isEqualTo("machine-failed"))
                .hasMessageContaining("absent.raw");
        assertThat(RunningMachine.load(directory)).isEmpty();
    }

    @Test
    void variablesOfAnotherLayoutAreRefused() {
        MachineConfig wrong = CONFIG.withVariables(new FirmwareVariables.Bytes(new byte[1000]));
        assertThatThrownBy(() -> Machine.start(wrong, installation, TCG, directory))
                .isInstanceOfSatisfying(
                        MachineException.class, e -> assertThat(e.code()).isEqualTo("firmware-variables"));
    }

    @Test
    void kvmIsJudgedWithAReasonAndTheFindingIsKept() {
        Map<String, String> environment = Map.of("XDG_CACHE_HOME", directory.toString());
        Accelerator chosen = new AcceleratorProbe(installation, environment).choose();
        assertThat(chosen.reason()).isNotBlank();
        assertThat(new AcceleratorProbe(installation, environment).choose()).isEqualTo(chosen);
        if (Files.exists(Path.of("/dev/kvm"))) {
            assertThat(directory.resolve("atoll/accelerator.json")).content().contains(chosen.reason());
        }
    }

    /** Where KVM works the watch would wait for a kernel in vain: then the fall-back comes with that reason. */
    @Test
    void aMachineThatKvmCannotCarryIsEmulatedAndSaysSo() {
        AcceleratorMemory memory = new AcceleratorMemory(directory.resolve("memory.json"), "boot", "qemu");
        List<String> notices = new ArrayList<>();
        Accelerator kvm = new Accelerator.Kvm("test", false, memory);
        try (Machine machine = Machine.start(CONFIG, installation, kvm, directory.resolve("vm"), notices::add)) {
            if (machine.accelerator() instanceof Accelerator.Tcg) {
                assertThat(notices).containsExactly(machine.accelerator().reason());
                assertThat(memory.recall()).get().matches(finding -> !finding.usable());
            } else {
                assertThat(notices).isEmpty();
            }
            assertThat(machine.monitor().status()).isEqualTo("running");
        }
    }

    private static void assertGone(RunningMachine machine) {
        assertThat(machine.qemu().alive()).isFalse();
        assertThat(machine.helpers()).noneMatch(HostProcess::alive);
        assertThat(machine.sockets()).doesNotExist();
        assertThat(RunningMachine.load(machine.directory())).isEmpty();
    }
}
