package dev.atoll.machine;

import dev.atoll.machine.firmware.FirmwareVariables;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What a machine is to be.
 *
 * @param name for people; letters, digits, {@code .}, {@code _} and {@code -}
 * @param disks raw disk images, used directly and written to; the first one boots, the others have serial numbers, so their
 *     file names without ending must differ and be letters, digits, {@code .}, {@code _} and {@code -}, at most 20
 * @param memoryMiB memory in MiB
 * @param processors virtual processors; 0 for as many as sensible
 * @param uuid the firmware's UUID, from which the guest may take its machine-id
 * @param variables the firmware variables it starts from
 * @param sshKeys lines for root's {@code authorized_keys}
 * @param credentials systemd credentials by name, as text
 * @param forwards ports of 127.0.0.1 that lead into the guest
 * @param tpm whether it has a TPM 2.0
 * @param restrictNetwork whether the guest reaches nothing outside
 */
public record MachineConfig(
        String name,
        List<Path> disks,
        int memoryMiB,
        int processors,
        UUID uuid,
        FirmwareVariables variables,
        List<String> sshKeys,
        SortedMap<String, String> credentials,
        List<PortForward> forwards,
        boolean tpm,
        boolean restrictNetwork) {
    public static final int DEFAULT_MEMORY_MIB = 2048;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    /** A virtio disk has room for no more. */
    private static final Pattern SERIAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,19}");

    private static final int LEAST_MEMORY_MIB = 64;

    public MachineConfig {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a machine's name: " + name);
        }
        if (memoryMiB < LEAST_MEMORY_MIB || processors < 0) {
            throw new IllegalArgumentException(memoryMiB + " MiB, " + processors + " processors");
        }
        disks = List.copyOf(disks);
        List<String> serials = disks.stream().skip(1).map(MachineConfig::serial).toList();
        for (String serial : serials) {
            if (!SERIAL.matcher(serial).matches() || Collections.frequency(serials, serial) > 1) {
                throw new IllegalArgumentException("not a serial number, or one of two disks: " + serial);
            }
        }
        sshKeys = List.copyOf(sshKeys);
        forwards = List.copyOf(forwards);
        credentials = Collections.unmodifiableSortedMap(new TreeMap<>(credentials));
        for (String credential : credentials.keySet()) {
            if (!NAME.matcher(credential).matches()) {
                throw new IllegalArgumentException("not a credential's name: " + credential);
            }
        }
    }

    /**
     * A machine with 2 GiB, the host's firmware variables, a TPM, an outside world, ssh on a free port, and a UUID that
     * follows from its name.
     */
    public static MachineConfig of(String name, Path disk) {
        return withoutDisk(name).withDisks(List.of(disk));
    }

    /** As {@link #of}, with nothing to boot from. */
    public static MachineConfig withoutDisk(String name) {
        return new MachineConfig(
                name,
                List.of(),
                DEFAULT_MEMORY_MIB,
                0,
                UUID.nameUUIDFromBytes(("atoll machine " + name).getBytes(StandardCharsets.UTF_8)),
                new FirmwareVariables.Installed(),
                List.of(),
                new TreeMap<>(),
                List.of(new PortForward(0, PortForward.SSH)),
                true,
                false);
    }

    /** The serial number of a disk after the first; in the guest, it is {@code /dev/disk/by-id/virtio-SERIAL}. */
    String serial(int disk) {
        return serial(disks.get(disk));
    }

    private static String serial(Path disk) {
        return String.valueOf(disk.getFileName()).replaceFirst("\\.[^.]*$", "");
    }

    /** The credentials with root's keys among them, as {@code ssh.authorized_keys.root}. */
    public SortedMap<String, String> allCredentials() {
        SortedMap<String, String> all = new TreeMap<>(credentials);
        if (!sshKeys.isEmpty()) {
            all.putIfAbsent("ssh.authorized_keys.root", String.join("\n", sshKeys) + "\n");
        }
        return Collections.unmodifiableSortedMap(all);
    }

    public MachineConfig withDisks(List<Path> newDisks) {
        return with(draft -> draft.disks = newDisks);
    }

    public MachineConfig withMemory(int newMemoryMiB) {
        return with(draft -> draft.memoryMiB = newMemoryMiB);
    }

    public MachineConfig withProcessors(int newProcessors) {
        return with(draft -> draft.processors = newProcessors);
    }

    public MachineConfig withUuid(UUID newUuid) {
        return with(draft -> draft.uuid = newUuid);
    }

    public MachineConfig withVariables(FirmwareVariables newVariables) {
        return with(draft -> draft.variables = newVariables);
    }

    public MachineConfig withSshKeys(List<String> newSshKeys) {
        return with(draft -> draft.sshKeys = newSshKeys);
    }

    /** With one more credential. */
    public MachineConfig withCredential(String credential, String content) {
        SortedMap<String, String> all = new TreeMap<>(credentials);
        all.put(credential, content);
        return withCredentials(all);
    }

    /** With these credentials and no others. */
    public MachineConfig withCredentials(Map<String, String> newCredentials) {
        return with(draft -> draft.credentials = new TreeMap<>(newCredentials));
    }

    /** With one more port forward, in place of any to the same port of the guest. */
    public MachineConfig withForward(int host, int guest) {
        List<PortForward> all = new ArrayList<>(forwards);
        all.removeIf(forward -> forward.guest() == guest);
        all.add(new PortForward(host, guest));
        return with(draft -> draft.forwards = all);
    }

    public MachineConfig withTpm(boolean newTpm) {
        return with(draft -> draft.tpm = newTpm);
    }

    public MachineConfig withRestrictedNetwork(boolean newRestrictNetwork) {
        return with(draft -> draft.restrictNetwork = newRestrictNetwork);
    }

    private MachineConfig with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new MachineConfig(
                name,
                draft.disks,
                draft.memoryMiB,
                draft.processors,
                draft.uuid,
                draft.variables,
                draft.sshKeys,
                draft.credentials,
                draft.forwards,
                draft.tpm,
                draft.restrictNetwork);
    }

    /** A copy under change. */
    private static final class Draft {
        private List<Path> disks;
        private int memoryMiB;
        private int processors;
        private UUID uuid;
        private FirmwareVariables variables;
        private List<String> sshKeys;
        private SortedMap<String, String> credentials;
        private List<PortForward> forwards;
        private boolean tpm;
        private boolean restrictNetwork;

        private Draft(MachineConfig config) {
            disks = config.disks;
            memoryMiB = config.memoryMiB;
            processors = config.processors;
            uuid = config.uuid;
            variables = config.variables;
            sshKeys = config.sshKeys;
            credentials = config.credentials;
            forwards = config.forwards;
            tpm = config.tpm;
            restrictNetwork = config.restrictNetwork;
        }
    }
}
