package dev.atoll.cli.machine;

import dev.atoll.cli.command.Places;
import dev.atoll.cli.command.Session;
import java.nio.file.Path;

/**
 * The files of the machine that {@code up} makes.
 *
 * @param path the directory that holds them all
 */
record MachineDirectory(Path path) {

    static MachineDirectory of(Session session) {
        return new MachineDirectory(Places.of(session).state().resolve("up"));
    }

    /** The image it was made from, with its lock and report. */
    Path image() {
        return path.resolve("image");
    }

    /** Its disk. */
    Path disk() {
        return path.resolve("disk.raw");
    }

    /** Its process state, firmware variables, TPM and console. */
    Path run() {
        return path.resolve("run");
    }
}
