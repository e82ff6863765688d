package dev.atoll.node.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;

/** Sends requests by HTTP/1.1 (RFC 9112), one answer each; redirections are answers like others. Thread safe. */
public final class Http implements Closeable {
    private final HttpClient client;
    private final Patience patience;

    private Http(HttpClient.Builder client, Patience patience) {
        this.client = client.version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience.connection())
                .build();
        this.patience = patience;
    }

    /** Past all proxies, for services of the machine's own host. */
    public static Http direct(Patience patience) {
        return new Http(HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY), patience);
    }

    /**
     * Through proxies.
     *
     * @param trust which servers to believe; by default what the Java platform does
     */
    public static Http through(ProxySelector proxies, Optional<SSLContext> trust, Patience patience) {
        HttpClient.Builder client = HttpClient.newBuilder().proxy(proxies);
        trust.ifPresent(client::sslContext);
        return new Http(client, patience);
    }

    /**
     * Asks for something.
     *
     * @return the answer, which must be closed
     * @throws IOException if none came in time
     */
    public Answer get(URI uri, Map<String, String> headers) throws IOException {
        return send(request(uri, headers).GET().build());
    }

    /** Sends a text in UTF-8; like {@link #get}. */
    public Answer post(URI uri, Map<String, String> headers, String body) throws IOException {
        return send(request(uri, headers).POST(BodyPublishers.ofString(body)).build());
    }

    private HttpRequest.Builder request(URI uri, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(patience.silence()).header("User-Agent", "atoll");
        new TreeMap<>(headers).forEach(request::header);
        return request;
    }

    private Answer send(HttpRequest request) throws IOException {
        Deadline deadline = Deadline.in(patience.total());
        try {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            return new Answer(response, new TimedStream(response.body(), patience.silence(), deadline));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    /** Cuts off what is under way. */
    @Override
    public void close() {
        client.shutdownNow();
    }

    /** What a server said. */
    public static final class Answer implements Closeable {
        private final HttpResponse<InputStream> response;
        private final InputStream body;

        private Answer(HttpResponse<InputStream> response, InputStream body) {
            this.response = response;
            this.body = body;
        }

        /** The status, from 200 on. */
        public int status() {
            return response.statusCode();
        }

        /** The first value of a header. */
        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        /** Bytes of the body, as announced. */
        public OptionalLong length() {
            Optional<String> length = header("Content-Length").filter(it -> it.matches("[0-9]{1,18}"));
            return length.isPresent() ? OptionalLong.of(Long.parseLong(length.get())) : OptionalLong.empty();
        }

        /** The bytes; a read fails when they come too slowly. */
        public InputStream body() {
            return body;
        }

        /** Whether asking again may help: time-outs, rate limits and the server's own failures. */
        public boolean mayPass() {
            int status = status();
            return status >= 500 || status == 408 || status == 425 || status == 429;
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }
}
