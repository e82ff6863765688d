package dev.atoll.machine.qemu;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of QEMU, as {@code qemu-system-x86_64 --version} prints it. */
public record QemuVersion(int major, int minor, int micro) implements Comparable<QemuVersion> {
    private static final Pattern LINE =
            Pattern.compile("QEMU emulator version (\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?\\b.*", Pattern.DOTALL);

    /** Reads the output of {@code --version}; empty if it is something else. */
    public static Optional<QemuVersion> parse(String output) {
        Matcher line = LINE.matcher(output);
        if (!line.matches()) {
            return Optional.empty();
        }
        String micro = line.group(3);
        return Optional.of(new QemuVersion(
                Integer.parseInt(line.group(1)),
                Integer.parseInt(line.group(2)),
                micro == null ? 0 : Integer.parseInt(micro)));
    }

    /** Whether guests with several processors run without random panics when emulated; not so before 8.0. */
    public boolean emulatesSeveralProcessors() {
        return major >= 8;
    }

    @Override
    public int compareTo(QemuVersion other) {
        return Comparator.comparingInt(QemuVersion::major)
                .thenComparingInt(QemuVersion::minor)
                .thenComparingInt(QemuVersion::micro)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + micro;
    }
}
