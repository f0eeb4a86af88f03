package dev.hangar.fly;

import java.net.URI;
import java.util.Locale;

/// The API's base address, taken apart.
///
/// [URI] knows no host names with an underscore: of `http://_api.internal:4280`, Fly's address inside a private
/// network,
/// it sees no host at all, and the JDK's HTTP client refuses it. Such a name is looked up by us, and the request goes
/// to
/// the address found. Its `Host` header then names that address too, unless the JVM runs with
/// `-Djdk.httpclient.allowRestrictedHeaders=host`.
///
/// @param scheme `http` or `https`
/// @param host name or literal
/// @param port `:4280`, or empty for the scheme's own
/// @param prefix path before `/v1`, without a slash at its end
/// @param needsResolving whether [URI] cannot hold the host's name
record ApiAddress(String scheme, String host, String port, String prefix, boolean needsResolving) {
    static ApiAddress of(URI base) {
        String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
        String authority = String.valueOf(base.getRawAuthority());
        String path = String.valueOf(base.getRawPath());
        String prefix = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        int colon = authority.lastIndexOf(':');
        boolean hasPort = colon > authority.lastIndexOf(']');
        String host = hasPort ? authority.substring(0, colon) : authority;
        String port = hasPort ? authority.substring(colon) : "";
        boolean needsResolving = base.getHost() == null;
        if (needsResolving && !scheme.equals("http")) {
            throw new IllegalArgumentException("host name with an underscore cannot be used over https: " + host);
        }
        ApiAddress address = new ApiAddress(scheme, host, port, prefix, needsResolving);
        // Fails here, at start-up, for a port or a path that no request could use.
        URI checked = needsResolving ? address.uri("127.0.0.1", "/v1") : address.uri("/v1");
        if (checked.getHost() == null) {
            throw new IllegalArgumentException("the API's address has no usable host: " + base);
        }
        return address;
    }

    boolean isPlain() {
        return scheme.equals("http");
    }

    String authority() {
        return host + port;
    }

    URI uri(String target) {
        return uri(host, target);
    }

    /// The same with another host: an IP literal, in brackets when it is IPv6.
    URI uri(String literal, String target) {
        return URI.create(scheme + "://" + literal + port + prefix + target);
    }
}
