package dev.atoll.packages.payload;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.fuzz.Hostile;
import dev.atoll.store.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

class PayloadIndexFuzzTest {

    private static final int BODY = 40;
    private static final Path DATA = Path.of("data");

    /** The cache is ours, but disks fail: an index is whole or not there, also where its hash happens to be right. */
    @FuzzTest
    void readsOrRefuses(byte[] input) throws IOException {
        byte[] index = input.clone();
        if (index.length >= BODY) {
            byte[] body = java.util.Arrays.copyOfRange(index, BODY, index.length);
            System.arraycopy(Digest.sha256().digest(body), 0, index, BODY - 32, 32);
        }
        Optional<Payload> payload = Hostile.read(index.length, () -> PayloadIndex.read(index, DATA, 3))
                .orElseThrow();
        if (payload.isPresent()) {
            byte[] again = PayloadIndex.write(
                    payload.get(), 3, PayloadIndex.dataDigest(index).orElseThrow());
            Hostile.require(PayloadIndex.read(again, DATA, 3).equals(payload), "an index read back is another");
        }
    }
}
