package dev.hangar.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// How to reach the server that knows demand.
///
/// @param url address in front of `api/v1/query`
/// @param token sent with every query, if any
/// @param timeout most time for one query, 1 s..60 s
/// @param method how a query travels
/// @param maxAge oldest sample that a fleet may shrink on, for signals that name none; 15 s..10 min
/// @param learnFrom how far back demand is read at a start; zero to 7 days
public record PrometheusSettings(
        URI url, Optional<Secret> token, Duration timeout, Method method, Duration maxAge, Duration learnFrom) {
    /// How a query travels.
    public enum Method {
        /// As a form in the body.
        POST,
        /// In the address.
        GET
    }
}
