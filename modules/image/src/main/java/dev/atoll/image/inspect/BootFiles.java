package dev.atoll.image.inspect;

import dev.atoll.disk.pe.MalformedPeException;
import dev.atoll.disk.pe.PeImage;
import dev.atoll.disk.pe.PeSection;
import dev.atoll.image.signing.PeSignature;
import dev.atoll.store.Digest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What PE images say of themselves. */
final class BootFiles {
    private static final int X86_64 = 0x8664;
    private static final int AARCH64 = 0xaa64;

    private BootFiles() {}

    /** All that can be read; the others are problems. */
    static List<Inspection.BootFile> of(Map<String, byte[]> files, List<String> problems) {
        return files.entrySet().stream()
                .flatMap(file -> {
                    try {
                        return Optional.of(read(file.getKey(), file.getValue())).stream();
                    } catch (MalformedPeException e) {
                        problems.add(file.getKey() + ": " + e.getMessage());
                        return Optional.<Inspection.BootFile>empty().stream();
                    }
                })
                .toList();
    }

    private static Inspection.BootFile read(String path, byte[] bytes) {
        PeImage image = PeImage.parse(bytes);
        Optional<String> commandLine = text(image, ".cmdline");
        boolean kernel = image.section(".linux").isPresent();
        String kind = kernel ? "uki" : commandLine.isPresent() ? "addon" : "program";
        return new Inspection.BootFile(
                path,
                kind,
                bytes.length,
                Digest.of(bytes).hex(),
                switch (image.machine()) {
                    case X86_64 -> "x86_64";
                    case AARCH64 -> "aarch64";
                    default -> "0x" + Integer.toHexString(image.machine());
                },
                commandLine,
                text(image, ".uname"),
                TreeText.assignments(text(image, ".osrel").orElse("")),
                sbat(text(image, ".sbat").orElse("")),
                image.section(".pcrsig").isPresent(),
                image.sections().stream()
                        .map(section -> section(bytes, section))
                        .toList(),
                PeSignature.of(bytes));
    }

    private static Optional<String> text(PeImage image, String section) {
        return image.data(section).map(data -> new String(data, StandardCharsets.UTF_8).replaceAll("[\\s\\x00]+$", ""));
    }

    private static Inspection.Section section(byte[] file, PeSection section) {
        int length = section.rawSize() == 0 ? 0 : (int) Math.min(section.rawSize(), section.virtualSize());
        byte[] data = new byte[length];
        System.arraycopy(file, length == 0 ? 0 : (int) section.rawOffset(), data, 0, length);
        return new Inspection.Section(section.name(), length, Digest.of(data).hex());
    }

    /** Lines of component, generation, vendor and more. */
    private static Map<String, String> sbat(String text) {
        Map<String, String> generations = new LinkedHashMap<>();
        text.lines()
                .map(line -> line.split(",", 3))
                .filter(fields -> fields.length > 1)
                .forEach(fields -> generations.put(fields[0], fields[1]));
        return generations;
    }
}
