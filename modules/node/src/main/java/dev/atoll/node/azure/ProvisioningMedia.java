package dev.atoll.node.azure;

import dev.atoll.node.linux.CommandException;
import dev.atoll.node.linux.ReadOnlyVolume;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The disc that a machine finds in its drive when it starts for the first time. Needs root. */
public final class ProvisioningMedia {
    private static final String DEVICE = "dev/sr0";
    private static final String ENVIRONMENT = "ovf-env.xml";

    private final Path device;
    private final Path work;

    /**
     * That of a machine.
     *
     * @param root of its system
     * @param work a folder to mount it below
     */
    public ProvisioningMedia(Path root, Path work) {
        this.device = root.resolve(DEVICE);
        this.work = work.resolve("media");
    }

    /**
     * What it says; empty where there is none.
     *
     * @throws XmlException if it is damaged
     */
    public Optional<OvfEnvironment> read() throws IOException {
        if (!Files.exists(device)) {
            return Optional.empty();
        }
        try (ReadOnlyVolume volume = new ReadOnlyVolume(work)) {
            Path file = volume.mount(device, List.of("udf", "iso9660")).resolve(ENVIRONMENT);
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            try (InputStream in = Files.newInputStream(file)) {
                return Optional.of(OvfEnvironment.read(in.readNBytes(XmlReader.LARGEST + 1)));
            }
        } catch (CommandException e) {
            return Optional.empty(); // an empty drive
        }
    }
}
