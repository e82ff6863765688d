package dev.atoll.machine.qemu;

import dev.atoll.machine.host.Lifetime;
import dev.atoll.machine.host.LogTail;
import dev.atoll.machine.host.Pause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs tiny guests to see whether an accelerator carries them.
 *
 * @param qemu the program
 * @param accelerator QEMU's arguments for the accelerator under test
 */
record ProbeRun(Path qemu, List<String> accelerator) {
    private static final Duration LONG_MODE_LIMIT = Duration.ofSeconds(5);
    private static final Duration KERNEL_LIMIT = Duration.ofSeconds(40);

    /** A kernel without a root file system that came this far has run all of its own start. */
    private static final List<String> KERNEL_DONE =
            List.of("Run /init", "VFS: Unable to mount root", "VFS: Cannot open root device", "Run /sbin/init");

    /** Runs {@link ProbeGuest}; empty if it succeeds, else what went wrong in one sentence. */
    Optional<String> longMode() throws IOException {
        return inDirectory(directory -> {
            Path rom = Files.write(directory.resolve("guest.rom"), ProbeGuest.rom());
            List<String> command = command(directory, 16);
            command.addAll(List.of("-bios", rom.toString(), "-device"));
            command.add("isa-debug-exit,iobase=" + ProbeGuest.EXIT_PORT + ",iosize=4");
            return run(directory, command, LONG_MODE_LIMIT, List.of(ProbeGuest.MARKER), "a guest in long mode");
        });
    }

    /** Boots a kernel (a bzImage, as in a UKI's {@code .linux} section) without initrd; empty if it comes up. */
    Optional<String> kernel(byte[] image) throws IOException {
        return inDirectory(directory -> {
            Path kernel = Files.write(directory.resolve("kernel"), image);
            List<String> command = command(directory, 512);
            command.addAll(List.of("-kernel", kernel.toString(), "-append"));
            command.add("console=ttyS0 earlyprintk=serial,ttyS0 panic=-1");
            return run(directory, command, KERNEL_LIMIT, KERNEL_DONE, "a Linux kernel");
        });
    }

    private List<String> command(Path directory, int memoryMiB) {
        List<String> command = new ArrayList<>(List.of(qemu.toString()));
        command.addAll(accelerator);
        command.addAll(List.of("-machine", "q35,smm=on", "-m", Integer.toString(memoryMiB)));
        command.addAll(List.of("-nodefaults", "-no-user-config", "-display", "none", "-no-reboot", "-serial"));
        command.add("file:" + serial(directory));
        return command;
    }

    private Optional<String> run(
            Path directory, List<String> command, Duration limit, List<String> wanted, String guest)
            throws IOException {
        Path log = directory.resolve("qemu.log");
        Process process = Lifetime.WITH_JVM.start(command, log);
        try {
            long deadline = System.nanoTime() + limit.toNanos();
            while (true) {
                boolean ended = !process.isAlive();
                String serial = text(serial(directory));
                if (wanted.stream().anyMatch(serial::contains)) {
                    return Optional.empty();
                }
                Optional<String> failure = KvmFailure.in(text(log));
                if (failure.isPresent()) {
                    return Optional.of(guest + " died: " + failure.get());
                }
                if (ended) {
                    return Optional.of(guest + " did not run: " + firstLine(LogTail.of(log)));
                }
                if (System.nanoTime() - deadline > 0) {
                    return Optional.of(guest + " hung for " + limit.toSeconds() + " s");
                }
                Pause.of(Duration.ofMillis(25));
            }
        } finally {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    private static Path serial(Path directory) {
        return directory.resolve("serial.log");
    }

    private static String text(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private interface Work {
        Optional<String> in(Path directory) throws IOException;
    }

    private static Optional<String> inDirectory(Work work) throws IOException {
        Path directory = Files.createTempDirectory("atoll-probe-");
        try {
            return work.in(directory);
        } finally {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(directory);
        }
    }
}
