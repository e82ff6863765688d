package dev.atoll.packages.mirror;

import dev.atoll.packages.apt.KnownRelease;
import dev.atoll.packages.apt.StoredPackage;
import dev.atoll.packages.openpgp.ArchiveKey;
import dev.atoll.store.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** The files of a suite, in memory: indexes under their names and their digests, {@code Release} and {@code InRelease}. */
final class SuiteFiles {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final int LEVEL = 6;

    private SuiteFiles() {}

    /** Every file by its path below the suite's directory. */
    static SortedMap<String, byte[]> of(MirrorSuite suite, ArchiveKey key) {
        SortedMap<String, byte[]> indexes = indexes(suite);
        SortedMap<String, byte[]> files = new TreeMap<>(indexes);
        indexes.forEach((path, bytes) ->
                files.put(path.substring(0, path.lastIndexOf('/')) + "/by-hash/SHA256/" + Digest.of(bytes), bytes));
        String release = release(suite, indexes);
        files.put("Release", utf8(release));
        files.put("InRelease", utf8(key.clearSign(release, suite.release().date())));
        return files;
    }

    private static SortedMap<String, byte[]> indexes(MirrorSuite suite) {
        SortedMap<String, byte[]> indexes = new TreeMap<>();
        for (Map.Entry<String, List<StoredPackage>> component :
                suite.components().entrySet()) {
            Map<String, StringBuilder> texts = new TreeMap<>();
            suite.architectures().forEach(architecture -> texts.put(architecture, new StringBuilder()));
            for (StoredPackage file : component.getValue()) {
                String paragraph = file.paragraph();
                String its = file.architecture();
                texts.forEach((architecture, text) -> {
                    if (its.equals("all") || its.equals(architecture)) {
                        text.append(paragraph).append('\n');
                    }
                });
            }
            texts.forEach((architecture, text) -> {
                String path = component.getKey() + "/binary-" + architecture + "/Packages";
                byte[] bytes = utf8(text.toString());
                indexes.put(path, bytes);
                indexes.put(path + ".xz", compressed(bytes));
            });
        }
        return indexes;
    }

    private static String release(MirrorSuite suite, SortedMap<String, byte[]> indexes) {
        KnownRelease original = suite.release();
        StringBuilder text = new StringBuilder()
                .append("Origin: " + original.origin() + "\nLabel: " + original.label())
                .append("\nSuite: " + original.suite() + "\nCodename: " + original.codename())
                .append("\nDate: " + DATE.format(original.date()))
                .append("\nAcquire-By-Hash: yes\nArchitectures: " + String.join(" ", suite.architectures()))
                .append("\nComponents: " + String.join(" ", suite.components().keySet()))
                .append("\nDescription: a part of the archive, kept by Atoll\nSHA256:\n");
        indexes.forEach((path, bytes) -> text.append(" " + Digest.of(bytes) + " " + bytes.length + " " + path + "\n"));
        return text.toString();
    }

    private static byte[] compressed(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream xz = new XZOutputStream(out, new LZMA2Options(LEVEL))) {
            xz.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
