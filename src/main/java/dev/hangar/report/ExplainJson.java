package dev.hangar.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.control.EventReport;
import dev.hangar.control.Explanation;
import dev.hangar.model.Action;
import dev.hangar.model.MachineId;
import dev.hangar.model.Reading;
import dev.hangar.model.Region;
import dev.hangar.model.Sample;
import dev.hangar.model.SignalName;
import dev.hangar.model.SignalReadings;
import dev.hangar.policy.Basis;
import dev.hangar.policy.Reasoning;
import dev.hangar.policy.SleepCandidate;
import dev.hangar.policy.WakeCandidate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// An explanation as JSON for scripts: versioned, decimals as strings, always the same order. Described in
/// `docs/explain-json.md` and by the schema `/schema/explain-1.schema.json`.
public final class ExplainJson {
    /// Raised when a field is renamed, removed or changes its meaning; a field may be added without.
    public static final int VERSION = 1;

    private static final JsonNodeFactory NODES = JsonReport.NODES;
    private static final int PLACES = 4;
    private static final int MILLIS = 3;

    /// All of it, indented, with `\n` at every line's end.
    public String render(ExplainReport report) {
        ExplainReport.Header header = report.header();
        ObjectNode root = NODES.objectNode()
                .put("version", VERSION)
                .put("currency", "USD")
                .put("estimate", "by list prices, not a bill")
                .put("pricesOf", header.prices().of().toString())
                .put("at", header.at().toString())
                .put("source", Words.code(header.source()))
                .put("mode", header.mode().word())
                .put("machine", report.machine().map(MachineId::value).orElse(null));
        ArrayNode fleets = root.putArray("fleets");
        report.fleets().forEach(one -> fleets.add(fleet(one, header)));
        return JsonReport.text(root);
    }

    private static ObjectNode fleet(Explained one, ExplainReport.Header header) {
        Explanation explanation = one.explanation();
        Reasoning reasoning = explanation.reasoning();
        ObjectNode node = NODES.objectNode()
                .put("fleet", one.fleet().toString())
                .put("acting", one.pass().acting())
                .put("passAt", one.pass().at().toString())
                .put("ageSeconds", seconds(Duration.between(one.pass().at(), header.at())));
        node.set("unread", unread(one));
        ArrayNode policy = node.putArray("policy");
        one.settings()
                .forEach(setting -> policy.addObject()
                        .put("key", setting.key())
                        .put("value", setting.value())
                        .put("source", setting.source()));
        readings(one, node.putArray("readings"));
        node.put("wanted", reasoning.wanted()).put("kept", reasoning.kept());
        ArrayNode guards = node.putArray("guards");
        reasoning
                .guards()
                .forEach(guard -> guards.addObject()
                        .put("name", guard.name())
                        .put("state", Words.code(guard.state()))
                        .put("words", guard.words()));
        candidates(reasoning, node.putObject("candidates"));
        node.set("forecast", ForecastJson.of(one.pass(), explanation.forecast()));
        outcomes(one, node.putArray("outcomes"));
        ArrayNode events = node.putArray("events");
        explanation.events().forEach(event -> events.add(event(event)));
        node.set("report", FleetJson.of(one.pass()));
        return node;
    }

    private static JsonNode unread(Explained one) {
        return one.unread()
                .<JsonNode>map(missed -> NODES.objectNode()
                        .put("at", missed.at().toString())
                        .put("failure", missed.failure().toString()))
                .orElseGet(NODES::nullNode);
    }

    private static void readings(Explained one, ArrayNode rows) {
        Basis basis = one.pass().evaluation().basis();
        for (SignalName name : basis.settings().signalNames()) {
            SignalReadings its = basis.seen().readingsOf(name);
            if (its.samples().isEmpty()) {
                Reading none = new Reading.Absent(its.failure().orElse(Reading.AbsenceReason.NO_SERIES));
                rows.add(
                        reading(name, none, basis.seen().at()).putNull("region").putNull("machine"));
            }
            for (Sample sample : its.samples()) {
                rows.add(reading(name, sample.reading(), basis.seen().at())
                        .put("region", sample.region().map(Region::value).orElse(null))
                        .put("machine", sample.machine().map(MachineId::value).orElse(null)));
            }
        }
    }

    private static ObjectNode reading(SignalName name, Reading reading, Instant now) {
        ObjectNode node = NODES.objectNode().put("signal", name.value());
        return switch (reading) {
            case Reading.Fresh(double value, Instant at) ->
                node.put("state", "fresh")
                        .put("value", decimal(value))
                        .put("ageSeconds", seconds(Duration.between(at, now)))
                        .putNull("why");
            case Reading.Stale(double last, Duration age) ->
                node.put("state", "stale")
                        .put("value", Double.isFinite(last) ? decimal(last) : null)
                        .put("ageSeconds", seconds(age))
                        .put("why", "too old to shrink on");
            case Reading.Absent(Reading.AbsenceReason why) ->
                node.put("state", "absent")
                        .putNull("value")
                        .putNull("ageSeconds")
                        .put("why", ExplainNumbers.words(why));
        };
    }

    private static void candidates(Reasoning reasoning, ObjectNode node) {
        ArrayNode sleep = node.putArray("sleep");
        for (SleepCandidate one : reasoning.sleep()) {
            sleep.addObject()
                    .put("machine", one.machine().value())
                    .put("place", place(one.place()))
                    .put("score", decimal(one.score()))
                    .put("load", decimal(one.load()))
                    .put("redundantOfLaunch", one.twin())
                    .put("createdAt", one.createdAt().toString());
        }
        ArrayNode wake = node.putArray("wake");
        for (WakeCandidate one : reasoning.wake()) {
            wake.addObject()
                    .put("machine", one.machine().value())
                    .put("place", place(one.place()))
                    .put("suspended", one.suspended())
                    .put("refusedLately", one.refusedLately())
                    .put("redundantOfLaunch", one.twin());
        }
    }

    private static void outcomes(Explained one, ArrayNode rows) {
        one.pass()
                .acted()
                .forEach(acted -> rows.addObject()
                        .put("action", acted.action().verb())
                        .put("machine", acted.action().machine().id().value())
                        .put("outcome", acted.outcome().word())
                        .put("words", ExplainText.acted(acted)));
    }

    private static ObjectNode event(EventReport one) {
        return NODES.objectNode()
                .put("at", one.event().at().toString())
                .put("machine", one.machine().value())
                .put("type", one.event().type())
                .put("status", one.event().status())
                .put("source", one.event().source())
                .put("askedBy", Words.code(one.asker()))
                .put(
                        "reason",
                        one.deed()
                                .map(Action::reason)
                                .map(reason -> reason.code())
                                .orElse(null));
    }

    private static @Nullable Integer place(OptionalInt place) {
        return place.isPresent() ? Integer.valueOf(place.getAsInt()) : null;
    }

    private static @Nullable String decimal(OptionalDouble value) {
        return value.isPresent() ? decimal(value.getAsDouble()) : null;
    }

    private static String decimal(double value) {
        return BigDecimal.valueOf(value).setScale(PLACES, RoundingMode.HALF_UP).toPlainString();
    }

    private static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), MILLIS).toPlainString();
    }
}
