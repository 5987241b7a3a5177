package org.hornbook.hub;

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

/// The way out of a network that has one: HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, in
/// capitals or not, as command-line programs read them. A proxy that asks for a password is not
/// supported.
final class Proxies extends ProxySelector {
    private final Map<String, String> environment;

    private Proxies(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /// Java's own choice where the environment names no proxy.
    static ProxySelector of(Map<String, String> environment) {
        Proxies named = new Proxies(environment);
        return named.proxy("http").or(() -> named.proxy("https")).isPresent()
                ? named
                : ProxySelector.getDefault();
    }

    @Override
    public List<Proxy> select(URI address) {
        if (excepted(address.getHost())) {
            return List.of(Proxy.NO_PROXY);
        }
        return List.of(proxy(address.getScheme().toLowerCase(Locale.ROOT)).orElse(Proxy.NO_PROXY));
    }

    private Optional<Proxy> proxy(String scheme) {
        return variable(scheme + "_proxy").or(() -> variable("all_proxy")).flatMap(Proxies::parsed);
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name))
                .or(() -> Optional.ofNullable(environment.get(name.toUpperCase(Locale.ROOT))))
                .filter(v -> !v.isBlank());
    }

    private static Optional<Proxy> parsed(String text) {
        try {
            URI uri = URI.create(text.contains("://") ? text.strip() : "http://" + text.strip());
            if (uri.getHost() == null || !uri.getScheme().matches("(?i)https?")) {
                return Optional.empty();
            }
            return Optional.of(
                    new Proxy(
                            Proxy.Type.HTTP,
                            InetSocketAddress.createUnresolved(
                                    uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// This machine itself is never asked through a proxy.
    private boolean excepted(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.equals("localhost") || name.startsWith("127.") || name.equals("[::1]")) {
            return true;
        }
        for (String entry : variable("no_proxy").orElse("").split(",")) {
            String end = entry.strip().toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", "");
            if (end.equals("*")
                    || !end.isEmpty() && (name.equals(end) || name.endsWith("." + end))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException e) {
        // The request itself fails and says so.
    }
}
