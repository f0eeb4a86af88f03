package dev.hangar.prometheus;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Where and how to query.
///
/// @param base address in front of `api/v1/query`; may have a path, such as `https://api.fly.io/prometheus/<org>/`
/// @param token token to send, if any
/// @param method form or address
/// @param timeout most time for one query, connecting and reading included; positive
/// @param maxBodyBytes longest answer that is read; at least 1. Fly's largest orgs aside, a series takes about 200
/// bytes
public record PrometheusEndpoint(
        URI base, Optional<PrometheusToken> token, QueryMethod method, Duration timeout, int maxBodyBytes) {
    /// Room for some 20 000 machines, and little enough for a Machine of 256 MB.
    public static final int DEFAULT_MAX_BODY_BYTES = 8 << 20;

    /// @throws IllegalArgumentException when `base` is no plain http address with a possible port, or a limit is not
    /// positive
    public PrometheusEndpoint {
        if (!("http".equals(base.getScheme()) || "https".equals(base.getScheme()))
                || base.getHost() == null
                || base.getPort() == 0
                || base.getPort() > 65535
                || base.getRawUserInfo() != null
                || base.getRawQuery() != null
                || base.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "address of Prometheus must be http(s)://host[:port][/path] without user, query and fragment");
        }
        if (!timeout.isPositive() || maxBodyBytes < 1) {
            throw new IllegalArgumentException(
                    "timeout and maxBodyBytes must be positive, got " + timeout + ", " + maxBodyBytes);
        }
        base = base.getRawPath().endsWith("/") ? base : URI.create(base + "/");
    }

    /// With the default bound on answers.
    public PrometheusEndpoint(URI base, Optional<PrometheusToken> token, QueryMethod method, Duration timeout) {
        this(base, token, method, timeout, DEFAULT_MAX_BODY_BYTES);
    }
}
