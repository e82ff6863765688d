package dev.atoll.packages.payload;

import dev.atoll.packages.PackageScript;
import java.nio.file.Path;
import java.util.List;

/**
 * A package, unpacked.
 *
 * @param entries what it puts into the tree, in the order of its archive, parents not always before children
 * @param scripts what it wants run; nothing of it was
 * @param conffiles absolute paths of its configuration files, as it lists them
 * @param data the file that holds all contents; it is never changed, so it may be mapped
 */
public record Payload(List<PayloadEntry> entries, List<PackageScript> scripts, List<String> conffiles, Path data) {
    public Payload {
        entries = List.copyOf(entries);
        scripts = List.copyOf(scripts);
        conffiles = List.copyOf(conffiles);
    }
}
