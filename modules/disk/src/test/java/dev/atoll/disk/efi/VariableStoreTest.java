package dev.atoll.disk.efi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VariableStoreTest {
    private static final EfiTime TIME = EfiTime.of(Instant.parse("2026-11-22T00:00:00Z"));
    private static final int STORE = 72;
    private static final int FIRST = STORE + 28;

    private final byte[] template = template();
    private final EfiVariable db = EfiVariable.of(
            SecureBootVariable.DB, new AuthenticatedVariable(TIME, new byte[1], new byte[] {1, 2, 3, 4, 5}));

    /** An empty store of 4 KiB in a volume of 8 KiB. */
    private static byte[] template() {
        ByteBuffer out = ByteBuffer.allocate(8192).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.fill(out.array(), FIRST, 8192, (byte) 0xff);
        VariableLayout.VOLUME.put(out.position(16));
        out.putLong(32, 8192).putInt(40, 0x4856465f).putInt(44, 0x0004feff);
        out.putShort(48, (short) STORE).put(55, (byte) 2).putInt(56, 2).putInt(60, 4096);
        int sum = 0;
        for (int i = 0; i < STORE; i += 2) {
            sum += out.getShort(i);
        }
        out.putShort(50, (short) -sum);
        VariableLayout.STORE.put(out.position(STORE));
        out.putInt(STORE + 16, 4096 - STORE).put(STORE + 20, (byte) 0x5a).put(STORE + 21, (byte) 0xfe);
        return out.array();
    }

    private static void assertRefused(byte[] flash, String why) {
        assertThatThrownBy(() -> VariableStore.parse(flash))
                .isInstanceOf(MalformedVariableStoreException.class)
                .hasMessageContaining(why);
    }

    @Test
    void variablesAreReadBack() {
        byte[] flash = VariableStore.parse(template)
                .with(db)
                .with(EfiVariable.secureBootEnable())
                .toBytes();
        VariableStore store = VariableStore.parse(flash);
        assertThat(store.variables()).extracting(EfiVariable::name).containsExactly("db", "SecureBootEnable");
        EfiVariable read = store.get("db", SecureBootVariable.DB.vendor()).orElseThrow();
        assertThat(read.attributes()).isEqualTo(0x27);
        assertThat(read.signedAt()).contains(TIME);
        assertThat(read.data()).containsExactly(1, 2, 3, 4, 5);
        assertThat(store.variables().get(1).signedAt()).isEmpty();
        assertThat(store.get("db", SecureBootVariable.PK.vendor())).isEmpty();
    }

    @Test
    void aVariableLiesWhereFirmwareExpectsIt() {
        byte[] flash = VariableStore.parse(template).with(db).with(db).toBytes();
        ByteBuffer bytes = ByteBuffer.wrap(flash).order(ByteOrder.LITTLE_ENDIAN);
        int size = 60 + 6 + 5;
        int second = FIRST + 72;
        assertThat(bytes.getShort(second)).isEqualTo((short) 0x55aa);
        assertThat(bytes.getInt(second + 36)).isEqualTo(6);
        assertThat(bytes.getInt(second + 40)).isEqualTo(5);
        assertThat(flash[FIRST + size]).isEqualTo((byte) 0xff);
        assertThat(Arrays.copyOfRange(flash, second + 72, 8192)).containsOnly(0xff);
        assertThat(Arrays.copyOf(flash, FIRST)).isEqualTo(Arrays.copyOf(template, FIRST));
    }

    @Test
    void aVariableOfTheSameNameIsMarkedAsDeleted() {
        byte[] flash = VariableStore.parse(template).with(db).with(db).toBytes();
        assertThat(flash[FIRST + 2]).isEqualTo((byte) 0x3d);
        assertThat(flash[FIRST + 72 + 2]).isEqualTo((byte) 0x3f);
        assertThat(VariableStore.parse(flash).variables()).hasSize(1);
    }

    @Test
    void theTemplateIsNotChanged() {
        byte[] before = template.clone();
        VariableStore.parse(template).with(db);
        assertThat(template).isEqualTo(before);
    }

    @Test
    void refusesAVariableThatDoesNotFit() {
        EfiVariable large = new EfiVariable("x", SecureBootVariable.DB.vendor(), 3, null, new byte[4000]);
        assertThatThrownBy(() -> VariableStore.parse(template).with(large))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("are left");
    }

    @Test
    void saysWhatIsWrongWithATemplate() {
        assertRefused(new byte[10], "too short");
        assertRefused(new byte[4096], "no firmware volume");
        byte[] checksum = template.clone();
        checksum[60] ^= 1;
        assertRefused(checksum, "checksum");
        byte[] kind = template.clone();
        kind[STORE] ^= 1;
        assertRefused(kind, "no authenticated variable store");
        assertRefused(Arrays.copyOf(template, 8191), "a volume of 8192 bytes");
        byte[] name = VariableStore.parse(template).with(db).toBytes();
        name[FIRST + 39] = 0x7f;
        assertRefused(name, "a variable with a name of");
    }

    @Test
    void mutationsAndTruncationsEndInAResultOrTheDocumentedException() {
        byte[] flash = VariableStore.parse(template).with(db).with(db).toBytes();
        Random random = new Random(42);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] mutated = i % 8 == 0 ? Arrays.copyOf(flash, random.nextInt(flash.length)) : flash.clone();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                int at = random.nextInt(16) == 0 ? random.nextInt(STORE) : STORE + random.nextInt(200);
                if (at < mutated.length) {
                    mutated[at] = (byte) (random.nextBoolean() ? random.nextInt() : 0xff);
                }
            }
            try {
                VariableStore.parse(mutated).with(db);
            } catch (MalformedVariableStoreException e) {
                refused++;
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("are left");
            }
        }
        assertThat(refused).isBetween(1000, 19_999);
    }

    @Test
    void whatLiesBehindTheVariablesMustBeErased() {
        byte[] flash = VariableStore.parse(template).with(db).toBytes();
        flash[FIRST + 200] = 0x55;
        assertRefused(flash, "is not erased");
    }
}
