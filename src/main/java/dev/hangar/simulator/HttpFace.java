package dev.hangar.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.hangar.simulator.api.ApiRequest;
import dev.hangar.simulator.api.ApiResponse;
import dev.hangar.simulator.faults.FaultyFace;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Turns exchanges of the JDK's HTTP server into requests as data, and answers back.
///
/// @param answer what answers a request; may block, and may throw [FaultyFace.BrokenConnection]
record HttpFace(Function<ApiRequest, ApiResponse> answer) implements HttpHandler {
    private static final System.Logger LOG = System.getLogger(HttpFace.class.getName());

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, answered(exchange));
        } catch (FaultyFace.BrokenConnection broken) {
            // Closed without a head: the server then closes the connection, which is all that the client sees.
            LOG.log(System.Logger.Level.DEBUG, broken.getMessage());
        }
    }

    private ApiResponse answered(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        try {
            return answer.apply(ApiRequest.of(exchange.getRequestMethod(), uri.toString(), headers, body));
        } catch (FaultyFace.BrokenConnection broken) {
            throw broken;
        } catch (RuntimeException bug) {
            LOG.log(System.Logger.Level.ERROR, "the simulator failed on " + uri.getPath() + ": this is a bug", bug);
            return new ApiResponse(500, Map.of(), "{\"error\":\"internal: the simulator failed, see its log\"}");
        }
    }

    private static void send(HttpExchange exchange, ApiResponse response) throws IOException {
        response.headers()
                .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
