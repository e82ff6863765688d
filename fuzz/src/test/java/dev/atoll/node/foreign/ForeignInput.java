package dev.atoll.node.foreign;

import dev.atoll.document.InvalidDocumentException;
import dev.atoll.fuzz.Hostile;
import dev.atoll.node.check.NodeConfigReader;
import java.nio.charset.StandardCharsets;

/** What must hold of every import. */
final class ForeignInput {
    /** Unpacking may take the size of the largest document, several times over in lines and copies. */
    private static final long MEMORY = 128L << 20;

    private ForeignInput() {}

    /** The result reads back to what was imported, and findings have places. */
    static void imported(Format format, byte[] input) {
        Hostile.read(
                        input.length,
                        MEMORY,
                        () -> ConfigImport.read(format, new Input("config", input)),
                        InvalidDocumentException.class)
                .ifPresent(imported -> {
                    byte[] yaml = imported.yaml().getBytes(StandardCharsets.UTF_8);
                    Hostile.require(
                            NodeConfigReader.read("node.yaml", yaml).equals(imported.config()), "reads back equal");
                    Hostile.require(
                            imported.findings().stream()
                                    .allMatch(it -> it.place().line() > 0),
                            "findings have places");
                });
    }
}
