package dev.atoll.store;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Proxies as the environment names them: {@code http_proxy}, {@code https_proxy}, {@code all_proxy} and {@code
 * no_proxy}, in lower or upper case; without them, the Java platform's own choice.
 */
public final class ProxyEnvironment extends ProxySelector {
    private final Map<String, String> environment;

    /** @param environment variables by name */
    public ProxyEnvironment(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public List<Proxy> select(URI uri) {
        Optional<URI> proxy = value(uri.getScheme() + "_proxy")
                .or(() -> value("all_proxy"))
                .flatMap(ProxyEnvironment::parse)
                .filter(at -> !excluded(uri.getHost()));
        if (proxy.isPresent()) {
            int port = proxy.get().getPort() < 0 ? 80 : proxy.get().getPort();
            return List.of(new Proxy(
                    Proxy.Type.HTTP,
                    InetSocketAddress.createUnresolved(proxy.get().getHost(), port)));
        }
        ProxySelector platform = ProxySelector.getDefault();
        return platform == null ? List.of(Proxy.NO_PROXY) : platform.select(uri);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // the failure reaches the user through the transfer
    }

    private Optional<String> value(String name) {
        String lower = environment.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        String found = lower.isEmpty() ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "") : lower;
        return found.isBlank() ? Optional.empty() : Optional.of(found.strip());
    }

    private static Optional<URI> parse(String text) {
        try {
            URI uri = URI.create(text.contains("://") ? text : "http://" + text);
            return uri.getHost() == null ? Optional.empty() : Optional.of(uri);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean excluded(String host) {
        for (String entry : value("no_proxy").orElse("").split(",", -1)) {
            String name = entry.strip();
            String domain = name.startsWith(".") ? name : "." + name;
            if (name.equals("*") || (!name.isEmpty() && ("." + host).endsWith(domain))) {
                return true;
            }
        }
        return false;
    }
}
