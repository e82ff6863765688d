package dev.atoll.machine.qemu;

import dev.atoll.machine.firmware.Firmware;
import dev.atoll.machine.guest.GuestArchitecture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where to look for QEMU and what it needs.
 *
 * @param programs directories of programs, first match wins
 * @param shares directories that hold {@code OVMF}, {@code edk2} and the like, first match wins
 */
public record QemuSearch(List<Path> programs, List<Path> shares) {
    public QemuSearch {
        programs = List.copyOf(programs);
        shares = List.copyOf(shares);
    }

    /**
     * The directories of {@code PATH}; {@code tree/usr/share} beside each of them, where a tree of tools has what belongs
     * to its programs, and {@code /usr/share}.
     */
    public static QemuSearch of(Map<String, String> environment) {
        List<Path> path = Arrays.stream(
                        environment.getOrDefault("PATH", "/usr/bin:/bin").split(":", -1))
                .filter(part -> part.startsWith("/"))
                .map(Path::of)
                .toList();
        List<Path> shares = new ArrayList<>();
        path.forEach(directory -> shares.add(directory.resolveSibling("tree/usr/share")));
        shares.add(Path.of("/usr/share"));
        return new QemuSearch(path, shares);
    }

    Optional<Path> program(String name) {
        return programs.stream()
                .map(directory -> directory.resolve(name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    Optional<Firmware> firmware(GuestArchitecture architecture) {
        return shares.stream()
                .flatMap(share -> Firmware.search(share, architecture).stream())
                .findFirst();
    }
}
