package dev.atoll.packages.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.packages.Fixtures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("conformance")
class DebianVersionConformanceTest {
    private static final int PAIRS = 2_000;
    private static final String[] PIECES = {
        "0", "00", "1", "2", "9", "10", "01", "a", "b", "Z", "rc", "~", "~~", "+", "."
    };

    @Test
    void agreesWithDpkgsOwnTable() throws IOException {
        List<String> rows = Files.readAllLines(Fixtures.path("versions/dpkg-version.txt"));
        assertThat(rows).hasSizeGreaterThan(40);
        for (String row : rows) {
            String[] fields = row.split(" ");
            int expected = Integer.parseInt(fields[2]);
            assertThat(Integer.signum(DebianVersion.compare(fields[0], fields[1])))
                    .as(row)
                    .isEqualTo(expected);
            assertThat(Integer.signum(DebianVersion.compare(fields[1], fields[0])))
                    .as(row)
                    .isEqualTo(-expected);
        }
    }

    @Test
    void agreesWithDpkgOnRandomPairs() throws IOException {
        Random random = new Random(20261122);
        List<String[]> pairs = new ArrayList<>();
        while (pairs.size() < PAIRS) {
            String first = version(random);
            pairs.add(new String[] {first, random.nextInt(3) == 0 ? variant(first, random) : version(random)});
        }
        List<Integer> ours = pairs.stream()
                .map(pair -> Integer.signum(new DebianVersion(pair[0]).compareTo(new DebianVersion(pair[1]))))
                .toList();
        List<Integer> theirs = dpkg(pairs);
        for (int i = 0; i < PAIRS; i++) {
            assertThat(ours.get(i)).as(String.join(" with ", pairs.get(i))).isEqualTo(theirs.get(i));
        }
        assertThat(ours).contains(-1, 0, 1);
    }

    /** One shell asks for all pairs, so that the test starts few processes of its own. */
    private static List<Integer> dpkg(List<String[]> pairs) throws IOException {
        String script = "command -v dpkg >/dev/null || exit 1; while read -r a b; do"
                + " if dpkg --compare-versions $a lt $b; then echo -1;"
                + " elif dpkg --compare-versions $a eq $b; then echo 0; else echo 1; fi; done";
        Process process = new ProcessBuilder("sh", "-c", script)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread writer = Thread.ofVirtual().start(() -> {
            try (PrintWriter out = new PrintWriter(process.getOutputStream(), true, StandardCharsets.US_ASCII)) {
                pairs.forEach(pair -> out.println(pair[0] + " " + pair[1]));
            }
        });
        try (BufferedReader in = process.inputReader(StandardCharsets.US_ASCII)) {
            List<Integer> answers = in.lines().map(Integer::parseInt).toList();
            writer.join();
            assertThat(answers).as("answers of dpkg; is it installed?").hasSize(pairs.size());
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String version(Random random) {
        StringBuilder out = new StringBuilder();
        if (random.nextInt(4) == 0) {
            out.append(random.nextInt(3)).append(':');
        }
        out.append(random.nextInt(3));
        pieces(random, out);
        if (random.nextBoolean()) {
            out.append('-').append(random.nextInt(3));
            pieces(random, out);
        }
        return out.toString();
    }

    private static void pieces(Random random, StringBuilder out) {
        for (int i = random.nextInt(5); i > 0; i--) {
            out.append(PIECES[random.nextInt(PIECES.length)]);
        }
    }

    /** Nearly the same: something appended or one character doubled. */
    private static String variant(String version, Random random) {
        if (random.nextBoolean()) {
            return version + PIECES[random.nextInt(PIECES.length)];
        }
        int at = version.indexOf(':') + 1 + random.nextInt(version.length() - version.indexOf(':') - 1);
        String doubled = version.substring(0, at) + version.charAt(at) + version.substring(at);
        return doubled.replace("--", "-0-");
    }
}
