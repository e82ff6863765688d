package dev.atoll.image.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A folder of classes as a jar: files by path, stored, all of one time. */
final class FolderJar {
    /** Not the first that the format knows (APPNOTE 4.4.6): that one the JDK writes with the time zone's offset. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private FolderJar() {}

    static byte[] of(Path folder) throws IOException {
        TreeMap<String, Path> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile)
                    .forEach(it -> files.put(folder.relativize(it).toString().replace('\\', '/'), it));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                byte[] contents = Files.readAllBytes(file.getValue());
                CRC32 sum = new CRC32();
                sum.update(contents);
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setMethod(ZipEntry.STORED);
                entry.setTimeLocal(TIME);
                entry.setSize(contents.length);
                entry.setCrc(sum.getValue());
                zip.putNextEntry(entry);
                zip.write(contents);
            }
        }
        return bytes.toByteArray();
    }
}
