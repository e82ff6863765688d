package dev.atoll.packages.apt;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the table of a small index: INDEX TABLE. */
final class PackageTableSeed {
    private PackageTableSeed() {}

    public static void main(String[] args) throws IOException {
        try (InputStream index = Files.newInputStream(Path.of(args[0]));
                OutputStream table = Files.newOutputStream(Path.of(args[1]))) {
            new PackagesReader(args[0], "trixie", "amd64").tabulate(index, new PackageTableWriter(table));
        }
    }
}
