package dev.hangar.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.control.Usage;
import dev.hangar.cost.Rate;
import dev.hangar.model.AppName;
import dev.hangar.model.ProcessGroup;
import dev.hangar.model.Region;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Bill;
import dev.hangar.survey.Confidence;
import dev.hangar.survey.Findings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// The bill, advice and confidence of a report as JSON. What nobody looked at is null, never nothing.
final class FindingsJson {
    private static final int POINT_PLACES = 4;

    private FindingsJson() {}

    static void addTo(ObjectNode root, Findings findings) {
        root.set("bill", bill(findings.bill()));
        ArrayNode advice = root.putArray("advice");
        findings.advice().forEach(one -> advice.add(advice(one)));
        root.set(
                "confidence",
                findings.confidence().<JsonNode>map(FindingsJson::confidence).orElseGet(JsonReport.NODES::nullNode));
        ArrayNode lines = root.putArray("lines");
        findings.lines().forEach((app, points) -> lines.add(line(app, points)));
        ArrayNode capacities = root.putArray("capacities");
        findings.capacities()
                .forEach((fleet, capacity) -> capacities
                        .addObject()
                        .put("app", fleet.app().value())
                        .put("group", fleet.group().value())
                        .put("concurrency", capacity));
    }

    private static JsonNode bill(Bill bill) {
        if (bill.equals(Bill.NONE)) {
            return JsonReport.NODES.nullNode();
        }
        ObjectNode node = JsonReport.NODES.objectNode();
        ObjectNode sum = dollars(bill.sum());
        sum.put("saving", Money.decimal(bill.sum().saving()));
        node.set("usdPer30Days", sum);
        node.putObject("hangar").put("usdPer30Days", decimal(bill.hangar())).put("read", bill.hangarIsRead());
        ArrayNode lines = node.putArray("lines");
        for (Bill.Line line : bill.lines()) {
            lines.addObject()
                    .put("app", line.app().value())
                    .put("group", line.group().map(ProcessGroup::value).orElse(null))
                    .put("region", line.region().map(Region::value).orElse(null))
                    .put("kind", Spend.code(line.kind()))
                    .put("count", line.count())
                    .set("usdPer30Days", dollars(new Bill.Sum(line.now(), line.after(), line.worst())));
        }
        return node;
    }

    private static ObjectNode dollars(Bill.Sum sum) {
        return JsonReport.NODES
                .objectNode()
                .put("now", decimal(sum.now()))
                .put("after", decimal(sum.after()))
                .put("worst", decimal(sum.worst()));
    }

    private static ObjectNode advice(Advice advice) {
        ObjectNode node = JsonReport.NODES
                .objectNode()
                .put("id", advice.topic().code())
                .put("title", advice.topic().title())
                .put("app", advice.subject().app().map(AppName::value).orElse(null))
                .put("group", advice.subject().group().map(ProcessGroup::value).orElse(null));
        ArrayNode machines = node.putArray("machines");
        advice.subject().machines().forEach(machine -> machines.add(machine.value()));
        node.put("headline", advice.headline());
        ArrayNode evidence = node.putArray("evidence");
        advice.evidence().forEach(evidence::add);
        ArrayNode fixes = node.putArray("fixes");
        advice.fixes().forEach(fix -> fixes.add(fix(fix)));
        node.set("worth", worth(advice.worth()));
        return node.put("page", advice.topic().page());
    }

    private static ObjectNode fix(Advice.Fix fix) {
        ObjectNode node = JsonReport.NODES.objectNode();
        return switch (fix) {
            case Advice.Fix.Lines(String toml) -> node.put("kind", "fly-toml").put("text", toml);
            case Advice.Fix.Command(String line) -> node.put("kind", "command").put("text", line);
            case Advice.Fix.Words(String sentence) -> node.put("kind", "words").put("text", sentence);
        };
    }

    /// The same fields for every kind, so that a script need not tell them apart.
    private static ObjectNode worth(Advice.Worth worth) {
        ObjectNode node = JsonReport.NODES.objectNode();
        return switch (worth) {
            case Advice.Worth.Outage(String risk) -> worth(node, "outage", Optional.of(risk), Optional.empty());
            case Advice.Worth.Risk(String risk) -> worth(node, "risk", Optional.of(risk), Optional.empty());
            case Advice.Worth.Saves(Rate saving, boolean planned, boolean atMost) ->
                worth(node, "saves", Optional.empty(), Optional.of(saving))
                        .put("planned", planned)
                        .put("atMost", atMost);
            case Advice.Worth.Costs(Rate price) -> worth(node, "costs", Optional.empty(), Optional.of(price));
            case Advice.Worth.Tidies tidies -> worth(node, "tidies", Optional.empty(), Optional.empty());
        };
    }

    private static ObjectNode worth(ObjectNode node, String kind, Optional<String> risk, Optional<Rate> dollars) {
        return node.put("kind", kind)
                .put("risk", risk.orElse(null))
                .put("usdPer30Days", dollars.map(FindingsJson::decimal).orElse(null))
                .put("planned", false)
                .put("atMost", false);
    }

    private static JsonNode confidence(Confidence confidence) {
        ObjectNode node = JsonReport.NODES.objectNode().put("level", Words.code(confidence.level()));
        ArrayNode doubts = node.putArray("doubts");
        confidence.doubts().forEach(doubts::add);
        return node;
    }

    private static ObjectNode line(AppName app, List<Usage.Point> points) {
        ObjectNode node = JsonReport.NODES.objectNode().put("app", app.value());
        ArrayNode array = node.putArray("points");
        for (Usage.Point point : points) {
            array.addObject()
                    .put("at", point.at().toString())
                    .put("started", decimalOrNull(point.started()))
                    .put("concurrency", decimalOrNull(point.concurrency()));
        }
        return node;
    }

    private static @Nullable String decimalOrNull(OptionalDouble value) {
        return value.isPresent() ? decimal(value.getAsDouble()) : null;
    }

    private static String decimal(Rate rate) {
        return Money.decimal(rate.perMonth());
    }

    private static String decimal(double value) {
        return BigDecimal.valueOf(value)
                .setScale(POINT_PLACES, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
