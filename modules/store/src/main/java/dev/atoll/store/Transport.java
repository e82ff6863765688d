package dev.atoll.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks for bytes from an offset on, over HTTP (RFC 9110) or from a file of this machine. */
final class Transport {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(?:\\d{1,18}|\\*)");

    private final Duration patience;
    private final Map<String, String> environment;
    private @Nullable HttpClient client;

    Transport(Duration patience, Map<String, String> environment) {
        this.patience = patience;
        this.environment = environment;
    }

    /**
     * Sends the question; the answer must be closed.
     *
     * @throws IOException if no answer came
     */
    Answer get(URI uri, long from) throws IOException, InterruptedException {
        return switch (uri.getScheme()) {
            case "http", "https" -> getHttp(uri, from);
            case "file" -> getFile(Path.of(uri), from);
            case null, default -> throw new IllegalArgumentException("not an http, https or file address: " + uri);
        };
    }

    private Answer getHttp(URI uri, long from) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(patience).header("User-Agent", "atoll");
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        HttpResponse<InputStream> response = client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        int status = response.statusCode();
        long start = status != 206
                ? 0
                : response.headers()
                        .firstValue("Content-Range")
                        .map(Transport::rangeStart)
                        .orElse(-1L);
        return new Answer(
                status,
                start,
                response.headers().firstValueAsLong("Content-Length"),
                new PatientStream(response.body(), patience));
    }

    private static Answer getFile(Path file, long from) throws IOException {
        try {
            long size = Files.size(file);
            if (from > 0 && from >= size) {
                return new Answer(416, 0, OptionalLong.empty(), InputStream.nullInputStream());
            }
            SeekableByteChannel channel = Files.newByteChannel(file).position(from);
            return new Answer(206, from, OptionalLong.of(size - from), Channels.newInputStream(channel));
        } catch (NoSuchFileException e) {
            return new Answer(404, 0, OptionalLong.empty(), InputStream.nullInputStream());
        }
    }

    private static long rangeStart(String contentRange) {
        Matcher range = CONTENT_RANGE.matcher(contentRange);
        return range.matches() ? Long.parseLong(range.group(1)) : -1;
    }

    /** Made at the first use: a build that finds everything in the store does not pay for it. */
    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .connectTimeout(patience)
                    .proxy(new ProxyEnvironment(environment))
                    .build();
        }
        return client;
    }

    /**
     * What a server said.
     *
     * @param status HTTP status
     * @param start offset of the body's first byte in the file; -1 if the server's range makes no sense
     * @param length bytes of the body as announced
     * @param body the bytes
     */
    record Answer(int status, long start, OptionalLong length, InputStream body) implements Closeable {
        boolean ok() {
            return status == 200 || status == 206;
        }

        /** Whether asking again may help: time-outs, rate limits and the server's own failures. */
        boolean mayPass() {
            return status >= 500 || List.of(408, 425, 429).contains(status);
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }
}
