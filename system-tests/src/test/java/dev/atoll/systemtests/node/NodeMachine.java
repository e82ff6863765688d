package dev.atoll.systemtests.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.image.signing.PlatformKeys;
import dev.atoll.machine.Machine;
import dev.atoll.machine.MachineConfig;
import dev.atoll.machine.MachineDisk;
import dev.atoll.machine.firmware.FirmwareVariables;
import dev.atoll.machine.qemu.AcceleratorProbe;
import dev.atoll.machine.qemu.QemuInstallation;
import dev.atoll.machine.ssh.Ssh;
import dev.atoll.machine.ssh.SshKey;
import dev.atoll.machine.ssh.SshResult;
import dev.atoll.systemtests.Checkout;
import dev.atoll.systemtests.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A booted machine that takes node configurations, and its image. */
final class NodeMachine implements AutoCloseable {
    static final Duration LIMIT = Duration.ofMinutes(12);

    private final Machine machine;
    private final Ssh guest;
    private final Path disk;
    private int boots = 1;

    private NodeMachine(Machine machine, Ssh guest, Path disk) {
        this.machine = machine;
        this.guest = guest;
        this.disk = disk;
    }

    /** An image of the container host and what signed it, made once for all machines of a class. */
    record Image(Path home) implements AutoCloseable {
        static Image build(String definition) throws IOException {
            Path home = Files.createTempDirectory(Path.of("/var/tmp"), "atoll-node-");
            Image image = new Image(home);
            PlatformKeys.create(image.keys(), "test", InstantSource.system());
            Command.of(
                            Checkout.root().resolve("atoll"),
                            "image",
                            "build",
                            Checkout.root()
                                    .resolve("system-tests/src/test/resources/node")
                                    .resolve(definition),
                            "-o",
                            home.resolve("image"),
                            "--keys",
                            image.keys(),
                            "--store",
                            Checkout.store())
                    .run()
                    .succeeded();
            return image;
        }

        private Path keys() {
            return home.resolve("keys");
        }

        /** Boots a machine and waits until it lets in. */
        NodeMachine start(String name, UnaryOperator<MachineConfig> config) throws IOException {
            Path disk = MachineDisk.create(home.resolve("image/image.raw"), home.resolve(name + ".raw"));
            QemuInstallation installation = QemuInstallation.find();
            byte[] variables = PlatformKeys.load(keys())
                    .variableStore(Files.readAllBytes(installation.firmware().variables()));
            SshKey key = SshKey.in(home);
            MachineConfig plain = MachineConfig.of(name, disk)
                    .withVariables(new FirmwareVariables.Bytes(variables))
                    .withSshKeys(List.of(key.publicKey()));
            Machine machine = Machine.start(
                    config.apply(plain),
                    installation,
                    new AcceleratorProbe(installation, System.getenv()).choose(),
                    home.resolve(name));
            NodeMachine node = new NodeMachine(machine, machine.ssh(key.privateKey()), disk);
            try {
                node.awaitReady();
            } catch (RuntimeException | Error e) {
                node.close();
                throw e;
            }
            return node;
        }

        @Override
        public void close() throws IOException {
            try (Stream<Path> files = Files.walk(home)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** The text of a document of this package's tests. */
    static String document(String name) {
        try {
            return Files.readString(Checkout.root()
                    .resolve("system-tests/src/test/resources/node")
                    .resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        machine.serial().awaitReady(boots, LIMIT);
        guest.await(LIMIT);
    }

    /** What a command that must succeed prints, without the line end. */
    String in(String command) {
        return guest.run(command).orThrow(command).text().strip();
    }

    /** How a command ends that may fail. */
    SshResult tried(String command) {
        return guest.run(command);
    }

    /** Puts a text into a file of the machine. */
    void put(String path, String text) {
        guest.run("cat > " + Ssh.quote(path), text.getBytes(StandardCharsets.UTF_8))
                .orThrow("cat");
    }

    /** What a web server at a port of the machine gives for a path. */
    String page(int port, String path) throws IOException, InterruptedException {
        int here = machine.state().port(port).orElseThrow();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + here + path))
                                    .timeout(Duration.ofMinutes(1))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    /** Lines of the console. */
    List<String> console() {
        return machine.serial().lines();
    }

    /** Waits until a command succeeds. */
    void await(String command, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!guest.run(command).ok()) {
            assertThat(System.nanoTime()).as("still not: %s", command).isLessThan(end);
            try {
                Thread.sleep(Duration.ofSeconds(2));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Pulls the plug and puts it back. */
    void reset() {
        machine.monitor().reset();
        boots++;
        awaitReady();
    }

    /** Starts the system again in order. */
    void reboot() {
        guest.run("systemctl reboot");
        boots++;
        awaitReady();
    }

    @Override
    public void close() {
        machine.close();
        try {
            Files.deleteIfExists(disk);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
