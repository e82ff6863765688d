package dev.atoll.machine;

import dev.atoll.machine.host.AtomicFile;
import dev.atoll.machine.host.MachineException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;

/** systemd credentials as SMBIOS type 11 (OEM) strings. */
final class Credentials {
    /** What fits: a 32-bit SMBIOS entry point counts all tables in 16 bits, and the others need some. */
    static final int MAX_TOTAL_BYTES = 48 << 10;

    private Credentials() {}

    /** Name to string: {@code io.systemd.credential.binary:NAME=BASE64}. */
    static SortedMap<String, String> strings(SortedMap<String, String> credentials) {
        SortedMap<String, String> strings = new TreeMap<>();
        credentials.forEach((name, content) -> strings.put(
                name,
                "io.systemd.credential.binary:" + name + "="
                        + Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8))));
        int total = strings.values().stream().mapToInt(String::length).sum();
        if (total > MAX_TOTAL_BYTES) {
            throw new MachineException(
                    "credentials-too-large",
                    "the machine's credentials take " + total + " bytes in base64, of at most " + MAX_TOTAL_BYTES
                            + " that firmware tables can carry: put large settings on a CIDATA volume");
        }
        return strings;
    }

    static void write(MachineConfig config, MachineFiles files) {
        strings(config.allCredentials())
                .forEach((name, string) ->
                        AtomicFile.write(files.credential(name), string.getBytes(StandardCharsets.US_ASCII)));
    }
}
