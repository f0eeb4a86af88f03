package dev.hangar.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Load of a web fleet in machines' worth, as the raw answers of a pass tell it.
final class KnownLoad {
    private KnownLoad() {}

    /// Empty unless every machine that is awake has a fresh sample.
    static Optional<Double> of(PassWatch pass, List<RawMachine> awake) {
        double maxAge = pass.process.settings().prometheus().maxAge().toSeconds();
        return pass.demand.entrySet().stream()
                .filter(asked -> asked.getKey().contains("fly_app_concurrency"))
                .map(Map.Entry::getValue)
                .findFirst()
                .filter(evidence -> evidence.body().isPresent() && !awake.isEmpty())
                .flatMap(evidence -> sum(pass.app, evidence, awake, maxAge));
    }

    private static Optional<Double> sum(String app, DemandEvidence evidence, List<RawMachine> awake, double maxAge) {
        Map<String, Double> ages = evidence.ages();
        double sum = 0;
        for (RawMachine machine : awake) {
            Double age = ages.get(app + "/" + machine.id());
            if (age == null || age > maxAge || age < -5) {
                return Optional.empty();
            }
            sum += value(app, machine.id(), evidence) / machine.softLimit();
        }
        return Optional.of(sum);
    }

    private static double value(String app, String machine, DemandEvidence evidence) {
        double value = 0;
        for (JsonNode series :
                RawMachine.parse(evidence.body().orElseThrow()).path("data").path("result")) {
            JsonNode labels = series.path("metric");
            boolean its = labels.path("app").asText().equals(app)
                    && labels.path("instance").asText().equals(machine)
                    && labels.path("hangar_part").asText().equals("value");
            value = its
                    ? value + Double.parseDouble(series.path("value").path(1).asText())
                    : value;
        }
        return value;
    }
}
