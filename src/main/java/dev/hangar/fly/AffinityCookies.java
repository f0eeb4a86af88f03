package dev.hangar.fly;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.CookieHandler;
import java.net.HttpCookie;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Cookies of the one host that a [HttpTransport] talks to, found by path: Fly sets one per app (facts 1.1), and the
/// JDK's own store compares every new one with all others, which takes most of a minute for a thousand apps.
///
/// As the JDK's: a cookie goes back for its path and below it, until it expires, to the host that set it. A cookie for
/// another host is not kept. Bounded: the paths that were not used for longest go first.
final class AffinityCookies extends CookieHandler {
    private static final int MOST_PATHS = 20_000;
    /// On one path.
    private static final int MOST_COOKIES = 8;
    private static final int LONGEST = 4096;

    private final Cache<String, SortedMap<String, HttpCookie>> byPath = Caffeine.newBuilder()
            .maximumSize(MOST_PATHS)
            .executor(Runnable::run)
            .build();

    @Override
    public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
        List<String> cookies = new ArrayList<>();
        for (String path : pathsAbove(uri.getRawPath())) {
            SortedMap<String, HttpCookie> here = byPath.getIfPresent(path);
            if (here != null) {
                here.values().stream()
                        .filter(cookie -> !cookie.hasExpired()
                                && (!cookie.getSecure() || "https".equalsIgnoreCase(uri.getScheme())))
                        .forEach(cookie -> cookies.add(cookie.getName() + "=" + cookie.getValue()));
            }
        }
        return cookies.isEmpty() ? Map.of() : Map.of("Cookie", List.of(String.join("; ", cookies)));
    }

    @Override
    public void put(URI uri, Map<String, List<String>> headers) {
        headers.forEach((name, values) -> {
            if (name.equalsIgnoreCase("Set-Cookie")) {
                values.stream().filter(value -> value.length() <= LONGEST).forEach(value -> keep(uri, value));
            }
        });
    }

    private void keep(URI uri, String header) {
        for (HttpCookie cookie : parsed(header)) {
            if (isForHost(Optional.ofNullable(cookie.getDomain()).orElse(""), uri.getHost())) {
                String path = cookie.getPath() == null ? directory(uri.getRawPath()) : cookie.getPath();
                byPath.asMap().compute(withoutSlash(path), (same, before) -> {
                    // A copy: whoever reads the old one goes on reading it.
                    SortedMap<String, HttpCookie> now = before == null ? new TreeMap<>() : new TreeMap<>(before);
                    now.put(cookie.getName().toLowerCase(Locale.ROOT), cookie);
                    now.values().removeIf(HttpCookie::hasExpired);
                    return before != null && now.size() > MOST_COOKIES ? before : now;
                });
            }
        }
    }

    /// A domain stands for itself and all below it, with or without a dot in front.
    private static boolean isForHost(String domain, String host) {
        String bare = domain.startsWith(".") ? domain.substring(1) : domain;
        return bare.isEmpty() || host.equalsIgnoreCase(bare) || host.endsWith("." + bare);
    }

    private static List<HttpCookie> parsed(String header) {
        try {
            return HttpCookie.parse("Set-Cookie: " + header);
        } catch (IllegalArgumentException noCookie) {
            return List.of();
        }
    }

    /// The path itself and everything above it, the longest first.
    private static List<String> pathsAbove(String path) {
        List<String> above = new ArrayList<>();
        String rest = withoutSlash(path);
        while (!rest.isEmpty()) {
            above.add(rest);
            rest = rest.substring(0, Math.max(0, rest.lastIndexOf('/')));
        }
        above.add("");
        return above;
    }

    private static String directory(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
