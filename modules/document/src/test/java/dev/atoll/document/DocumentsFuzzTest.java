package dev.atoll.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DocumentsFuzzTest {
    private static final byte[] SEED = """
            # all that YAML has
            %TAG ! tag:x,2000:
            --- !!map
            name: &a "atoll\\u0041"
            depth: 0x10
            kind: 'hard-coral'
            note: |2-
               text
             more
            fish: [ray, *a, >-
              folded, {a: b}]
            ? complex
            : value
            counts: {b: 2, "a": 1, <<: *a}
            buoys:
            - {id: b1, class: 3}
            -
              id: b2
            ...
            """.getBytes(StandardCharsets.UTF_8);

    private static final String[] FRAGMENTS = {
        "[",
        "]",
        "{",
        "}",
        ": ",
        "- ",
        "? ",
        "&a ",
        "*a",
        "!!x ",
        "|",
        ">",
        "\n",
        "  ",
        "\t",
        "\"",
        "'",
        "---\n",
        "...\n",
        "%YAML 1.2\n",
        "#",
        "\0",
        "\uFEFF",
        "\u2028",
        "999999999999",
        "0x",
        "-",
        ".inf",
        "name: ",
        "\r",
        "<<: *a"
    };

    /** Whatever the bytes: a record or the one documented exception, whose text can be shown. */
    private static boolean binds(byte[] bytes) {
        try {
            return Documents.read("fuzz", bytes, Reef.class) != null;
        } catch (InvalidDocumentException e) {
            assertThat(e.problems()).isNotEmpty();
            assertThat(e.getMessage()).isNotEmpty().doesNotContain("\u001b", "\0");
            return false;
        }
    }

    @Test
    void everyTruncationIsReadOrRefused() {
        for (int length = 0; length < SEED.length; length++) {
            binds(Arrays.copyOf(SEED, length));
        }
    }

    @Test
    void randomBytesAndFragmentsNeverCrashTheReader() {
        SplittableRandom random = new SplittableRandom(20261122);
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            for (int round = 0; round < 6000; round++) {
                byte[] bytes = SEED.clone();
                for (int edits = random.nextInt(1, 8); edits > 0; edits--) {
                    int at = random.nextInt(bytes.length);
                    if (random.nextBoolean()) {
                        bytes[at] = (byte) random.nextInt(256);
                    } else {
                        bytes = spliced(bytes, at, FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
                    }
                }
                binds(bytes);
            }
        });
    }

    @Test
    void everyFragmentRepeatedToTheLimitEndsSoon() {
        for (String fragment : FRAGMENTS) {
            String many = fragment.repeat(Documents.LARGEST / fragment.getBytes(StandardCharsets.UTF_8).length);
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> binds(many.getBytes(StandardCharsets.UTF_8)), "repeated " + fragment);
        }
    }

    private static byte[] spliced(byte[] bytes, int at, String fragment) {
        byte[] middle = fragment.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[bytes.length + middle.length];
        System.arraycopy(bytes, 0, out, 0, at);
        System.arraycopy(middle, 0, out, at, middle.length);
        System.arraycopy(bytes, at, out, at + middle.length, bytes.length - at);
        return out;
    }
}
