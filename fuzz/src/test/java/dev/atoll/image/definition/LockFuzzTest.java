package dev.atoll.image.definition;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.document.Documents;
import dev.atoll.document.InvalidDocumentException;
import dev.atoll.fuzz.Hostile;
import java.nio.charset.StandardCharsets;

class LockFuzzTest {

    /** A lock that is read and written is the same lock, and from then on the same bytes. */
    @FuzzTest
    void readsOrRefuses(byte[] input) {
        Hostile.read(
                        input.length,
                        () -> Documents.read("image.lock", input, Lock.class),
                        InvalidDocumentException.class)
                .ifPresent(lock -> {
                    String json = Documents.writeJson(lock);
                    Lock again = Documents.read("again", json.getBytes(StandardCharsets.UTF_8), Lock.class);
                    Hostile.require(again.equals(lock), "another lock was read back: " + json);
                });
    }
}
