package dev.hangar.config;

import java.net.URI;
import java.time.Duration;

/// How to reach the Machines API.
///
/// @param token sent with every call
/// @param baseUrl address in front of `/v1`
/// @param timeout most time for one call, 1 s..60 s
public record FlySettings(Secret token, URI baseUrl, Duration timeout) {}
