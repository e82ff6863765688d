package dev.atoll.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The version, as the build filled it in. */
final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        try (InputStream in = Version.class.getResourceAsStream("version.txt")) {
            if (in == null) {
                throw new IllegalStateException("version.txt is missing beside the classes");
            }
            return new String[] {"atoll " + new String(in.readAllBytes(), StandardCharsets.UTF_8).strip()};
        }
    }
}
