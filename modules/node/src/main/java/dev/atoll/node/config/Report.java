package dev.atoll.node.config;

import dev.atoll.document.Default;
import dev.atoll.document.Doc;
import dev.atoll.document.Matches;
import java.util.Map;
import java.util.Optional;

/**
 * Who is told how provisioning and each change ended.
 *
 * @param url that a small JSON document is posted to
 * @param headers sent with it, such as {@code Authorization}; their values are secrets
 * @param caCertificate the only authority that the server's certificate may come from; by default those that the node trusts
 */
public record Report(
        @Doc("URL that a small JSON document is posted to") @Matches(value = Syntax.URL, says = Syntax.URL_SAYS)
        String url,

        @Doc("headers sent with it; their values are secrets") @Default("{}")
        Map<String, Secret> headers,

        @Doc("certificate in PEM of the only authority that the server is believed by")
        Optional<String> caCertificate) {
    public Report {
        headers = Map.copyOf(headers);
        headers.keySet().forEach(name -> {
            if (!name.matches("[A-Za-z0-9-]{1,64}")) {
                throw new IllegalArgumentException(
                        "headers: \"" + name + "\" is no name of a header: letters, digits and hyphens");
            }
            if (name.matches("(?i)content-length|content-type|host|connection|expect|upgrade|transfer-encoding")) {
                throw new IllegalArgumentException("headers: " + name + " is not for configurations to set");
            }
        });
        if (!headers.isEmpty() && !url.startsWith("https:")) {
            throw new IllegalArgumentException("headers are secrets, so the url must begin with https");
        }
        caCertificate.ifPresent(Certificates::check);
    }
}
