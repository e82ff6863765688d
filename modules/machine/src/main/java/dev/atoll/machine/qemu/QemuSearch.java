package dev.atoll.machine.qemu;

import dev.atoll.machine.firmware.Firmware;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where to look for QEMU and what it needs.
 *
 * @param programs directories of programs, first match wins
 * @param share the directory that holds {@code OVMF}, {@code edk2} and the like
 */
public record QemuSearch(List<Path> programs, Path share) {
    public QemuSearch {
        programs = List.copyOf(programs);
    }

    /** The directories of {@code PATH}, and {@code /usr/share}. */
    public static QemuSearch of(Map<String, String> environment) {
        List<Path> path = Arrays.stream(
                        environment.getOrDefault("PATH", "/usr/bin:/bin").split(":", -1))
                .filter(part -> part.startsWith("/"))
                .map(Path::of)
                .toList();
        return new QemuSearch(path, Path.of("/usr/share"));
    }

    Optional<Path> program(String name) {
        return programs.stream()
                .map(directory -> directory.resolve(name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    Optional<Firmware> firmware() {
        return Firmware.search(share);
    }
}
