package dev.hangar.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hangar.prometheus.QueryTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a query's answer said, read apart from the adapter under test: how old the sample of each app and machine is.
///
/// @param askedAt Unix seconds that were asked for
/// @param body the raw answer; empty when there was none
record DemandEvidence(double askedAt, Optional<String> body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static final DemandEvidence NONE = new DemandEvidence(0, Optional.empty());

    /// Age in seconds of the sample of each subject, `app` or `app/machine`.
    Map<String, Double> ages() {
        Map<String, Double> ages = new HashMap<>();
        if (body.isEmpty()) {
            return ages;
        }
        try {
            for (JsonNode series : JSON.readTree(body.get()).path("data").path("result")) {
                JsonNode labels = series.path("metric");
                if (labels.path("hangar_part").asText().equals("sampled_at")) {
                    String machine = labels.path("instance").asText();
                    String subject = labels.path("app").asText() + (machine.isEmpty() ? "" : "/" + machine);
                    double at = Double.parseDouble(series.path("value").path(1).asText());
                    ages.merge(subject, askedAt - at, Math::max);
                }
            }
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
        return ages;
    }

    /// The `query` parameter of a request.
    static String expression(QueryTransport.Request request) {
        return parameter(request, "query");
    }

    static String parameter(QueryTransport.Request request, String name) {
        return dev.hangar.simulator.api.ApiRequest.parameters(request.form())
                .getOrDefault(name, java.util.List.of(""))
                .getFirst();
    }
}
