package dev.atoll.node;

import dev.atoll.node.output.Output;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Says what a person at the machine has to see: on every console of the kernel, and in the journal. */
final class Consoles {
    private static final Path ACTIVE = Path.of("/sys/class/tty/console/active");

    private Consoles() {}

    static void say(String text) {
        // systemd reads the level at the start of each line.
        text.lines().forEach(line -> Output.problem("<3>" + line));
        String message = "\r\natoll: " + text.replace("\n", "\r\n") + "\r\n";
        for (Path console : consoles()) {
            try {
                Files.write(console, message.getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE);
            } catch (IOException e) {
                Output.problem("<4>cannot write to " + console + ": " + e.getMessage());
            }
        }
    }

    private static List<Path> consoles() {
        List<Path> consoles = new ArrayList<>();
        try {
            for (String name : Files.readString(ACTIVE).strip().split(" ", -1)) {
                if (name.matches("[A-Za-z0-9]+")) {
                    consoles.add(Path.of("/dev").resolve(name));
                }
            }
        } catch (IOException e) {
            Output.problem("<4>cannot find the consoles: " + e.getMessage());
        }
        return consoles;
    }
}
