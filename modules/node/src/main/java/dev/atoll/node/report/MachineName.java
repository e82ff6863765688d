package dev.atoll.node.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A name of a machine for others. machine-id(5) asks not to be told; as it recommends, this is a keyed hash of it
 * (HMAC-SHA256, RFC 2104) for this one purpose, of which nobody can tell the machine-id.
 */
final class MachineName {
    private static final int BYTES = 16;

    private MachineName() {}

    static String of(Path root) throws IOException {
        Path file = root.resolve("etc/machine-id");
        String id = Files.isRegularFile(file) ? Files.readString(file).strip() : "";
        if (!id.matches("[0-9a-f]{32}")) {
            return "";
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(id), "HmacSHA256"));
            byte[] name = mac.doFinal("atoll report".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(name, 0, BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }
}
