package dev.atoll.node.control;

import dev.atoll.document.Documents;
import dev.atoll.node.drift.Drift;
import dev.atoll.node.drift.DriftReport;
import dev.atoll.node.generation.Generation;
import dev.atoll.node.linux.Command;
import dev.atoll.node.linux.CommandException;
import dev.atoll.node.output.Output;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** {@code atollctl support-bundle}. */
@picocli.CommandLine.Command(
        name = "support-bundle",
        description = "Gather what somebody needs to help with this node, in one archive.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "It holds configurations, which name secrets and never hold them, the rendered listing without contents, what",
            "was changed by hand, the journal of this boot, and the state of units, disks and network. Read it before",
            "you give it away: the journal holds what programs wrote into it."
        })
final class SupportBundleCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    /** What programs of the image tell, by the file that keeps it. */
    private static final Map<String, List<String>> PROGRAMS = new TreeMap<>(Map.of(
            "journal.txt", List.of("journalctl", "--boot", "--no-pager", "--output=short-iso-precise", "--lines=20000"),
            "units.txt", List.of("systemctl", "list-units", "--all", "--no-pager", "--full"),
            "failed.txt", List.of("systemctl", "--failed", "--no-pager", "--full"),
            "boot.txt", List.of("systemd-analyze", "--no-pager", "blame"),
            "disks.txt", List.of("lsblk", "--output-all"),
            "mounts.txt", List.of("findmnt", "--all"),
            "space.txt", List.of("df", "-h"),
            "network.txt", List.of("networkctl", "--no-pager", "--all", "status"),
            "containers.txt", List.of("podman", "ps", "--all"),
            "boots.txt", List.of("bootctl", "--no-pager", "status")));

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to put it (default: /var/tmp/atoll-support-TIME.tar.gz).")
    private Optional<Path> output = Optional.empty();

    @Override
    public Integer call() throws IOException {
        String name = "atoll-support-" + NAME.format(Instant.now());
        Path target = output.orElse(Path.of("/var/tmp", name + ".tar.gz"));
        Path work = Files.createTempDirectory(
                Path.of("/var/tmp"),
                "atoll-support-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path part = work.resolve("part.tar.gz");
        try {
            Path bundle = Files.createDirectory(work.resolve(name));
            gather(bundle);
            Command.check(LIMIT, List.of("tar", "-czf", part.toString(), "-C", work.toString(), name));
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
            Path beside = target.resolveSibling("." + target.getFileName() + ".part");
            Files.move(part, beside, StandardCopyOption.REPLACE_EXISTING);
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            remove(work);
        }
        Output.result(target.toString());
        return 0;
    }

    private static void gather(Path bundle) throws IOException {
        Node node = new Node();
        for (Generation generation : node.generations.all()) {
            Path folder = Files.createDirectories(bundle.resolve("generations/" + generation.number()));
            for (String file : List.of("generation.json", "node.yaml", "rendering.json")) {
                Path from = node.generations.folder(generation.number()).resolve(file);
                if (Files.isRegularFile(from)) {
                    Files.copy(from, folder.resolve(file));
                }
            }
        }
        for (String file : List.of("delivery.json", "unsettled", "ids.json")) {
            Path from = node.paths.state().resolve(file);
            if (Files.isRegularFile(from)) {
                Files.copy(from, bundle.resolve(file));
            }
        }
        Documents.writeJson(
                bundle.resolve("drift.json"),
                new DriftReport(Instant.now().toEpochMilli(), new Drift(node.etc).find()));
        Files.copy(Path.of("/usr/lib/os-release"), bundle.resolve("os-release"));
        for (Map.Entry<String, List<String>> program : PROGRAMS.entrySet()) {
            Files.writeString(bundle.resolve(program.getKey()), told(program.getValue()), StandardCharsets.UTF_8);
        }
    }

    private static String told(List<String> words) {
        try {
            return Command.run(LIMIT, words).output();
        } catch (CommandException e) {
            return "not available: " + e.getMessage() + "\n";
        }
    }

    private static void remove(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
