package dev.hangar.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.control.PassRecord;
import dev.hangar.cost.Rate;
import dev.hangar.model.Action;
import dev.hangar.model.MicroDollars;
import dev.hangar.model.Reason;
import dev.hangar.model.Region;
import dev.hangar.policy.CreateReport;
import dev.hangar.policy.Demand;
import dev.hangar.policy.FleetReport;
import dev.hangar.policy.Floors;
import dev.hangar.policy.LaunchPair;
import dev.hangar.policy.MachineReport;
import dev.hangar.policy.Need;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// One fleet as JSON.
final class FleetJson {
    private static final int LOAD_PLACES = 4;

    private FleetJson() {}

    static ObjectNode of(PassRecord.Decided decided) {
        FleetReport fleet = decided.evaluation().report();
        ObjectNode node = JsonReport.NODES
                .objectNode()
                .put("app", decided.fleet().app().value())
                .put("group", decided.fleet().group().value())
                .put("pass", decided.id());
        node.set("demand", demand(fleet.demand()));
        node.set("floors", floors(fleet.floors()));
        node.set("ceiling", number(fleet.ceiling()));
        node.set("recommendation", recommendation(fleet.recommendation()));
        node.set("stabilized", byRegion(fleet.stabilized()));
        node.put("desired", fleet.desired()).put("serving", fleet.serving()).put("capacity", fleet.capacity());
        ArrayNode holds = node.putArray("holds");
        fleet.holds()
                .forEach(hold -> holds.add(
                        reason(hold.reason(), hold.detail(), hold.reason().change())));
        node.set("launchPair", orNull(fleet.pair().map(pair -> pair(pair, fleet))));
        node.set("scaling", ScalingJson.of(fleet.scaling()));
        node.set("wake", WakeWords.json(fleet.times()));
        ArrayNode plan = node.putArray("plan");
        decided.evaluation().plan().actions().forEach(action -> plan.add(planned(action, fleet)));
        ArrayNode violations = node.putArray("violations");
        decided.violations().forEach(violations::add);
        ArrayNode machines = node.putArray("machines");
        fleet.machines().forEach(machine -> machines.add(machine(machine)));
        node.put("unpriced", Money.unpriced(fleet.machines()));
        node.set("usdPer30Days", JsonReport.dollars(Money.of(decided)));
        node.set("usdPerHour", JsonReport.dollarsPerHour(Money.of(decided)));
        return node.put("usdOnce", Money.decimal(Money.once(decided)));
    }

    private static ObjectNode demand(Demand demand) {
        ObjectNode node = JsonReport.NODES.objectNode().put("load", load(demand.total()));
        ObjectNode regions = node.putObject("byRegion");
        demand.loadByRegion().forEach((region, load) -> regions.put(region.value(), load(load)));
        node.put("withoutRegion", load(demand.fleetLoad()));
        node.set(
                "gap",
                orNull(demand.gap()
                        .map(gap ->
                                reason(gap.reason(), gap.detail(), gap.reason().change()))));
        return node;
    }

    private static ObjectNode floors(Floors floors) {
        ObjectNode node = JsonReport.NODES.objectNode().put("total", floors.total());
        node.set("byRegion", byRegion(floors.byRegion()));
        node.put("whyNotZero", floors.whyNotZero().map(Reason::code).orElse(null));
        return node;
    }

    private static ObjectNode recommendation(Need need) {
        ObjectNode node = JsonReport.NODES.objectNode().put("total", need.total());
        node.set("byRegion", byRegion(need.byRegion()));
        return node.put("withoutRegion", need.withoutRegion());
    }

    private static ObjectNode pair(LaunchPair pair, FleetReport fleet) {
        return JsonReport.NODES
                .objectNode()
                .put("first", pair.first().machine().id().value())
                .put("second", pair.twin().machine().id().value())
                .put("keptBy", pair.keep().map(Words::code).orElse(null))
                .put("sentence", LaunchPairWords.of(fleet).orElse(null));
    }

    private static ObjectNode machine(MachineReport report) {
        ObjectNode node = JsonReport.NODES
                .objectNode()
                .put("id", report.machine().id().value())
                .put("name", report.machine().name())
                .put("region", report.machine().region().value())
                .put("state", report.machine().stateText())
                .put("role", Words.code(report.role()));
        node.put(
                "size",
                report.machine()
                        .config()
                        .map(config -> config.guest().toString())
                        .orElse(null));
        node.set("reason", reason(report.reason(), report.detail(), report.change()));
        node.set("action", orNull(report.action().map(FleetJson::action)));
        node.putObject("usdPer30Days").put("now", perMonth(report.now())).put("after", perMonth(report.after()));
        node.putObject("usdPerHour").put("now", perHour(report.now())).put("after", perHour(report.after()));
        return node.put("usdOnce", Money.decimal(report.once()));
    }

    private static ObjectNode reason(Reason reason, String detail, String change) {
        return JsonReport.NODES
                .objectNode()
                .put("code", reason.code())
                .put("sentence", reason.sentence())
                .put("detail", detail)
                .put("change", change);
    }

    private static ObjectNode action(Action action) {
        ObjectNode node = JsonReport.NODES.objectNode().put("verb", action.verb());
        Optional<String> sleep = switch (action) {
            case Action.Drain drain -> Optional.of(Words.verb(drain.sleep()));
            case Action.Sleep asleep -> Optional.of(Words.verb(asleep.sleep()));
            case Action.Start start -> Optional.empty();
            case Action.Undrain undrain -> Optional.empty();
            case Action.Destroy destroy -> Optional.empty();
            case Action.Create create -> Optional.empty();
        };
        return node.put("sleep", sleep.orElse(null))
                .put("reason", action.reason().code());
    }

    /// A machine that is made has no id: `machine` is the one that it is cloned from.
    private static ObjectNode planned(Action action, FleetReport fleet) {
        ObjectNode node = action(action).put("machine", action.machine().id().value());
        if (action instanceof Action.Create create) {
            Optional<CreateReport> made = fleet.create();
            node.put("region", create.region().value())
                    .put("detail", made.map(CreateReport::detail).orElse(null))
                    .put("usdPer30Days", perMonth(made.flatMap(CreateReport::after)))
                    .put("usdOnce", Money.decimal(MicroDollars.ZERO));
        }
        return node;
    }

    private static ObjectNode byRegion(SortedMap<Region, Integer> numbers) {
        ObjectNode node = JsonReport.NODES.objectNode();
        numbers.forEach((region, number) -> node.put(region.value(), number));
        return node;
    }

    private static String load(double load) {
        return BigDecimal.valueOf(load)
                .setScale(LOAD_PLACES, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private static JsonNode number(OptionalInt number) {
        return number.isPresent() ? JsonReport.NODES.numberNode(number.getAsInt()) : JsonReport.NODES.nullNode();
    }

    private static @Nullable String perHour(Optional<Rate> rate) {
        return rate.map(Rate::perHour).map(Money::decimal).orElse(null);
    }

    private static @Nullable String perMonth(Optional<Rate> rate) {
        return rate.map(Rate::perMonth).map(Money::decimal).orElse(null);
    }

    private static JsonNode orNull(Optional<ObjectNode> node) {
        return node.<JsonNode>map(any -> any).orElseGet(JsonReport.NODES::nullNode);
    }
}
