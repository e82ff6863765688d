package dev.atoll.node.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.document.Documents;
import dev.atoll.document.InvalidDocumentException;
import dev.atoll.node.check.ConfigText;
import dev.atoll.node.check.NodeConfigReader;
import dev.atoll.node.config.Report;
import dev.atoll.node.config.Secret;
import dev.atoll.node.fetch.Http;
import dev.atoll.node.fetch.LocalServer;
import dev.atoll.node.fetch.Patience;
import dev.atoll.node.fetch.Retries;
import dev.atoll.node.fetch.Trust;
import dev.atoll.node.report.NodeReport.Event;
import dev.atoll.node.report.NodeReport.Reason;
import java.io.IOException;
import java.net.ProxySelector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reports of a node, to a server of this process. */
@Timeout(60)
class ReportsTest {
    private static final Retries RETRIES =
            new Retries(Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMillis(600));
    private static final Patience IMPATIENT =
            new Patience(Duration.ofSeconds(2), Duration.ofMillis(300), Duration.ofSeconds(1));

    @TempDir
    private Path root;

    private LocalServer server;
    private ReportQueue queue;
    private Reports reports;

    @BeforeEach
    void listen() throws IOException {
        server = LocalServer.startTls();
        queue = new ReportQueue(root.resolve("var/lib/atoll/reports"));
        reports = new Reports(root, queue, InstantSource.fixed(Instant.ofEpochSecond(1_800_000_000)));
        Files.createDirectories(root.resolve("etc/atoll"));
        Files.writeString(root.resolve("etc/machine-id"), "0123456789abcdef0123456789abcdef\n");
    }

    @AfterEach
    void leave() {
        server.close();
    }

    private void inPlace(Report report) throws IOException {
        Documents.writeJson(root.resolve("etc/atoll/report.json"), report);
    }

    private static Report to(String url) throws IOException {
        return new Report(
                url,
                Map.of("Authorization", new Secret(Optional.of("token"), Optional.empty())),
                Optional.of(LocalServer.certificate()));
    }

    private NodeReport success() throws IOException {
        return reports.report(Event.APPLY, Outcome.SUCCESS, Optional.of(4));
    }

    private List<String> send() throws IOException {
        return send(Patience.SHORT);
    }

    private List<String> send(Patience patience) throws IOException {
        return new Reporter(
                        queue,
                        secret -> "Bearer of " + secret.credential().orElseThrow() + "\n",
                        to -> open(to, patience),
                        RETRIES)
                .send();
    }

    private static Http open(Report to, Patience patience) {
        return to.caCertificate()
                .map(pem -> Http.through(
                        ProxySelector.of(null), Optional.of(Trust.of(Optional.empty(), List.of(pem))), patience))
                .orElseGet(() -> Http.direct(patience));
    }

    @Test
    void nobodyIsToldUnlessAskedFor() throws IOException {
        assertThat(reports.add(success(), Optional.empty())).isFalse();
        assertThat(queue.waiting()).isEmpty();
        assertThat(send()).isEmpty();
    }

    @Test
    void aSuccessIsPosted() throws IOException {
        inPlace(to(server.url("/report")));
        server.status("/report", 204);
        assertThat(reports.add(success(), Optional.empty())).isTrue();
        assertThat(send()).isEmpty();
        LocalServer.Asked asked = server.asked().getFirst();
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.header("Authorization")).isEqualTo("Bearer of token");
        assertThat(asked.header("Content-type")).isEqualTo("application/json");
        assertThat(asked.body()).isEqualToNormalizingNewlines("""
                {
                  "report" : 1,
                  "node" : "%s",
                  "event" : "apply",
                  "result" : "success",
                  "generation" : 4,
                  "problems" : [ ],
                  "time" : 1800000000
                }
                """.formatted(MachineName.of(root)));
        assertThat(MachineName.of(root)).matches("[0-9a-f]{32}").doesNotContain("0123456789abcdef");
        assertThat(queue.waiting()).isEmpty();
    }

    @Test
    void aFailureTellsPlacesAndNothingElse() throws IOException {
        try (LocalServer plain = LocalServer.start()) {
            ConfigText text = ConfigText.of(
                    "node.yaml",
                    ("node: 1\nreport: {url: \"" + plain.url("/failed") + "\"}\nhostname: [top-secret]\n")
                            .getBytes(StandardCharsets.UTF_8));
            Outcome outcome = outcome(text);
            assertThat(outcome.reason()).contains(Reason.INVALID);
            inPlace(to(server.url("/other")));
            plain.status("/failed", 200);
            NodeReport report = reports.report(Event.PROVISION, outcome, Optional.empty());
            assertThat(reports.add(report, Optional.of(text))).isTrue();
            assertThat(send()).isEmpty();
            assertThat(server.asked()).isEmpty();
            assertThat(plain.asked()).singleElement().satisfies(it -> {
                assertThat(it.path()).isEqualTo("/failed");
                assertThat(it.body())
                        .contains(
                                "\"result\" : \"failure\"",
                                "\"reason\" : \"invalid\"",
                                "\"wrong-type\"",
                                "\"line\" : 3")
                        .doesNotContain("top-secret");
            });
            assertThat(report.summary()).isEqualTo("invalid: wrong-type at node.yaml:3:11");
        }
    }

    private static Outcome outcome(ConfigText text) {
        try {
            NodeConfigReader.read(text.name(), text.bytes());
            throw new AssertionError("it is valid");
        } catch (InvalidDocumentException e) {
            return Outcome.of(e);
        }
    }

    @Test
    void whoIsToldOfADocumentThatIsNoneIsWhoeverWasBefore() throws IOException {
        inPlace(to(server.url("/other")));
        server.status("/other", 200);
        for (String yaml : List.of("{", "node: 1\nreport: {url: ftp://x}\n", "- report\n")) {
            ConfigText text = ConfigText.of("node.yaml", yaml.getBytes(StandardCharsets.UTF_8));
            reports.add(reports.report(Event.APPLY, outcome(text), Optional.empty()), Optional.of(text));
        }
        assertThat(send()).isEmpty();
        assertThat(server.asked())
                .extracting(LocalServer.Asked::path)
                .containsOnly("/other")
                .hasSize(3);
    }

    @Test
    void anOutageIsWaitedForAndThenTheRestStaysInOrder() throws IOException {
        inPlace(to(server.url("/report")));
        reports.add(success(), Optional.empty());
        reports.add(reports.report(Event.APPLY, Outcome.SUCCESS, Optional.of(5)), Optional.empty());
        server.status("/report", 503);
        assertThat(send()).singleElement().asString().contains("answers 503", "it waits");
        assertThat(server.asked().size()).isGreaterThan(2);
        assertThat(queue.waiting()).hasSize(2);
        int before = server.asked().size();
        server.status("/report", 200);
        assertThat(send()).isEmpty();
        assertThat(server.asked().subList(before, before + 2))
                .extracting(LocalServer.Asked::body)
                .satisfiesExactly(
                        it -> assertThat(it).contains("\"generation\" : 4"),
                        it -> assertThat(it).contains("\"generation\" : 5"));
    }

    @Test
    void aServerThatComesUpMeanwhileGetsIt() throws IOException {
        inPlace(to(server.url("/report")));
        reports.add(success(), Optional.empty());
        server.on("/report", exchange -> {
            int times = server.asked().size();
            exchange.sendResponseHeaders(times < 3 ? 500 : 200, -1);
        });
        assertThat(send()).isEmpty();
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void aSlowServerHoldsNobodyUp() throws IOException {
        inPlace(to(server.url("/report")));
        reports.add(success(), Optional.empty());
        server.on("/report", exchange -> {
            try {
                Thread.sleep(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(200, -1);
        });
        long start = System.nanoTime();
        assertThat(send(IMPATIENT)).hasSize(1);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        assertThat(queue.waiting()).hasSize(1);
    }

    @Test
    void redirectionsAndRefusalsAreDropped() throws IOException {
        inPlace(to(server.url("/report")));
        server.redirect("/report", server.url("/elsewhere")).status("/elsewhere", 200);
        reports.add(success(), Optional.empty());
        assertThat(send()).singleElement().asString().contains("answers 302", "it is dropped");
        server.status("/report", 401);
        reports.add(success(), Optional.empty());
        assertThat(send()).singleElement().asString().contains("answers 401");
        assertThat(server.asked()).hasSize(2);
        assertThat(queue.waiting()).isEmpty();
    }

    @Test
    void onlyTheGivenAuthorityIsBelieved() throws IOException {
        try (LocalServer tls = LocalServer.startTls()) {
            tls.status("/report", 200);
            inPlace(new Report(tls.url("/report"), Map.of(), Optional.empty()));
            reports.add(success(), Optional.empty());
            assertThat(send()).hasSize(1);
            assertThat(tls.asked()).isEmpty();
            for (Path waiting : queue.waiting()) {
                Files.delete(waiting);
            }
            inPlace(new Report(tls.url("/report"), Map.of(), Optional.of(LocalServer.certificate())));
            reports.add(success(), Optional.empty());
            assertThat(send()).isEmpty();
            assertThat(tls.asked()).hasSize(1);
        }
    }

    @Test
    void theQueueIsBoundedAndTheOldestGo() throws IOException {
        inPlace(to(server.url("/report")));
        for (int i = 0; i < 40; i++) {
            reports.add(reports.report(Event.APPLY, Outcome.SUCCESS, Optional.of(i)), Optional.empty());
        }
        assertThat(queue.waiting()).hasSize(32);
        assertThat(queue.waiting().getFirst()).content().contains("\"generation\" : 8,");
        Files.writeString(queue.waiting().getFirst(), "damaged");
        server.status("/report", 200);
        assertThat(send()).singleElement().asString().contains("it is dropped");
        assertThat(server.asked()).hasSize(31);
    }
}
