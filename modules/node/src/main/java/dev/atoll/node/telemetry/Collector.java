package dev.atoll.node.telemetry;

import dev.atoll.node.config.Telemetry.Otlp;
import dev.atoll.node.config.Telemetry.Signal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Posts requests to a collector by OTLP/HTTP; see "OTLP/HTTP" in the OpenTelemetry protocol specification. Redirects are not
 * followed: they would carry secrets to others. The HTTP client is made with the first request. Thread safe.
 */
final class Collector implements AutoCloseable {
    /** Most that is read of an answer, in bytes. */
    private static final int LONGEST_ANSWER = 1 << 16;

    private static final int LONGEST_SECRET = 1 << 14;

    private final Otlp otlp;
    private final Path credentials;
    private final InstantSource clock;
    private @Nullable HttpClient client;

    /**
     * Sends nothing yet.
     *
     * @param credentials folder with a file for each of {@link Otlp#credentials()}
     * @param clock for answers that name a time
     */
    Collector(Otlp otlp, Path credentials, InstantSource clock) {
        this.otlp = otlp;
        this.credentials = credentials;
        this.clock = clock;
    }

    /** Sends a batch and waits for the answer, as long as is configured. */
    Reply send(Signal signal, Batch batch) throws InterruptedException {
        AtomicReference<HttpResponse.@Nullable ResponseInfo> began = new AtomicReference<>();
        CompletableFuture<HttpResponse<byte[]>> answer;
        try {
            answer = client().sendAsync(request(signal, batch), info -> {
                began.set(info);
                return BodySubscribers.limiting(BodyHandlers.ofByteArray().apply(info), LONGEST_ANSWER);
            });
        } catch (IOException e) {
            return new Reply.Unavailable(reason(e), Optional.empty());
        }
        try {
            HttpResponse<byte[]> response = answer.get(otlp.timeoutSeconds(), TimeUnit.SECONDS);
            return Answer.read(signal, response.statusCode(), response.headers(), response.body(), clock.instant());
        } catch (TimeoutException e) {
            return new Reply.Unavailable("no answer within " + otlp.timeoutSeconds() + " s", Optional.empty());
        } catch (ExecutionException e) {
            // An answer whose body breaks off, or never ends, is an answer: sending again would double what was taken.
            HttpResponse.ResponseInfo info = began.get();
            return info == null
                    ? new Reply.Unavailable(reason(e.getCause() == null ? e : e.getCause()), Optional.empty())
                    : Answer.read(signal, info.statusCode(), info.headers(), new byte[0], clock.instant());
        } finally {
            answer.cancel(true);
        }
    }

    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    private HttpRequest request(Signal signal, Batch batch) throws IOException {
        String path = switch (signal) {
            case LOGS -> "/v1/logs";
            case METRICS -> "/v1/metrics";
        };
        String endpoint = otlp.endpoint();
        String base = endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(otlp.timeoutSeconds()))
                .header("Content-Type", "application/json")
                .header("User-Agent", "atoll-agent")
                .POST(HttpRequest.BodyPublishers.ofByteArray(batch.body()));
        if (batch.gzip()) {
            request.header("Content-Encoding", "gzip");
        }
        for (String name : otlp.headers().keySet()) {
            secret(request, name);
        }
        return request.build();
    }

    /** Read each time, so that a new value needs no restart. */
    private void secret(HttpRequest.Builder request, String name) throws IOException {
        Path file = credentials.resolve(Otlp.credential(name));
        String value;
        try (var in = Files.newInputStream(file)) {
            value = new String(in.readNBytes(LONGEST_SECRET), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new IOException("the value of the header " + name + " cannot be read: " + reason(e), e);
        }
        try {
            request.header(name, value);
        } catch (IllegalArgumentException e) {
            // Without the cause, whose message has the value.
            throw new IOException("the credential for the header " + name + " has characters that no header has");
        }
    }

    private synchronized HttpClient client() throws IOException {
        HttpClient made = client;
        if (made == null) {
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(Duration.ofSeconds(otlp.timeoutSeconds()))
                    .executor(Executors.newVirtualThreadPerTaskExecutor());
            if (otlp.endpoint().startsWith("https:")) {
                builder.sslContext(Trust.context(otlp.caFile().map(Path::of)));
            }
            made = builder.build();
            client = made;
        }
        return made;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }
}
