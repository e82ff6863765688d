package dev.atoll.image.runtime;

import dev.atoll.image.definition.LockedPackage;
import dev.atoll.image.layout.CompositionException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.spi.ToolProvider;

/**
 * Links modules with the {@code jlink} of the JDK that runs this; no process is started.
 *
 * <p>Classes keep their debug attributes: taking them off costs as much as all the rest, gives other bytes with another JDK
 * of the same version, and stack traces lose their lines. Nothing is compressed, as the file system or the transport
 * does that.
 */
record Linker(Optional<ToolProvider> jlink) {
    /** That of the running JDK. */
    static Optional<ToolProvider> find() {
        return ToolProvider.findFirst("jlink");
    }

    /**
     * Links.
     *
     * @param packaged folder of the modules' files
     * @param output made; must not exist
     * @throws CompositionException if there is no {@code jlink}, or it refuses
     */
    void link(LockedPackage jdk, Path packaged, SortedSet<String> modules, Path output) {
        ToolProvider tool = jlink.orElseThrow(() -> new CompositionException(
                "java: needs jlink, which the Java that runs atoll (" + System.getProperty("java.home")
                        + ") does not have",
                "run atoll with a whole JDK, whose modules include jdk.jlink: ATOLL_JAVA_HOME=DIRECTORY"));
        StringWriter said = new StringWriter();
        int code;
        try (PrintWriter writer = new PrintWriter(said)) {
            code = tool.run(
                    writer,
                    writer,
                    "--module-path",
                    packaged.toString(),
                    "--add-modules",
                    String.join(",", modules),
                    "--no-header-files",
                    "--no-man-pages",
                    "--output",
                    output.toString());
        }
        if (code != 0) {
            throw new CompositionException(
                    "jlink cannot link the modules of " + jdk.name() + " " + jdk.version() + ": "
                            + said.toString().strip(),
                    "take another version of the package (packages.pins), or run atoll with that version's JDK");
        }
    }
}
