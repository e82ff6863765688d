package dev.atoll.node.foreign;

import dev.atoll.document.InvalidDocumentException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Short ways to import for tests. */
final class Foreign {
    private Foreign() {}

    static Imported read(Format format, String text) {
        String name = switch (format) {
            case IGNITION -> "config.ign";
            case BUTANE -> "config.bu";
            case CLOUD_INIT -> "user-data";
        };
        return ConfigImport.read(format, new Input(name, text.getBytes(StandardCharsets.UTF_8)));
    }

    static Imported ignition(String rest) {
        return read(Format.IGNITION, "{\"ignition\": {\"version\": \"3.4.0\"}, " + rest + "}");
    }

    static Imported butane(String rest) {
        return read(Format.BUTANE, "variant: fcos\nversion: 1.5.0\n" + rest);
    }

    static Imported cloud(String rest) {
        return read(Format.CLOUD_INIT, "#cloud-config\n" + rest);
    }

    /** What an import gives, or nothing if it is refused with a documented exception. */
    static Optional<Imported> tried(Format format, Input input) {
        try {
            return Optional.of(ConfigImport.read(format, input));
        } catch (InvalidDocumentException e) {
            return Optional.empty();
        }
    }
}
