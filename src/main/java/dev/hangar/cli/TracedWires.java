package dev.hangar.cli;

import dev.hangar.fly.Transport;
import dev.hangar.prometheus.QueryTransport;
import dev.hangar.telemetry.Tracer;
import java.io.IOException;
import java.util.Map;

/// Wires with a span for every call to the Machines API and every query. What is told of a call is its method, its path
/// and the status: neither headers nor query nor body, which hold tokens and expressions.
public final class TracedWires {
    private static final String METHOD = "http.request.method";
    private static final String PATH = "url.path";
    private static final String STATUS = "http.response.status_code";

    private TracedWires() {}

    /// `wires`, told to `tracer`.
    public static Wires of(Wires wires, Tracer tracer) {
        return new Wires(
                settings -> new Calls(wires.fly().apply(settings), tracer),
                endpoint -> new Queries(wires.prometheus().apply(endpoint), tracer),
                tracer.carrying(wires.queries()),
                wires.identifiers(),
                wires.calls());
    }

    private record Calls(Transport wire, Tracer tracer) implements Transport {
        @Override
        public Transport.Response send(Transport.Request request) throws IOException, InterruptedException {
            String path = request.target().replaceFirst("\\?.*", "");
            try (Tracer.Open span = tracer.open("machines api", Map.of(METHOD, request.method(), PATH, path))) {
                Transport.Response response = wire.send(request);
                span.done(Map.of(STATUS, Integer.toString(response.status())));
                return response;
            }
        }
    }

    private record Queries(QueryTransport wire, Tracer tracer) implements QueryTransport {
        @Override
        public QueryTransport.Response send(QueryTransport.Request request) throws IOException, InterruptedException {
            Map<String, String> attributes = Map.of(PATH, request.address().getRawPath());
            try (Tracer.Open span = tracer.open("prometheus query", attributes)) {
                QueryTransport.Response response = wire.send(request);
                span.done(Map.of(STATUS, Integer.toString(response.status())));
                return response;
            }
        }

        @Override
        public void close() {
            wire.close();
        }
    }
}
