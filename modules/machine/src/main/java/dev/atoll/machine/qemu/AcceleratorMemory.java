package dev.atoll.machine.qemu;

import dev.atoll.machine.host.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was learnt about KVM on this host, kept until the host boots again or QEMU changes.
 *
 * @param file a small JSON file; it may vanish at any time
 * @param bootId the host's boot
 * @param qemu QEMU's version
 */
public record AcceleratorMemory(Path file, String bootId, String qemu) {

    /**
     * One finding.
     *
     * @param usable whether KVM ran the guest
     * @param kernel whether that guest was a real kernel
     * @param reason one sentence
     */
    public record Finding(boolean usable, boolean kernel, String reason) {}

    private record Entry(String bootId, String qemu, boolean usable, boolean kernel, String reason) {}

    /** The last finding for this boot and this QEMU; empty if there is none or the file is damaged. */
    public Optional<Finding> recall() {
        try {
            Entry entry = JsonMapper.shared().readValue(Files.readString(file, StandardCharsets.UTF_8), Entry.class);
            boolean current = entry != null && bootId.equals(entry.bootId) && qemu.equals(entry.qemu);
            return current
                    ? Optional.of(new Finding(entry.usable, entry.kernel, String.valueOf(entry.reason)))
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    /** Keeps a finding in place of the last one. */
    public void remember(Finding finding) {
        Entry entry = new Entry(bootId, qemu, finding.usable, finding.kernel, finding.reason);
        AtomicFile.write(file, JsonMapper.shared().writeValueAsBytes(entry));
    }
}
