package dev.atoll.disk.efi;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.fuzz.Hostile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

class VariableStoreFuzzTest {

    private static final int STORE = 1 << 16;
    private static final EfiVariable VARIABLE = EfiVariable.secureBootEnable();

    /** Inputs are a flash image without the erased bytes at its end; the volume header's sum is put right. */
    @FuzzTest
    void readsOrRefuses(byte[] input) {
        byte[] flash = new byte[Math.max(STORE, input.length)];
        Arrays.fill(flash, (byte) 0xff);
        System.arraycopy(input, 0, flash, 0, input.length);
        check(flash);
        ByteBuffer bytes = ByteBuffer.wrap(flash).order(ByteOrder.LITTLE_ENDIAN);
        int header = Math.min(bytes.getShort(48) & 0xfffe, flash.length);
        int sum = 0;
        for (int i = 0; i < header; i += 2) {
            sum += i == 50 ? 0 : bytes.getShort(i);
        }
        check(bytes.putShort(50, (short) -sum).array());
    }

    private static void check(byte[] flash) {
        Hostile.read(flash.length, () -> VariableStore.parse(flash), MalformedVariableStoreException.class)
                .ifPresent(store -> Hostile.read(
                                flash.length, () -> store.with(VARIABLE), IllegalArgumentException.class)
                        .ifPresent(with -> {
                            VariableStore again = VariableStore.parse(with.toBytes());
                            EfiVariable found = again.get(VARIABLE.name(), VARIABLE.vendor())
                                    .orElseThrow();
                            Hostile.require(
                                    Arrays.equals(found.data(), VARIABLE.data()), "another variable was read back");
                        }));
    }
}
