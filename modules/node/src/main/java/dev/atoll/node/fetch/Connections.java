package dev.atoll.node.fetch;

import dev.atoll.node.config.CaCertificate;
import dev.atoll.node.config.NodeConfig;
import dev.atoll.store.ProxyEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How servers are reached and believed.
 *
 * @param environment variables that name proxies
 * @param bundle of authorities that are believed; without it those of the Java platform
 */
public record Connections(Map<String, String> environment, Optional<Path> bundle) {
    private static final Path VARIABLES = Path.of("/etc/environment");
    private static final Path BUNDLE = Path.of("/etc/ssl/certs/ca-certificates.crt");

    public Connections {
        environment = Map.copyOf(environment);
    }

    /** Those of the node that this runs on, as its generation in place says. */
    public static Connections ofMachine() throws IOException {
        TreeMap<String, String> environment = new TreeMap<>(System.getenv());
        if (Files.isRegularFile(VARIABLES)) {
            for (String line : Files.readAllLines(VARIABLES)) {
                int equals = line.indexOf('=');
                if (equals > 0 && !line.startsWith("#")) {
                    environment.putIfAbsent(line.substring(0, equals), line.substring(equals + 1));
                }
            }
        }
        return new Connections(environment, Optional.of(BUNDLE));
    }

    /** Those of the process, for tools. */
    public static Connections ofProcess() {
        return new Connections(System.getenv(), Optional.empty());
    }

    /** The same with the proxy and the authorities of a configuration that is to be put in place. */
    public Http open(NodeConfig config, Patience patience) {
        TreeMap<String, String> proxies = new TreeMap<>(environment);
        config.network().proxy().ifPresent(proxy -> {
            proxy.http().ifPresent(url -> proxies.put("http_proxy", url));
            proxy.https().ifPresent(url -> proxies.put("https_proxy", url));
            proxies.put("no_proxy", String.join(",", proxy.except()));
        });
        return open(
                proxies,
                config.caCertificates().stream().map(CaCertificate::pem).toList(),
                patience);
    }

    /** As they are. */
    public Http open(Patience patience) {
        return open(environment, List.of(), patience);
    }

    private Http open(Map<String, String> proxies, List<String> authorities, Patience patience) {
        // The platform's own authorities cannot be added to: a tool that is given some would believe nobody else.
        boolean own = bundle.isPresent();
        return Http.through(
                new ProxyEnvironment(proxies),
                own ? Optional.of(Trust.of(bundle, authorities)) : Optional.empty(),
                patience);
    }
}
