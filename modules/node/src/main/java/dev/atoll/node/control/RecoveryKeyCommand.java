package dev.atoll.node.control;

import dev.atoll.node.config.DataDisk;
import dev.atoll.node.config.DataDisk.DataPartition;
import dev.atoll.node.disk.RecoveryKey;
import dev.atoll.node.linux.Command;
import dev.atoll.node.output.Output;
import dev.atoll.node.render.UnitNames;
import java.io.Console;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code atollctl recovery-key}. */
@CommandLine.Command(
        name = "recovery-key",
        description = "Make the key of an encrypted disk and show it, once.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Partitions with 'encrypt: recovery-key' are made now, once the key was taken down. Those with 'encrypt: tpm2'",
            "get a key beside the TPM, in place of one they had. The node keeps no key.",
            "",
            "Examples:",
            "  atollctl recovery-key vault",
            "  atollctl recovery-key vault --yes > key     nobody is asked"
        })
final class RecoveryKeyCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Option(names = "--yes", description = "Do not ask whether the key was taken down.")
    private boolean yes;

    @Parameters(paramLabel = "DISK", description = "A disk of this node's configuration.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private String name;

    @Override
    public Integer call() throws IOException {
        DataDisk disk = new Node()
                .config().disks().stream()
                        .filter(it -> it.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "this node's configuration has no disk " + name + "; hint: atollctl status"));
        RecoveryKey keys = new RecoveryKey(disk);
        if (keys.isWanted()) {
            return make(disk, keys);
        }
        List<String> sealed = keys.sealed();
        if (sealed.isEmpty()) {
            throw new IllegalArgumentException(
                    "no partition of the disk " + name + " takes a key: what has one showed it when it was made");
        }
        sealed.forEach(it -> Output.result(it + ": " + RecoveryKey.enroll(it)));
        return 0;
    }

    private int make(DataDisk disk, RecoveryKey keys) throws IOException {
        String key = RecoveryKey.random(new SecureRandom());
        Output.result(key);
        if (!yes && !isTaken()) {
            Output.problem("nothing was made; the key is void");
            return 1;
        }
        Optional<String> problem = keys.make(key);
        if (problem.isPresent()) {
            Output.problem("error: " + problem.get() + "\nthe key is void");
            return 1;
        }
        List<String> units = new ArrayList<>();
        units.add("atoll-disk@" + UnitNames.escape(disk.name()) + ".service");
        // It is open already, and its unit has to know.
        keys.keyed().forEach(it -> units.add("systemd-cryptsetup@" + UnitNames.escape(it) + ".service"));
        disk.partitions().stream()
                .map(DataPartition::mount)
                .flatMap(Optional::stream)
                .forEach(it -> units.add(UnitNames.path(it) + ".mount"));
        for (String unit : units) {
            Command.check(LIMIT, List.of("systemctl", "start", "--", unit));
        }
        return 0;
    }

    private static boolean isTaken() {
        Console console = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .orElseThrow(() -> new IllegalArgumentException("there is no terminal to ask at; hint: --yes"));
        String answer = console.readLine("It is shown only now. Type yes when you have taken it down: ");
        return answer != null && answer.strip().equals("yes");
    }
}
