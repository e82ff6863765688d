package dev.atoll.disk.efi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AuthenticatedVariableTest {
    private static final EfiGuid OWNER = EfiGuid.of("00112233-4455-6677-8899-aabbccddeeff");
    private static final EfiTime TIME = EfiTime.of(Instant.parse("2026-11-22T01:02:03.9Z"));
    private static final byte[] LIST = SignatureList.x509(OWNER, "certificate".getBytes(StandardCharsets.US_ASCII))
            .toBytes();

    @Test
    void aSignatureListHasTheSpecifiedBytes() {
        assertThat(HexFormat.of().formatHex(LIST))
                .isEqualTo("a159c0a5e494a74a87b5ab155c2bf072" + "37000000" + "00000000" + "1b000000"
                        + "33221100554477668899aabbccddeeff" + "6365727469666963617465");
    }

    @Test
    void signatureListsAreReadBack() {
        byte[] two = Arrays.copyOf(LIST, 2 * LIST.length);
        System.arraycopy(LIST, 0, two, LIST.length, LIST.length);
        List<SignatureList> lists = SignatureList.parse(two);
        assertThat(lists).hasSize(2);
        assertThat(lists.get(1).toBytes()).isEqualTo(LIST);
        assertThat(lists.get(1).entries().getFirst().owner()).isEqualTo(OWNER);
    }

    @Test
    void theBytesToSignHaveTheSpecifiedOrder() {
        byte[] bytes = AuthenticatedVariable.bytesToSign(SecureBootVariable.DB, TIME, new byte[] {42});
        assertThat(HexFormat.of().formatHex(bytes))
                .isEqualTo("64006200" + "cbb219d73a3d9645a3bcdad00e67656f" + "27000000" + "ea070b1601020300"
                        + "0000000000000000" + "2a");
    }

    @Test
    void aWriteIsReadBack() {
        AuthenticatedVariable write = new AuthenticatedVariable(TIME, new byte[] {1, 2, 3}, LIST);
        byte[] bytes = write.toBytes();
        assertThat(HexFormat.of().formatHex(bytes, 16, 43))
                .isEqualTo("1b000000" + "0002" + "f10e" + "9dd2af4adf68ee498aa9347d375665a7" + "010203");
        AuthenticatedVariable read = AuthenticatedVariable.parse(bytes);
        assertThat(read.timestamp()).isEqualTo(TIME);
        assertThat(read.signedData()).containsExactly(1, 2, 3);
        assertThat(read.payload()).isEqualTo(LIST);
    }

    @Test
    void refusesTimesThatDoNotExistAndOtherSignatures() {
        byte[] bytes = new AuthenticatedVariable(TIME, new byte[3], LIST).toBytes();
        byte[] month = bytes.clone();
        month[2] = 13;
        assertThatThrownBy(() -> AuthenticatedVariable.parse(month))
                .isInstanceOf(MalformedEfiDataException.class)
                .hasMessageContaining("time");
        byte[] type = bytes.clone();
        type[24] ^= 1;
        assertThatThrownBy(() -> AuthenticatedVariable.parse(type))
                .isInstanceOf(MalformedEfiDataException.class)
                .hasMessageContaining("PKCS #7");
    }

    @Test
    void mutationsAndTruncationsEndInAResultOrTheDocumentedException() {
        byte[] bytes = new AuthenticatedVariable(TIME, new byte[30], LIST).toBytes();
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] mutated = i % 4 == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes.clone();
            for (int n = random.nextInt(4); n > 0 && mutated.length > 0; n--) {
                mutated[random.nextInt(mutated.length)] = (byte) (random.nextBoolean() ? random.nextInt() : 0xff);
            }
            try {
                SignatureList.parse(AuthenticatedVariable.parse(mutated).payload());
            } catch (MalformedEfiDataException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1000, 19_999);
    }
}
