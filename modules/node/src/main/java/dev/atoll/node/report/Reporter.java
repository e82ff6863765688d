package dev.atoll.node.report;

import dev.atoll.document.Documents;
import dev.atoll.document.InvalidDocumentException;
import dev.atoll.node.config.Report;
import dev.atoll.node.config.Secret;
import dev.atoll.node.delivery.MissingSecretException;
import dev.atoll.node.fetch.Http;
import dev.atoll.node.fetch.PassingException;
import dev.atoll.node.fetch.Retries;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Sends what waits in a queue, oldest first, by one POST of JSON each. What a server does not take for good is dropped; what
 * it may take later waits, for the next time this runs too.
 */
public final class Reporter {
    private final ReportQueue queue;
    private final Function<Secret, String> secrets;
    private final Function<Report, Http> connections;
    private final Retries retries;

    /**
     * For one queue.
     *
     * @param secrets gives the text of a secret
     * @param connections reaches whoever gets reports
     * @param retries how long to try, for all reports together
     */
    public Reporter(
            ReportQueue queue, Function<Secret, String> secrets, Function<Report, Http> connections, Retries retries) {
        this.queue = queue;
        this.secrets = secrets;
        this.connections = connections;
        this.retries = retries;
    }

    /**
     * Sends all that wait.
     *
     * @return what went wrong, for people; empty if everything was taken
     */
    public List<String> send() throws IOException {
        List<String> wrong = new ArrayList<>();
        Retries.Turn turn = retries.begin();
        // Another may be added meanwhile. Each turn takes one away, or is the last.
        for (List<Path> waiting = queue.waiting(); !waiting.isEmpty(); waiting = queue.waiting()) {
            Path file = waiting.getFirst();
            try {
                Outgoing report = Documents.read(file, Outgoing.class);
                turn.run(() -> post(report));
                Files.deleteIfExists(file);
            } catch (PassingException e) {
                wrong.add(e.getMessage() + "; it waits for the next boot or change");
                return wrong; // the others would wait for the same
            } catch (InvalidDocumentException
                    | MissingSecretException
                    | IllegalArgumentException
                    | IllegalStateException e) {
                wrong.add(e.getMessage() + "; it is dropped");
                Files.deleteIfExists(file);
            }
        }
        return wrong;
    }

    private boolean post(Outgoing report) {
        Report to = report.to();
        TreeMap<String, String> headers = new TreeMap<>();
        headers.put("Content-Type", "application/json");
        to.headers().forEach((name, secret) -> headers.put(name, header(name, secret)));
        String url = to.url().replaceFirst("\\?.*", "?…").replaceFirst("//[^/@]*@", "//");
        try (Http http = connections.apply(to);
                Http.Answer answer = http.post(URI.create(to.url()), headers, Documents.writeJson(report.report()))) {
            if (answer.mayPass()) {
                throw new PassingException("cannot report to " + url + ": the server answers " + answer.status());
            }
            if (answer.status() >= 300) {
                throw new IllegalStateException("cannot report to " + url + ": the server answers " + answer.status());
            }
            return true;
        } catch (IOException e) {
            throw new PassingException("cannot report to " + url + ": " + e);
        }
    }

    /** What is wrong with a secret is not said in its own words. */
    private String header(String name, Secret secret) {
        String value = secrets.apply(secret).strip();
        if (value.isEmpty() || !value.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            throw new IllegalStateException("the secret for the header " + name + " is not one line of ASCII");
        }
        return value;
    }
}
