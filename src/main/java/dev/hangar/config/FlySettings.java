package dev.hangar.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// How to reach the Machines API.
///
/// @param token sent with every call
/// @param baseUrl address in front of `/v1`
/// @param graphqlUrl where a running release is asked for; empty where nobody can be asked
/// @param timeout most time for one call, 1 s..60 s
public record FlySettings(Secret token, URI baseUrl, Optional<URI> graphqlUrl, Duration timeout) {}
