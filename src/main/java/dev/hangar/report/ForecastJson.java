package dev.hangar.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.control.PassRecord;
import dev.hangar.model.Action;
import dev.hangar.model.MachineId;
import dev.hangar.policy.Demand;
import dev.hangar.policy.Forecast;
import dev.hangar.policy.MachineReport;
import dev.hangar.policy.Plan;
import java.time.Instant;
import java.util.List;

/// What comes next if nothing changes, as JSON: for the fleet, and in words for every machine.
final class ForecastJson {
    private ForecastJson() {}

    static ObjectNode of(PassRecord.Decided pass, Forecast forecast) {
        ObjectNode node = JsonReport.NODES
                .objectNode()
                .put("kind", kind(forecast))
                .put("sentence", ForecastWords.ofFleet(pass, forecast))
                .put("limits", ForecastWords.LIMITS);
        switch (forecast) {
            case Forecast.Now(Plan plan) -> actions(node, pass.at().toString(), plan);
            case Forecast.Later(Instant at, Plan plan) -> actions(node, at.toString(), plan);
            case Forecast.Nothing(Instant until) -> none(node).put("until", until.toString());
            case Forecast.Unknown(Instant until, Demand.Gap gap) ->
                none(node)
                        .put("until", until.toString())
                        .put("why", gap.reason().code());
            case Forecast.Unsettled(List<MachineId> moving) -> {
                ArrayNode ids = none(node).withArray("moving");
                moving.forEach(id -> ids.add(id.value()));
            }
        }
        ArrayNode machines = node.putArray("machines");
        for (MachineReport report : pass.evaluation().report().machines()) {
            machines.addObject()
                    .put("id", report.machine().id().value())
                    .put(
                            "sentence",
                            ForecastWords.ofMachine(
                                    pass, forecast, report.machine().id()));
        }
        return node;
    }

    private static String kind(Forecast forecast) {
        return switch (forecast) {
            case Forecast.Now now -> "now";
            case Forecast.Later later -> "later";
            case Forecast.Nothing nothing -> "nothing";
            case Forecast.Unknown unknown -> "unknown";
            case Forecast.Unsettled unsettled -> "unsettled";
        };
    }

    private static void actions(ObjectNode node, String at, Plan plan) {
        ArrayNode actions = node.put("at", at).putNull("until").putNull("why").putArray("actions");
        for (Action action : plan.actions()) {
            actions.addObject()
                    .put("action", action.verb())
                    .put("machine", action.machine().id().value())
                    .put("reason", action.reason().code());
        }
        node.putArray("moving");
    }

    private static ObjectNode none(ObjectNode node) {
        node.putNull("at").putNull("until").putNull("why").putArray("actions");
        node.putArray("moving");
        return node;
    }
}
