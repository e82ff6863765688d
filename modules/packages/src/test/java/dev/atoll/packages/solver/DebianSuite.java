package dev.atoll.packages.solver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.packages.Package;
import dev.atoll.packages.Relation;
import dev.atoll.packages.Requirement;
import dev.atoll.store.Digest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tukaani.xz.XZInputStream;

/** The packages of a real Debian suite, from the mirror this machine's apt uses. */
final class DebianSuite {
    private static final Path APT = Path.of("/etc/apt/sources.list.d");

    private DebianSuite() {}

    static List<Package> read(String suite) throws IOException, InterruptedException {
        URI index =
                URI.create(mirror(suite.endsWith("-security")) + "/dists/" + suite + "/main/binary-amd64/Packages.xz");
        HttpRequest request = HttpRequest.newBuilder(index).build();
        List<Package> packages = new ArrayList<>();
        try (HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            HttpResponse<java.io.InputStream> response =
                    client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).as("index of " + suite).isEqualTo(200);
            try (BufferedReader in = new BufferedReader(
                    new InputStreamReader(new XZInputStream(response.body()), StandardCharsets.UTF_8))) {
                Map<String, String> fields = new HashMap<>();
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    int colon = line.indexOf(':');
                    if (line.isEmpty()) {
                        packages.add(item(fields, suite));
                        fields = new HashMap<>();
                    } else if (line.charAt(0) != ' ') {
                        fields.put(
                                line.substring(0, colon),
                                line.substring(colon + 1).strip());
                    }
                }
            }
        }
        return packages;
    }

    private static String mirror(boolean security) throws IOException {
        try (Stream<Path> files = Files.list(APT)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".sources"))
                    .sorted()
                    .toList()) {
                for (String stanza : Files.readString(file).split("\n\\s*\n")) {
                    String suites = value(stanza, "Suites:");
                    if (!suites.isEmpty() && suites.contains("-security") == security) {
                        return value(stanza, "URIs:").split(" ")[0];
                    }
                }
            }
        }
        throw new AssertionError("no entry in " + APT + (security ? " for security updates" : "")
                + ": this test needs a mirror of Debian");
    }

    private static String value(String stanza, String key) {
        return stanza.lines()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()).strip())
                .findFirst()
                .orElse("");
    }

    private static Package item(Map<String, String> fields, String suite) {
        List<Relation> conflicts = new ArrayList<>();
        Stream.of("Conflicts", "Breaks")
                .forEach(field -> requirements(fields, field).forEach(each -> conflicts.addAll(each.alternatives())));
        List<Requirement> requires = new ArrayList<>(requirements(fields, "Pre-Depends"));
        requires.addAll(requirements(fields, "Depends"));
        return new Package(
                fields.get("Package"),
                fields.get("Version"),
                fields.get("Architecture"),
                suite,
                requires,
                conflicts,
                requirements(fields, "Provides").stream()
                        .flatMap(each -> each.alternatives().stream())
                        .toList(),
                fields.get("Filename"),
                Long.parseLong(fields.get("Size")),
                new Digest(fields.get("SHA256")),
                Long.parseLong(fields.getOrDefault("Installed-Size", "0")) * 1024);
    }

    private static List<Requirement> requirements(Map<String, String> fields, String field) {
        return Arrays.stream(fields.getOrDefault(field, "").split(","))
                .filter(each -> !each.isBlank())
                .map(each -> new Requirement(Arrays.stream(each.split("\\|"))
                        .map(text -> Scenario.relation(
                                text.strip().replaceFirst("\\s*\\(\\s*(\\S+?)\\s*([^<>=\\s]\\S*)\\s*\\)", " ($1 $2)")))
                        .toList()))
                .toList();
    }
}
