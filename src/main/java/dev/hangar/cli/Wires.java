package dev.hangar.cli;

import dev.hangar.fly.CallListener;
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
/// @param calls hears of every call to the Machines API
public record Wires(
        Function<FlySettings, Transport> fly,
        Function<PrometheusEndpoint, QueryTransport> prometheus,
        Executor queries,
        Supplier<String> identifiers,
        CallListener calls) {
    /// Wires whose calls nobody listens to.
    public Wires(
            Function<FlySettings, Transport> fly,
            Function<PrometheusEndpoint, QueryTransport> prometheus,
            Executor queries,
            Supplier<String> identifiers) {
        this(fly, prometheus, queries, identifiers, CallListener.NONE);
    }

    /// The network, a virtual thread per query, random UUIDs.
    public static Wires network() {
        return network(CallListener.NONE);
    }

    /// The network, with somebody who hears of calls to the Machines API.
    public static Wires network(CallListener calls) {
        return new Wires(
                HttpTransport::new,
                HttpQueryTransport::new,
                Thread::startVirtualThread,
                () -> UUID.randomUUID().toString(),
                calls);
    }
}
