package dev.atoll.node.azure;

import dev.atoll.node.fetch.Http;
import dev.atoll.node.fetch.PassingException;
import dev.atoll.node.fetch.Retries;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Asks services of the platform as it wants to be asked: past proxies, again after some failures, for a while. */
final class PlatformHttp {
    private final Http http;
    private final Retries retries;

    PlatformHttp(Http http, Retries retries) {
        this.http = http;
        this.retries = retries;
    }

    /**
     * Asks, or sends a body, until there is an answer that can be used.
     *
     * @param use makes something of the body of an answer; an XmlException or PassingException lets it be asked again
     * @throws AzureException if there is none in time, or one that will stay as it is
     */
    <T> T ask(URI uri, Map<String, String> headers, Optional<String> body, Function<byte[], T> use) {
        try {
            return retries.begin().run(() -> once(uri, headers, body, use));
        } catch (PassingException e) {
            throw new AzureException(String.valueOf(e.getMessage()));
        }
    }

    private <T> T once(URI uri, Map<String, String> headers, Optional<String> body, Function<byte[], T> use) {
        try (Http.Answer answer = body.isPresent() ? http.post(uri, headers, body.get()) : http.get(uri, headers)) {
            int status = answer.status();
            if (status == 404 || status == 410 || answer.mayPass()) {
                throw new PassingException(uri + " answers " + status);
            }
            if (status >= 300) {
                throw new AzureException(uri + " answers " + status);
            }
            byte[] bytes = answer.body().readNBytes(XmlReader.LARGEST + 1);
            if (bytes.length > XmlReader.LARGEST) {
                throw new AzureException(uri + " answers with more than " + XmlReader.LARGEST + " bytes");
            }
            return use.apply(bytes);
        } catch (IOException | XmlException e) {
            throw new PassingException(uri + " gives no answer that can be used: " + e.getMessage());
        }
    }
}
