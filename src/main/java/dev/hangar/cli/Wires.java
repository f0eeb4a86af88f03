package dev.hangar.cli;

import dev.hangar.fly.FlySettings;
import dev.hangar.fly.HttpTransport;
import dev.hangar.fly.Transport;
import dev.hangar.prometheus.HttpQueryTransport;
import dev.hangar.prometheus.PrometheusEndpoint;
import dev.hangar.prometheus.QueryTransport;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/// How the parts reach the outside world and where their chance comes from: the network and the process, or a
/// simulation of both.
///
/// @param fly carries calls to the Machines API
/// @param prometheus carries queries
/// @param queries runs the queries of one tick
/// @param identifiers unique texts, such as names that make a create safe to repeat
public record Wires(
        Function<FlySettings, Transport> fly,
        Function<PrometheusEndpoint, QueryTransport> prometheus,
        Executor queries,
        Supplier<String> identifiers) {
    /// The network, a virtual thread per query, random UUIDs.
    public static Wires network() {
        return new Wires(
                HttpTransport::new,
                HttpQueryTransport::new,
                Thread::startVirtualThread,
                () -> UUID.randomUUID().toString());
    }
}
