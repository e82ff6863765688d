package dev.atoll.packages.deb;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.fuzz.Hostile;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class ControlFuzzTest {

    private static final List<String> WANTED = List.of("Package", "Version", "Depends", "SHA256");

    /** What is kept when some fields are asked for is what those fields are when all are. */
    @FuzzTest
    void readsOrRefuses(byte[] input) {
        Optional<List<Map<String, String>>> all = paragraphs(input, List.of());
        Optional<List<Map<String, String>>> some = paragraphs(input, WANTED);
        if (all.isPresent()) {
            Hostile.require(some.isPresent(), "refused only where fewer fields are wanted");
            all.get().forEach(paragraph -> paragraph.keySet().removeIf(ControlFuzzTest::isOther));
            Hostile.require(some.equals(all), some + " is not " + all);
        }
    }

    private static boolean isOther(String name) {
        return WANTED.stream().noneMatch(name::equalsIgnoreCase);
    }

    private static Optional<List<Map<String, String>>> paragraphs(byte[] input, List<String> wanted) {
        return Hostile.read(
                input.length,
                () -> {
                    ControlReader reader = wanted.isEmpty()
                            ? ControlReader.of(new ByteArrayInputStream(input), "text")
                            : ControlReader.of(new ByteArrayInputStream(input), "text", wanted);
                    List<Map<String, String>> paragraphs = new ArrayList<>();
                    Optional<ControlFields> fields = reader.next();
                    while (fields.isPresent()) {
                        Map<String, String> copy = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
                        copy.putAll(fields.get().asMap());
                        paragraphs.add(copy);
                        fields = reader.next();
                    }
                    return paragraphs;
                },
                MalformedPackageException.class);
    }
}
