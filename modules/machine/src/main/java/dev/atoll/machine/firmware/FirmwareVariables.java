package dev.atoll.machine.firmware;

import dev.atoll.machine.host.AtomicFile;
import dev.atoll.machine.host.MachineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The variable store a machine starts from; it gets a copy, so the template is never written to. */
public sealed interface FirmwareVariables {

    /** The host's own template: no keys, Secure Boot in setup mode. */
    record Installed() implements FirmwareVariables {}

    /** A file, such as one with an image's keys enrolled. */
    record Template(Path file) implements FirmwareVariables {}

    /** The bytes of such a file. */
    @SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, compared by content
    record Bytes(byte[] content) implements FirmwareVariables {
        public Bytes {
            content = content.clone();
        }

        @Override
        public byte[] content() {
            return content.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(content);
        }
    }

    /**
     * Writes the store to {@code target} unless it is there already: a machine that is started again keeps its boot
     * entries.
     *
     * @throws MachineException if the template cannot be read, or has another size than the firmware's own, which QEMU
     *     could not map
     */
    default void prepare(Path target, Firmware firmware) {
        if (Files.exists(target)) {
            return;
        }
        try {
            byte[] content = switch (this) {
                case Installed installed -> Files.readAllBytes(firmware.variables());
                case Template(Path file) -> Files.readAllBytes(file);
                case Bytes bytes -> bytes.content();
            };
            long expected = Files.size(firmware.variables());
            if (content.length != expected) {
                throw new MachineException(
                        "firmware-variables",
                        "the firmware variables have " + content.length + " bytes, but " + firmware.code() + " needs "
                                + expected + ": make them from " + firmware.variables());
            }
            AtomicFile.write(target, content);
        } catch (IOException e) {
            throw new MachineException("firmware-variables", "cannot read firmware variables: " + e.getMessage(), e);
        }
    }
}
