package dev.atoll.image.lint;

import dev.atoll.disk.tree.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What is looked at in one file: its path, then its first bytes, then as much of its text as its place asks for. */
final class FileLint {
    /** Files up to this size are read as a whole, wherever they are. */
    private static final int SMALL = 64 << 10;
    /** What is read of larger ones in places that packages fill. */
    private static final int HEAD = 4 << 10;
    /** Keys and files of records are not larger; the rest of such a file is not looked at. */
    private static final int LARGEST_RECORD = 4 << 20;
    /** How much of a large text is in memory at once, and how much of one piece is looked at again with the next. */
    private static final int PIECE = 1 << 16;

    private static final int OVERLAP = 2 << 10;

    /** Places that administrators write to. */
    private static final List<String> LOCAL = List.of(
            "etc/",
            "root/",
            "home/",
            "var/",
            "opt/",
            "srv/",
            "usr/local/",
            "usr/lib/systemd/network/",
            "loader/",
            "EFI/Linux/");

    private static final List<String> MACHINE_IDS = List.of("etc/machine-id", "var/lib/dbus/machine-id");

    private final Bytes bytes;

    FileLint(Bytes bytes) {
        this.bytes = bytes;
    }

    /**
     * Looks at a file that is not empty.
     *
     * @param contents whether to look at what its bytes say wherever it lies, which for a further link was done before
     */
    void look(String path, Content content, boolean contents, BiConsumer<SecretKind, String> found) throws IOException {
        if (MACHINE_IDS.contains(path)) {
            machineId(content, found);
        }
        Optional<SecretPaths.Place> place = SecretPaths.of(path);
        if (place.isPresent()
                && (place.get().needsNoText()
                        || place.get().text().matcher(text(content)).find())) {
            found.accept(place.get().kind(), place.get().why());
            return;
        }
        Optional<String> database = PasswordRecords.database(path);
        if (database.isPresent()) {
            PasswordRecords.check(database.get(), text(content), found);
        }
        if (contents) {
            contents(content, LOCAL.stream().anyMatch(path::startsWith), found);
        }
    }

    private void machineId(Content content, BiConsumer<SecretKind, String> found) throws IOException {
        String id = text(content).strip();
        if (!id.isEmpty() && !id.equals("uninitialized")) {
            found.accept(SecretKind.MACHINE_ID, "every machine would be the same");
        }
    }

    private String text(Content content) throws IOException {
        int length = bytes.read(content, 0, LARGEST_RECORD);
        return new String(bytes.buffer(), 0, length, StandardCharsets.UTF_8);
    }

    private void contents(Content content, boolean local, BiConsumer<SecretKind, String> found) throws IOException {
        boolean whole = local || content.size() <= SMALL;
        int length = bytes.read(content, 0, whole ? PIECE : HEAD);
        if (isProgram(bytes.buffer(), length)) {
            return;
        }
        if (content.size() <= LARGEST_RECORD && BinaryKeys.mayBegin(bytes.buffer(), length)) {
            Optional<String> key = BinaryKeys.kind(content.bytes());
            if (key.isPresent()) {
                found.accept(SecretKind.PRIVATE_KEY, key.get());
                return;
            }
        }
        SecretPatterns.find(bytes.buffer(), length, local, found);
        long end = length;
        while (whole && end < content.size()) {
            length = bytes.read(content, end - OVERLAP, PIECE);
            SecretPatterns.find(bytes.buffer(), length, local, found);
            end += length - OVERLAP;
        }
    }

    /** ELF: keys in programs are their test vectors or formats. */
    private static boolean isProgram(byte[] bytes, int length) {
        return length > 4 && bytes[0] == 0x7f && bytes[1] == 'E' && bytes[2] == 'L' && bytes[3] == 'F';
    }
}
