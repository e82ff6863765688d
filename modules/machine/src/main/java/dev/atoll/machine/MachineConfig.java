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
import java.util.regex.Pattern;

/**
 * What a machine is to be.
 *
 * @param name for people; letters, digits, {@code .}, {@code _} and {@code -}
 * @param disks raw disk images, used directly and written to; the first one boots
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
    private static final int LEAST_MEMORY_MIB = 64;

    public MachineConfig {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a machine's name: " + name);
        }
        if (memoryMiB < LEAST_MEMORY_MIB || processors < 0) {
            throw new IllegalArgumentException(memoryMiB + " MiB, " + processors + " processors");
        }
        disks = List.copyOf(disks);
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

    /** The credentials with root's keys among them, as {@code ssh.authorized_keys.root}. */
    public SortedMap<String, String> allCredentials() {
        SortedMap<String, String> all = new TreeMap<>(credentials);
        if (!sshKeys.isEmpty()) {
            all.putIfAbsent("ssh.authorized_keys.root", String.join("\n", sshKeys) + "\n");
        }
        return Collections.unmodifiableSortedMap(all);
    }

    public MachineConfig withDisks(List<Path> disks) {
        return new MachineConfig(
                name,
                disks,
                memoryMiB,
                processors,
                uuid,
                variables,
                sshKeys,
                credentials,
                forwards,
                tpm,
                restrictNetwork);
    }

    public MachineConfig withMemory(int memoryMiB) {
        return new MachineConfig(
                name,
                disks,
                memoryMiB,
                processors,
                uuid,
                variables,
                sshKeys,
                credentials,
                forwards,
                tpm,
                restrictNetwork);
    }

    public MachineConfig withProcessors(int processors) {
        return new MachineConfig(
                name,
                disks,
                memoryMiB,
                processors,
                uuid,
                variables,
                sshKeys,
                credentials,
                forwards,
                tpm,
                restrictNetwork);
    }

    public MachineConfig withUuid(UUID uuid) {
        return new MachineConfig(
                name,
                disks,
                memoryMiB,
                processors,
                uuid,
                variables,
                sshKeys,
                credentials,
                forwards,
                tpm,
                restrictNetwork);
    }

    public MachineConfig withVariables(FirmwareVariables variables) {
        return new MachineConfig(
                name,
                disks,
                memoryMiB,
                processors,
                uuid,
                variables,
                sshKeys,
                credentials,
                forwards,
                tpm,
                restrictNetwork);
    }

    /** With these keys for root and no others. */
    public MachineConfig withSshKeys(List<String> sshKeys) {
        return new MachineConfig(
                name,
                disks,
                memoryMiB,
                processors,
                uuid,
                variables,
                sshKeys,
                credentials,
                forwards,
                tpm,
                restrictNetwork);
    }

    /** With one more credential. */
    public MachineConfig withCredential(String credential, String content) {
        return withCredentials(merged(credentials, credential, content));
    }

    /** With these credentials and no others. */
    public MachineConfig withCredentials(Map<String, String> credentials) {
        SortedMap<String, String> sorted = new TreeMap<>(credentials);
        return new MachineConfig(
                name, disks, memoryMiB, processors, uuid, variables, sshKeys, sorted, forwards, tpm, restrictNetwork);
    }

    /** With one more port forward, in place of any to the same port of the guest. */
    public MachineConfig withForward(int host, int guest) {
        List<PortForward> all = new ArrayList<>(forwards);
        all.removeIf(forward -> forward.guest() == guest);
        all.add(new PortForward(host, guest));
        return new MachineConfig(
                name, disks, memoryMiB, processors, uuid, variables, sshKeys, credentials, all, tpm, restrictNetwork);
    }

    public MachineConfig withTpm(boolean tpm) {
        return new MachineConfig(
                name,
                disks,
                memoryMiB,
                processors,
                uuid,
                variables,
                sshKeys,
                credentials,
                forwards,
                tpm,
                restrictNetwork);
    }

    public MachineConfig withRestrictedNetwork(boolean restrictNetwork) {
        return new MachineConfig(
                name,
                disks,
                memoryMiB,
                processors,
                uuid,
                variables,
                sshKeys,
                credentials,
                forwards,
                tpm,
                restrictNetwork);
    }

    private static Map<String, String> merged(Map<String, String> map, String key, String value) {
        Map<String, String> all = new TreeMap<>(map);
        all.put(key, value);
        return all;
    }
}
