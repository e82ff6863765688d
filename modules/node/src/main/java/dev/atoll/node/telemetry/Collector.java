package dev.atoll.node.telemetry;

import dev.atoll.node.config.Telemetry.Otlp;
import dev.atoll.node.config.Telemetry.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Posts requests to a collector by OTLP/HTTP; see "OTLP/HTTP" in the OpenTelemetry protocol specification. Redirects are not
 * followed: they would carry secrets to others. The JDK's old client does it, since the new one costs 20 MB of memory and
 * 0.35 s of processor time more. Thread safe.
 */
final class Collector {
    /** Most that is read of an answer, in bytes. */
    private static final int LONGEST_ANSWER = 1 << 16;

    private static final int LONGEST_SECRET = 1 << 14;

    private final Otlp otlp;
    private final Path credentials;
    private final InstantSource clock;
    private @Nullable SSLSocketFactory sockets;

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
        AtomicBoolean late = new AtomicBoolean();
        try {
            HttpURLConnection connection = connection(signal, batch);
            Thread guard = Thread.ofVirtual().start(() -> cutOff(connection, late));
            try {
                return exchange(signal, batch, connection, late);
            } finally {
                guard.interrupt();
            }
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            String reason = late.get() ? "no answer within " + otlp.timeoutSeconds() + " s" : reason(e);
            return new Reply.Unavailable(reason, Optional.empty());
        }
    }

    /** Ends what takes too long, at whatever it waits. */
    private void cutOff(HttpURLConnection connection, AtomicBoolean late) {
        try {
            Thread.sleep(Duration.ofSeconds(otlp.timeoutSeconds()));
            late.set(true);
            connection.disconnect();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply exchange(Signal signal, Batch batch, HttpURLConnection connection, AtomicBoolean late)
            throws IOException {
        try (OutputStream out = connection.getOutputStream()) {
            out.write(batch.body());
        }
        int status = connection.getResponseCode();
        if (status < 0 || late.get()) {
            throw new IOException("the answer is no HTTP, or only the begin of it");
        }
        Optional<String> after = Optional.ofNullable(connection.getHeaderField("Retry-After"));
        return Answer.read(signal, status, after, body(connection, status), clock.instant());
    }

    /** An answer whose body breaks off is one too: sending again would double what was taken. */
    private static byte[] body(HttpURLConnection connection, int status) {
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return in == null ? new byte[0] : in.readNBytes(LONGEST_ANSWER);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static String reason(IOException failure) {
        String message = failure.getMessage();
        return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    private HttpURLConnection connection(Signal signal, Batch batch) throws IOException {
        String path = switch (signal) {
            case LOGS -> "/v1/logs";
            case METRICS -> "/v1/metrics";
        };
        String endpoint = otlp.endpoint();
        String base = endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(base + path).toURL().openConnection();
        if (connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(sockets());
        }
        int timeout = Math.multiplyExact(otlp.timeoutSeconds(), 1000);
        connection.setConnectTimeout(timeout);
        connection.setReadTimeout(timeout);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(batch.body().length);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty("User-Agent", "atoll-agent");
        if (batch.gzip()) {
            connection.setRequestProperty("Content-Encoding", "gzip");
        }
        for (String name : otlp.headers().keySet()) {
            connection.setRequestProperty(name, secret(name));
        }
        return connection;
    }

    /** Read each time, so that a new value needs no restart. */
    private String secret(String name) throws IOException {
        String value;
        try (InputStream in = Files.newInputStream(credentials.resolve(Otlp.credential(name)))) {
            value = new String(in.readNBytes(LONGEST_SECRET), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new IOException("the value of the header " + name + " cannot be read: " + reason(e), e);
        }
        if (!value.chars().allMatch(it -> it >= ' ' && it <= '~')) {
            throw new IOException("the credential for the header " + name + " has characters that no header has");
        }
        return value;
    }

    private synchronized SSLSocketFactory sockets() throws IOException {
        SSLSocketFactory made = sockets;
        if (made == null) {
            made = Trust.context(otlp.caFile().map(Path::of)).getSocketFactory();
            sockets = made;
        }
        return made;
    }
}
