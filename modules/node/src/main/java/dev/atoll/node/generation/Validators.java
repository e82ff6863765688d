package dev.atoll.node.generation;

import dev.atoll.node.linux.Command;
import dev.atoll.node.render.Rendering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The image's own programs, asked on a stage whether they would take what is there. */
final class Validators {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String QUADLET = "usr/libexec/podman/quadlet";

    private final Stage stage;
    private final List<String> problems = new ArrayList<>();

    private Validators(Stage stage) {
        this.stage = stage;
    }

    /**
     * Asks all programs that have a say.
     *
     * @throws StageException with everything they object to
     */
    static void check(Stage stage, Rendering rendering) throws IOException {
        Validators validators = new Validators(stage);
        List<String> paths = List.copyOf(rendering.entries().keySet());
        if (paths.stream().anyMatch(it -> it.startsWith("/etc/ssh/sshd_config"))) {
            // Without keys: the machine's are not on the stage.
            validators.ask("sshd", "/usr/sbin/sshd", "-G");
        }
        if (paths.stream().anyMatch(it -> it.startsWith("/etc/nftables"))) {
            validators.ask("nft", "/usr/sbin/nft", "--check", "--file", "/etc/nftables.conf");
        }
        if (paths.stream().anyMatch(it -> it.startsWith("/etc/containers/systemd/"))) {
            validators.ask("quadlet", "/" + QUADLET, "-dryrun");
        }
        List<String> units = paths.stream()
                .filter(it -> it.matches("/etc/systemd/system/[^/]+\\.(?:service|socket|timer|path|mount|swap|target)"))
                .filter(it -> Files.isRegularFile(stage.root().resolve(it.substring(1))))
                .toList();
        if (!units.isEmpty()) {
            List<String> words = new ArrayList<>(List.of(
                    "/usr/bin/systemd-analyze", "verify", "--man=no", "--generators=no", "--recursive-errors=no"));
            words.addAll(units);
            validators.ask("systemd-analyze", words.toArray(new String[0]));
        }
        if (!validators.problems.isEmpty()) {
            throw new StageException(String.join("\n", validators.problems));
        }
    }

    private void ask(String name, String... words) {
        if (!Files.isExecutable(
                stage.root().resolve(Path.of(words[0]).toString().substring(1)))) {
            return; // the image has no such program, and so nothing that would read the file
        }
        Command.Ended ended = Command.run(LIMIT, stage.inside(words));
        if (!ended.ok()) {
            problems.add(name + " refuses it: " + ended.output().strip());
        }
    }
}
