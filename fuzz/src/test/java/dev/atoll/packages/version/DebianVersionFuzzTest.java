package dev.atoll.packages.version;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.fuzz.Hostile;
import java.nio.charset.StandardCharsets;
import java.util.List;

class DebianVersionFuzzTest {

    /** The order of three versions, one a line, is an order; the parts of each make up the whole. */
    @FuzzTest
    void readsOrRefuses(byte[] input) {
        List<String> texts = List.of(new String(input, StandardCharsets.UTF_8).split("\n", -1));
        for (String text : texts) {
            Hostile.read(text.length(), () -> new DebianVersion(text), IllegalArgumentException.class)
                    .ifPresent(DebianVersionFuzzTest::checkParts);
        }
        String a = texts.getFirst();
        String b = texts.get(texts.size() / 2);
        String c = texts.getLast();
        int ab = sign(a, b);
        Hostile.require(sign(a, a) == 0, a + " is not equal to itself");
        Hostile.require(ab == -sign(b, a), a + " and " + b + " are both first");
        Hostile.require(ab != sign(b, c) || sign(a, c) == ab, "no order among " + texts);
    }

    private static int sign(String a, String b) {
        return Hostile.read(a.length() + b.length(), () -> Integer.signum(DebianVersion.compare(a, b)))
                .orElseThrow();
    }

    private static void checkParts(DebianVersion version) {
        String text = version.text();
        String whole = (text.contains(":") ? text.substring(0, text.indexOf(':') + 1) : "")
                + version.upstream()
                + (version.revision().isEmpty() ? "" : "-" + version.revision());
        Hostile.require(whole.equals(text) && version.epoch() >= 0, text + " has other parts: " + whole);
    }
}
