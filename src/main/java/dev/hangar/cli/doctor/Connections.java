package dev.hangar.cli.doctor;

import dev.hangar.fly.FlySettings;
import dev.hangar.fly.Transport;
import dev.hangar.prometheus.PrometheusEndpoint;
import dev.hangar.prometheus.QueryTransport;
import java.time.InstantSource;
import java.util.function.Function;

/// How the doctor reaches the outside world.
///
/// @param fly Machines API
/// @param toFly carries calls to it, and to the release API
/// @param prometheus query API
/// @param toPrometheus carries queries
/// @param clock our own clock, which is compared with theirs
public record Connections(
        FlySettings fly,
        Function<FlySettings, Transport> toFly,
        PrometheusEndpoint prometheus,
        Function<PrometheusEndpoint, QueryTransport> toPrometheus,
        InstantSource clock) {}
