package dev.atoll.cli;

import dev.atoll.cli.command.Session;
import dev.atoll.cli.training.SmallImage;
import dev.atoll.cli.training.SmallRepository;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the launcher runs once after a build, so that the JVM can record which classes commands need (JEP 514): commands
 * as users run them, on small input. Ends with what failed, if anything did; the recording is
 * good all the same.
 */
public final class Training {
    private final Atoll atoll;
    private final StringWriter said = new StringWriter();
    private final List<String> failed = new ArrayList<>();

    private Training() {
        PrintWriter nowhere = new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Session session = new Session(nowhere, new PrintWriter(said), Map.of(), false);
        this.atoll = new Atoll(session, Interruption.of(Thread.currentThread()));
    }

    /** Takes the folder {@code distro}. */
    public static void main(String[] arguments) {
        List<String> failed = run(Path.of(arguments[0]));
        if (!failed.isEmpty()) {
            throw new IllegalStateException(String.join("\n", failed));
        }
    }

    /** Runs everything and tells what went wrong. */
    static List<String> run(Path distro) {
        Training training = new Training();
        training.light(distro);
        try {
            Path folder = Files.createTempDirectory("atoll-training-");
            try {
                training.image(distro, folder);
            } finally {
                delete(folder);
            }
        } catch (IOException | GeneralSecurityException e) {
            training.failed.add(e.toString());
        }
        return training.failed;
    }

    private void light(Path distro) {
        atoll.run("image", "chekc");
        atoll.run("image", "check", "no-such-file");
        run("--help");
        run("--version");
        run("image", "--help");
        run("completion", "bash");
        run("image", "check", distro.resolve("container-linux.yaml").toString());
        run("image", "check", "--json", distro.resolve("container-linux.yaml").toString());
    }

    private void image(Path distro, Path folder) throws IOException, GeneralSecurityException {
        Path repository = folder.resolve("repository");
        SmallRepository.write(
                repository,
                folder.resolve("key.asc"),
                SmallImage.packages(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
        Path real = folder.toRealPath();
        String effects = real.relativize(distro.toRealPath().resolve("effects")).toString();
        String definition = Files.writeString(
                        folder.resolve("small.yaml"),
                        SmallImage.definition(repository.toUri().toString(), effects))
                .toString();
        String store = folder.resolve("store").toString();
        String keys = folder.resolve("keys").toString();
        String out = folder.resolve("out").toString();
        run("keys", "create", keys);
        run("image", "plan", "--store", store, definition);
        run("image", "plan", "--store", store, "--offline", "--json", definition);
        run("image", "build", "--store", store, "--keys", keys, "-o", out, definition);
        String lock = folder.resolve("out/image.lock").toString();
        run("image", "build", "--store", store, "--keys", keys, "-o", out, "--lock", lock, definition);
        run("image", "inspect", folder.resolve("out/small.raw").toString());
        run("store", "info", "--store", store);
    }

    private void run(String... words) {
        said.getBuffer().setLength(0);
        if (atoll.run(words) != 0) {
            failed.add(String.join(" ", words) + ": " + said);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
