package dev.atoll.node.generation;

import dev.atoll.node.linux.Mounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A machine in a folder, as the initrd leaves it, with the kernel's own overlays; needs root. Its image is a few files. */
final class TestMachine implements AutoCloseable {
    final NodePaths paths;
    final Generations generations;
    final EtcSwitch etc;

    private TestMachine(NodePaths paths) {
        this.paths = paths;
        this.generations = new Generations(paths);
        this.etc = new EtcSwitch(paths);
    }

    static TestMachine boot(Path folder) throws IOException {
        TestMachine machine =
                new TestMachine(new NodePaths(folder.resolve("root"), folder.resolve("state"), folder.resolve("run")));
        machine.image();
        machine.mount();
        return machine;
    }

    private void image() throws IOException {
        for (String directory : new String[] {"etc/ssh", "dev", "proc", "run", "tmp", "var"}) {
            Files.createDirectories(paths.root().resolve(directory));
        }
        image("passwd", "root:x:0:0:root:/root:/bin/sh\n");
        image("group", "root:x:0:\nusers:x:100:\n");
        image("shadow", "root:!*:::::::\n");
        image("gshadow", "root:!*::\nusers:!*::\n");
        image("hosts", "127.0.0.1 localhost\n");
        image("hostname", "image\n");
    }

    private void image(String name, String text) throws IOException {
        Files.writeString(paths.root().resolve("etc").resolve(name), text);
    }

    private void mount() throws IOException {
        Files.createDirectories(paths.run().resolve("image"));
        Mounts.bind(paths.root(), paths.run().resolve("image"));
        Path first = Files.createDirectories(paths.run().resolve("etc/0"));
        Files.createSymbolicLink(paths.run().resolve("etc/live"), Path.of("0"));
        Files.createDirectories(first.resolve("upper"));
        Files.writeString(first.resolve("generation"), "0\n");
        Files.createDirectories(first.resolve("work"));
        Mounts.overlay(
                List.of(paths.run().resolve("image/etc")), first.resolve("upper"), first.resolve("work"), paths.etc());
    }

    @Override
    public void close() {
        for (Path mount : List.of(paths.etc(), paths.run().resolve("image"))) {
            while (Mounts.isMounted(mount)) {
                Mounts.detach(mount);
            }
        }
    }
}
