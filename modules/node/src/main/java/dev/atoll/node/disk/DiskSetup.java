package dev.atoll.node.disk;

import dev.atoll.node.linux.BlockDevices;
import dev.atoll.node.linux.Command;
import dev.atoll.node.linux.CommandException;
import dev.atoll.node.output.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Makes the partitions of a disk that a configuration asks for, where that destroys nothing. The unit of a disk runs it
 * unless they are all there. Needs root.
 */
public final class DiskSetup {
    /** Where what became of disks is kept. */
    public static final Path RECORDS = Path.of("/var/lib/atoll/disks");

    private static final Duration SETTLING = Duration.ofMinutes(1);

    private final BlockDevices devices;
    private final PartitionMaker maker;

    DiskSetup(BlockDevices devices, PartitionMaker maker) {
        this.devices = devices;
        this.maker = maker;
    }

    /** Takes the name of a disk; its unit's variables say the rest. Exits with 1 if its partitions cannot be made. */
    public static void main(String[] arguments) throws IOException {
        DiskRequest request = DiskRequest.of(arguments[0], System.getenv());
        DiskRecord done = ofMachine().run(request, Optional.empty());
        done.write(RECORDS);
        // systemd reads the level at the start of a line.
        done.problem().ifPresent(it -> it.lines().forEach(line -> Output.problem("<3>" + line)));
        done.waits().ifPresent(it -> Output.problem("<5>" + it));
        System.exit(done.problem().isEmpty() ? 0 : 1);
    }

    static DiskSetup ofMachine() {
        return new DiskSetup(BlockDevices.ofMachine(), new PartitionMaker());
    }

    /**
     * Does what can be done.
     *
     * @param key a file with the key for partitions that a person opens; without one, they are not made
     */
    DiskRecord run(DiskRequest request, Optional<Path> key) throws IOException {
        settle();
        Optional<String> name = devices.name(request.device());
        if (name.isEmpty()) {
            return problem(request, Optional.empty(), called(request) + " is not there");
        }
        if (devices.isPartition(name.get())) {
            return problem(request, Optional.empty(), called(request) + " is a partition, and no disk");
        }
        try {
            return run(request, name.get(), key);
        } catch (CommandException e) {
            return problem(request, Optional.empty(), called(request) + " cannot be set up: " + e.getMessage());
        }
    }

    private DiskRecord run(DiskRequest request, String name, Optional<Path> key) throws IOException {
        String device = "/dev/" + name;
        DiskContents contents = DiskProbe.of(device);
        switch (DiskDecision.of(request, contents, devices.inUse(name))) {
            case DiskDecision.Use() -> {
                // As it is to be.
            }
            case DiskDecision.Refuse(String reason) -> {
                return problem(request, contents.guid(), reason);
            }
            case DiskDecision.Add(List<String> missing) -> {
                if (waits(request, missing, key)) {
                    return waiting(request, contents.guid());
                }
                maker.add(request, missing, device, key);
            }
            case DiskDecision.Empty() -> {
                if (waits(request, request.labels(), key)) {
                    return waiting(request, Optional.empty());
                }
                maker.empty(request, device);
                settle();
                maker.add(request, request.labels(), device, key);
            }
        }
        settle();
        Optional<String> id = DiskProbe.of(device).guid();
        return elsewhere(request)
                .map(it -> problem(request, id, it))
                .orElseGet(() -> new DiskRecord(
                        request.name(), request.device().toString(), id, Optional.empty(), Optional.empty()));
    }

    private static boolean waits(DiskRequest request, List<String> missing, Optional<Path> key) {
        return key.isEmpty() && request.keyed().stream().anyMatch(missing::contains);
    }

    private static DiskRecord waiting(DiskRequest request, Optional<String> id) {
        String text = called(request) + " waits for somebody who takes its key; hint: atollctl recovery-key "
                + request.name();
        return new DiskRecord(request.name(), request.device().toString(), id, Optional.empty(), Optional.of(text));
    }

    /** Units find partitions by their labels: one on another disk must not be taken for one of this. */
    private Optional<String> elsewhere(DiskRequest request) {
        return request.labels().stream()
                .filter(it -> !devices.hasLabel(request.device(), it))
                .findFirst()
                .map(it -> "the label " + it + " leads to a partition that is not on " + called(request)
                        + "; hint: another disk has one with this label");
    }

    private static DiskRecord problem(DiskRequest request, Optional<String> id, String text) {
        return new DiskRecord(request.name(), request.device().toString(), id, Optional.of(text), Optional.empty());
    }

    private static String called(DiskRequest request) {
        return "the disk " + request.name() + " (" + request.device() + ")";
    }

    private static void settle() {
        Command.run(SETTLING.plusSeconds(5), List.of("udevadm", "settle", "--timeout=" + SETTLING.toSeconds()));
    }
}
