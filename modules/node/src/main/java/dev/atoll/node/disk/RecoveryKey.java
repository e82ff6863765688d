package dev.atoll.node.disk;

import dev.atoll.node.config.DataDisk;
import dev.atoll.node.config.DataDisk.DataPartition;
import dev.atoll.node.config.DataDisk.Encryption;
import dev.atoll.node.linux.BlockDevices;
import dev.atoll.node.linux.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keys that people have for encrypted partitions. A key is made when somebody is there to take it, and lies in no file but in
 * memory that is never swapped out, for as long as the partitions are made.
 */
public final class RecoveryKey {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    /** Digits that lie in one place on most keyboards, as systemd's own keys have them. */
    private static final String DIGITS = "cbdefghijklnrtuv";

    private static final int GROUPS = 8;
    private static final int GROUP = 8;
    private static final Path MEMORY = Path.of("/run/atoll/keys");
    private static final Path OPENER = Path.of("/usr/lib/systemd/systemd-cryptsetup");

    private final DataDisk disk;
    private final BlockDevices devices;

    /** For a disk of the machine. */
    public RecoveryKey(DataDisk disk) {
        this.disk = disk;
        this.devices = BlockDevices.ofMachine();
    }

    /** A new key of 256 bits. */
    public static String random(SecureRandom random) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP; i++) {
            if (i > 0 && i % GROUP == 0) {
                key.append('-');
            }
            key.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return key.toString();
    }

    /** Whether partitions wait for a key. */
    public boolean isWanted() {
        return keyed().stream().anyMatch(it -> !devices.hasLabel(Path.of(disk.device()), it));
    }

    /** Partitions that a person opens. */
    public List<String> keyed() {
        return with(Encryption.RECOVERY_KEY).map(DataPartition::name).toList();
    }

    /** Partitions that the TPM opens, and that may have a key beside. */
    public List<String> sealed() {
        return with(Encryption.TPM2)
                .map(DataPartition::name)
                .filter(it -> devices.hasLabel(Path.of(disk.device()), it))
                .toList();
    }

    private Stream<DataPartition> with(Encryption encryption) {
        return disk.partitions().stream().filter(it -> it.encrypt().equals(Optional.of(encryption)));
    }

    /**
     * Makes the partitions of the disk, and opens those that have this key.
     *
     * @return why not, for people
     */
    public Optional<String> make(String key) throws IOException {
        Files.createDirectories(MEMORY);
        Command.check(LIMIT, List.of("mount", "-t", "ramfs", "-o", "mode=0700", "ramfs", MEMORY.toString()));
        try {
            Path file = MEMORY.resolve(disk.name());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, key); // without an end of line, which would belong to it
            DiskRecord done = DiskSetup.ofMachine().run(DiskRequest.of(disk), Optional.of(file));
            done.write(DiskSetup.RECORDS);
            if (done.problem().isEmpty()) {
                keyed().forEach(it -> open(it, file));
            }
            return done.problem().or(done::waits);
        } finally {
            Command.run(LIMIT, List.of("umount", MEMORY.toString()));
        }
    }

    private static void open(String label, Path key) {
        if (!Files.exists(Path.of("/dev/mapper", label))) {
            Command.check(
                    LIMIT,
                    List.of(
                            OPENER.toString(),
                            "attach",
                            label,
                            "/dev/disk/by-partlabel/" + label,
                            key.toString(),
                            "luks"));
        }
    }

    /**
     * Gives a partition that the TPM opens a key beside; one that it had before no longer counts.
     *
     * @return the key
     */
    public static String enroll(String label) {
        return Command.check(
                        LIMIT,
                        List.of(
                                "systemd-cryptenroll",
                                "--unlock-tpm2-device=auto",
                                "--recovery-key",
                                "--wipe-slot=recovery",
                                "/dev/disk/by-partlabel/" + label))
                .lines()
                .map(String::strip)
                .filter(it -> it.matches("(?:[" + DIGITS + "]{8}-){7}[" + DIGITS + "]{8}"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("systemd-cryptenroll showed no key"));
    }
}
