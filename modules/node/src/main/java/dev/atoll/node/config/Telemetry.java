package dev.atoll.node.config;

import dev.atoll.document.Default;
import dev.atoll.document.Doc;
import dev.atoll.document.Matches;
import dev.atoll.document.NotEmpty;
import dev.atoll.document.Range;
import dev.atoll.document.Unique;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Logs and metrics of the node, sent to a collector of OpenTelemetry.
 *
 * @param otlp where they are sent
 * @param signals what is sent
 * @param journal what of the journal is sent
 * @param metrics how often the node is measured
 * @param queue what is kept while the collector cannot be reached
 * @param resource attributes of all that is sent
 */
public record Telemetry(
        @Doc("collector that logs and metrics are sent to") Otlp otlp,

        @Doc("what is sent") @Default("[logs, metrics]") @NotEmpty @Unique
        List<Signal> signals,

        @Doc("what of the journal is sent") @Default("{}") Journal journal,

        @Doc("how often the node is measured") @Default("{}")
        Metrics metrics,

        @Doc("what is kept while the collector cannot be reached") @Default("{}")
        Queue queue,

        @Doc("attributes of all that is sent, such as deployment.environment.name")
        @Default("{}")
        @Matches(value = Syntax.LINE, says = Syntax.LINE_SAYS)
        Map<String, String> resource) {
    public Telemetry {
        signals = List.copyOf(signals);
        resource = Map.copyOf(resource);
        resource.keySet().forEach(key -> {
            if (!key.matches("[a-z][a-z0-9_]*(?:\\.[a-z0-9_]+)*")) {
                throw new IllegalArgumentException(
                        "resource: \"" + key + "\" is no name of an attribute such as deployment.environment.name");
            }
        });
    }

    /** What is sent. */
    public enum Signal {
        /** Entries of the journal. */
        LOGS,
        /** Measurements of the node. */
        METRICS
    }

    /**
     * The collector, which speaks OTLP over HTTP with JSON.
     *
     * @param endpoint URL that {@code /v1/logs} and {@code /v1/metrics} are appended to
     * @param headers of each request, whose values are secrets
     * @param compression of what is sent
     * @param timeoutSeconds until an answer must be there
     * @param caFile certificates of authorities in PEM that are trusted in place of the node's
     */
    public record Otlp(
            @Doc("URL that /v1/logs and /v1/metrics are appended to")
            @Matches(value = Syntax.URL, says = Syntax.URL_SAYS)
            String endpoint,

            @Doc("headers of each request by name, and where their values lie") @Default("{}")
            Map<String, Secret> headers,

            @Doc("compression of what is sent") @Default("gzip")
            Compression compression,

            @Doc("seconds until an answer must be there") @Default("10") @Range(min = 1, max = 300)
            int timeoutSeconds,

            @Doc("certificates of authorities in PEM, trusted in place of the node's")
            @Matches(value = Syntax.ABSOLUTE, says = Syntax.ABSOLUTE_SAYS)
            Optional<String> caFile) {
        private static final Set<String> OWN = Set.of(
                "connection",
                "content-encoding",
                "content-length",
                "content-type",
                "expect",
                "host",
                "transfer-encoding",
                "upgrade",
                "user-agent");

        public Otlp {
            headers = Map.copyOf(headers);
            URI uri = uri(endpoint);
            headers.keySet().forEach(Otlp::checkHeader);
            if (!headers.isEmpty() && !uri.getScheme().equals("https") && !loopback(uri.getHost())) {
                throw new IllegalArgumentException(
                        "headers hold secrets, which need an endpoint with https (or one on this node)");
            }
        }

        private static URI uri(String endpoint) {
            URI uri;
            try {
                uri = URI.create(endpoint);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("endpoint: \"" + endpoint + "\" is no URL", e);
            }
            if (uri.getHost() == null || uri.getRawUserInfo() != null) {
                throw new IllegalArgumentException("endpoint: a URL with a host and without a user is needed");
            }
            if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw new IllegalArgumentException("endpoint: paths are appended to it, so it can have no ? and #");
            }
            return uri;
        }

        private static void checkHeader(String name) {
            if (!name.matches("[A-Za-z0-9-]{1,64}")) {
                throw new IllegalArgumentException(
                        "headers: \"" + name + "\" is no name of a header: letters, digits and hyphens");
            }
            if (OWN.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("headers: " + name + " is set by the agent itself");
            }
        }

        private static boolean loopback(String host) {
            return host.equals("localhost") || host.equals("[::1]") || host.matches("127(?:\\.[0-9]{1,3}){3}");
        }

        /**
         * What the unit of the agent has to load for the headers: by the name of the credential as the agent sees it, the
         * name of a credential of the machine or the path of a file, as {@code LoadCredential=} of systemd.exec(5) takes
         * both.
         */
        public Map<String, String> credentials() {
            Map<String, String> credentials = new TreeMap<>();
            headers.forEach((name, secret) -> credentials.put(
                    credential(name), secret.credential().or(secret::file).orElseThrow()));
            return credentials;
        }

        /** The name of the credential that holds the value of a header. */
        public static String credential(String header) {
            return "otlp-header-" + header.toLowerCase(Locale.ROOT);
        }
    }

    /** How what is sent is compressed. */
    public enum Compression {
        /** As RFC 1952 has it. */
        GZIP,
        /** Not. */
        NONE
    }

    /**
     * What of the journal is sent.
     *
     * @param units whose entries are sent, all if there are none; may be patterns
     * @param priority least important one that is sent
     */
    public record Journal(
            @Doc("units whose entries are sent, by default all and the kernel; may have * and ?")
            @Default("[]")
            @Unique
            @Matches(value = "[A-Za-z0-9:_.\\\\@*?-]+", says = "the name of a unit, or a pattern with * and ?")
            List<String> units,

            @Doc("least important priority that is sent") @Default("info")
            Priority priority) {
        public Journal {
            units = List.copyOf(units);
        }
    }

    /** Priorities of the journal, in the order of their numbers; the first is the most important. */
    public enum Priority {
        /** The system is unusable. */
        EMERG,
        /** Something must be done at once. */
        ALERT,
        /** Critical. */
        CRIT,
        /** An error. */
        ERR,
        /** A warning. */
        WARNING,
        /** Normal, but significant. */
        NOTICE,
        /** For information. */
        INFO,
        /** For those who look for faults. */
        DEBUG
    }

    /**
     * How the node is measured.
     *
     * @param intervalSeconds between measurements
     */
    public record Metrics(
            @Doc("seconds between measurements") @Default("60") @Range(min = 5, max = 3600)
            int intervalSeconds) {}

    /**
     * What is kept on the disk until the collector has it.
     *
     * @param maxMiB most that is kept; the oldest goes first
     */
    public record Queue(
            @Doc("most that is kept on the disk, in MiB; the oldest goes first")
            @Default("64")
            @Range(min = 16, max = 4096)
            int maxMiB) {}
}
