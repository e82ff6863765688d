package dev.atoll.node.generation;

import dev.atoll.node.change.Step;
import dev.atoll.node.disk.DiskRecord;
import dev.atoll.node.disk.DiskSetup;
import dev.atoll.node.linux.Command;
import dev.atoll.node.render.UnitNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Carries out steps on the running system. */
final class StepRunner {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private StepRunner() {}

    /**
     * Takes all steps, also after one that failed.
     *
     * @return what failed, with the reason
     */
    static List<String> run(List<Step> steps) {
        List<String> failed = new ArrayList<>();
        if (steps.isEmpty()) {
            return failed;
        }
        take("daemon-reload", failed, "systemctl", "daemon-reload");
        for (Step step : steps) {
            take(step, failed);
        }
        return failed;
    }

    /**
     * Takes the steps that there are while the system starts: what reads its files later needs nothing, and what has to be
     * started is only asked for, because it may have to wait for the caller.
     */
    static List<String> runWhileStarting(List<Step> steps) {
        List<String> failed = new ArrayList<>();
        take("daemon-reload", failed, "systemctl", "daemon-reload");
        for (Step step : steps) {
            switch (step) {
                case Step.SetHostname() -> setHostname();
                case Step.Start(String unit) ->
                    take("start of " + unit, failed, "systemctl", "start", "--no-block", "--", unit);
                case Step.RemoveSwapFile _ -> take(step, failed);
                default -> {
                    // Comes later in the order of the boot.
                }
            }
        }
        return failed;
    }

    private static void take(Step step, List<String> failed) {
        switch (step) {
            case Step.Nothing(), Step.Reboot() -> {
                // Nothing to be done now.
            }
            case Step.SetHostname() -> setHostname();
            case Step.ApplySysctl() -> take("sysctl", failed, "/usr/lib/systemd/systemd-sysctl");
            case Step.LoadModules() -> take("modules", failed, "/usr/lib/systemd/systemd-modules-load");
            case Step.ReloadNetwork() -> take("network", failed, "networkctl", "reload");
            case Step.ReloadDevices() -> take("devices", failed, "udevadm", "control", "--reload");
            case Step.MakeFiles() -> take("tmpfiles", failed, "systemd-tmpfiles", "--create");
            case Step.Reload(String unit) ->
                take("reload of " + unit, failed, "systemctl", "try-reload-or-restart", "--", unit);
            case Step.Restart(String unit) -> restart(unit, failed);
            case Step.Renew(String unit) ->
                take("run of " + unit, failed, "systemctl", "reload-or-restart", "--", unit);
            case Step.RemoveSwapFile(String unit) ->
                take("removal of the swap file", failed, "/usr/lib/atoll/swap-file", "remove", unit);
            case Step.Start(String unit) -> take("start of " + unit, failed, "systemctl", "start", "--", unit);
            case Step.Stop(String unit) -> take("stop of " + unit, failed, "systemctl", "stop", "--", unit);
        }
    }

    /** A unit that nobody started stays so; one that failed gets another chance. */
    private static void restart(String unit, List<String> failed) {
        String state = Command.run(LIMIT, List.of("systemctl", "is-active", "--", unit))
                .output()
                .strip();
        if (state.equals("active") || state.equals("failed") || state.startsWith("activating")) {
            take("restart of " + unit, failed, "systemctl", "restart", "--", unit);
        }
    }

    private static void setHostname() {
        try {
            Path file = Path.of("/etc/hostname");
            String name = Files.exists(file) ? Files.readString(file).strip() : "localhost";
            Files.writeString(Path.of("/proc/sys/kernel/hostname"), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void take(String what, List<String> failed, String... words) {
        Command.Ended ended = Command.run(LIMIT, List.of(words));
        if (!ended.ok()) {
            failed.add(what + ": " + ended.output().strip() + reason(words[words.length - 1]));
        }
    }

    /** What a unit says of its failure is in the journal; that of a disk is known here. */
    private static String reason(String unit) {
        if (!unit.startsWith("atoll-disk@")) {
            return "";
        }
        try {
            return DiskRecord.all(DiskSetup.RECORDS).stream()
                    .filter(it -> unit.equals("atoll-disk@" + UnitNames.escape(it.disk()) + ".service"))
                    .flatMap(it -> it.problem().stream())
                    .map(it -> "\n" + it)
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
