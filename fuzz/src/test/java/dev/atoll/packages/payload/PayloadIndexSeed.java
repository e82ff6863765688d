package dev.atoll.packages.payload;

import dev.atoll.packages.PackageScript;
import dev.atoll.store.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/** Writes a small index of a payload. */
final class PayloadIndexSeed {
    private PayloadIndexSeed() {}

    public static void main(String[] args) throws IOException {
        TreeMap<String, ByteBuffer> xattrs = new TreeMap<>();
        xattrs.put("security.capability", ByteBuffer.wrap(new byte[] {1, 0, 0, 2}));
        List<PayloadEntry> entries = List.of(
                new PayloadEntry("usr", EntryType.DIRECTORY, 0755, 0, 0, 0, "", 0, 0, 0, 0, new TreeMap<>()),
                new PayloadEntry("usr/ping", EntryType.FILE, 04755, 0, 4294967295L, 7, "", 0, 0, 0, 3, xattrs),
                new PayloadEntry("usr/also", EntryType.SYMLINK, 0777, 0, 0, 7, "ping", 0, 0, 0, 0, new TreeMap<>()));
        PackageScript script = PackageScript.of("postinst", "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8));
        Payload payload = new Payload(entries, List.of(script), List.of("/etc/ping.conf"), Path.of("data"));
        Files.write(Path.of(args[0]), PayloadIndex.write(payload, 3, Digest.of(new byte[3])));
    }
}
