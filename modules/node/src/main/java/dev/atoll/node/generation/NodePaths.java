package dev.atoll.node.generation;

import java.nio.file.Path;

/**
 * Where a node keeps what. Tests have others than the machine.
 *
 * @param root of the system that is configured
 * @param state what outlives boots and images
 * @param run what does not outlive a boot
 */
public record NodePaths(Path root, Path state, Path run) {
    /** Those of the machine that this runs on. */
    public static NodePaths ofMachine() {
        return new NodePaths(Path.of("/"), Path.of("/var/lib/atoll"), Path.of("/run/atoll"));
    }

    /** Generations, each in a folder that its number names. */
    Path generations() {
        return state.resolve("generations");
    }

    /** The image's root as it is below all mounts. */
    Path image() {
        return run.resolve("image");
    }

    /** The system as a new generation makes it, to write it and to check it. */
    Path stage() {
        return run.resolve("stage");
    }

    /** The partition that the firmware reads. */
    Path systemPartition() {
        return root.resolve("dev/disk/by-partlabel/esp");
    }

    /** The directory whose generations these are. */
    public Path etc() {
        return root.resolve("etc");
    }

    /** Files that were fetched and verified, by their SHA-256. */
    public Path fetched() {
        return state.resolve("fetched");
    }

    /** Ids that names have on this node. */
    Path ids() {
        return state.resolve("ids.json");
    }
}
