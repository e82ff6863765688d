package dev.atoll.bench;

import dev.atoll.disk.verity.VerityOutputStream;
import dev.atoll.disk.verity.VerityTree;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.UUID;

/** Writes the dm-verity hash tree of a file and prints its root hash: {@code WriteVerity FILE OUTPUT SALT}. */
public final class WriteVerity {
    private WriteVerity() {}

    /** Takes the file, the new file, and the salt in hexadecimal digits. */
    public static void main(String[] arguments) throws IOException {
        byte[] salt = HexFormat.of().parseHex(arguments[2]);
        VerityTree tree;
        try (VerityOutputStream hashing = new VerityOutputStream(OutputStream.nullOutputStream(), salt)) {
            Files.copy(Path.of(arguments[0]), hashing);
            tree = hashing.finish();
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[1])), 1 << 20)) {
            tree.writeTo(out, new UUID(1, 2));
        }
        System.out.println(tree.rootHashHex());
    }
}
