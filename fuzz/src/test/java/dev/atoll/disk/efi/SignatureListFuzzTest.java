package dev.atoll.disk.efi;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.fuzz.Hostile;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

class SignatureListFuzzTest {

    /** What was understood, written again, is understood as the same; padding and headers of types may go. */
    @FuzzTest
    void readsOrRefuses(byte[] input) {
        Hostile.read(input.length, () -> SignatureList.parse(input), MalformedEfiDataException.class)
                .ifPresent(lists -> {
                    byte[] once = bytes(lists);
                    byte[] twice = bytes(SignatureList.parse(once));
                    Hostile.require(Arrays.equals(once, twice), "other lists were read back");
                });
        Hostile.read(input.length, () -> AuthenticatedVariable.parse(input), MalformedEfiDataException.class)
                .ifPresent(write -> {
                    AuthenticatedVariable again = AuthenticatedVariable.parse(write.toBytes());
                    Hostile.require(Arrays.equals(again.toBytes(), write.toBytes()), "another write was read back");
                });
    }

    private static byte[] bytes(java.util.List<SignatureList> lists) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        lists.forEach(list -> out.writeBytes(list.toBytes()));
        return out.toByteArray();
    }
}
