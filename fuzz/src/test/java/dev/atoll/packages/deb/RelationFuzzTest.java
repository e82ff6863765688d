package dev.atoll.packages.deb;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.fuzz.Hostile;
import dev.atoll.packages.Requirement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

class RelationFuzzTest {

    /** What was understood, written again, is understood as the same. */
    @FuzzTest
    void readsOrRefuses(byte[] input) {
        String field = new String(input, StandardCharsets.UTF_8);
        Hostile.read(input.length, () -> parse(field), IllegalArgumentException.class)
                .ifPresent(requirements -> {
                    String again =
                            requirements.stream().map(Requirement::toString).collect(Collectors.joining(", "));
                    Hostile.require(parse(again).equals(requirements), field + " became " + again);
                });
    }

    private static List<Requirement> parse(String field) {
        return new RelationParser("amd64").requirements(field);
    }
}
