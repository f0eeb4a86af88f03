package dev.hangar.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.model.Region;
import dev.hangar.policy.PoolReport;
import dev.hangar.policy.ScalingReport;
import dev.hangar.policy.adaptive.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which rule finds the number of machines, as JSON.
final class ScalingJson {
    private static final int MACHINE_PLACES = 4;
    private static final int SHARE_PLACES = 6;
    private static final int MILLIS = 3;

    private ScalingJson() {}

    static ObjectNode of(ScalingReport report) {
        return switch (report) {
            case ScalingReport.TargetTracking fixed ->
                JsonReport.NODES
                        .objectNode()
                        .put("kind", "target-tracking")
                        .put("targetUtilization", decimal(fixed.utilization(), MACHINE_PLACES))
                        .put("windowSeconds", seconds(fixed.window()));
            case ScalingReport.Expression(String formula, Duration window) ->
                JsonReport.NODES
                        .objectNode()
                        .put("kind", "expression")
                        .put("formula", formula)
                        .put("windowSeconds", seconds(window));
            case ScalingReport.Adaptive adaptive -> adaptive(adaptive);
        };
    }

    private static ObjectNode adaptive(ScalingReport.Adaptive adaptive) {
        ObjectNode node = JsonReport.NODES
                .objectNode()
                .put("kind", "adaptive")
                .put("lateShare", share(adaptive.goal().lateShare()))
                .put("lateAfterSeconds", seconds(adaptive.lateAfter()))
                .put(
                        "latePriceSeconds",
                        adaptive.goal().latePrice().map(ScalingJson::seconds).orElse(null))
                .put("inTimeShare", share(adaptive.waking().inTime()))
                .put("proxyParks", adaptive.proxyParks());
        ArrayNode pools = node.putArray("pools");
        adaptive.pools().forEach(pool -> pools.add(pool(pool)));
        return node;
    }

    private static ObjectNode pool(PoolReport pool) {
        Verdict verdict = pool.verdict();
        ObjectNode node = JsonReport.NODES
                .objectNode()
                .put("region", pool.region().map(Region::value).orElse(null))
                .put("load", decimal(pool.load(), MACHINE_PLACES))
                .put("wanted", pool.wanted())
                .put("learnedInSeconds", seconds(verdict.learnedIn()))
                .put("watchedSeconds", seconds(verdict.watched()))
                .put("lateShareSoFar", share(verdict.lateShare()))
                .put("keepsLateShare", verdict.keepsShare());
        node.set("followed", rule(verdict.followed(), pool));
        node.set("settled", rule(verdict.settled(), pool));
        node.set("runnerUp", orNull(verdict.runnerUp(), pool));
        node.set("cheaper", orNull(verdict.cheaper(), pool));
        node.put(
                "lateShareForCheaper",
                verdict.shareForCheaper().map(ScalingJson::share).orElse(null));
        node.put(
                "latePricePaidSeconds",
                verdict.pricePaid().map(ScalingJson::seconds).orElse(null));
        node.set("ifAllCold", rule(verdict.ifAllCold(), pool));
        return node.put("usdPer30DaysSavedByResumes", dollars(verdict.savedByResumes(), pool));
    }

    private static JsonNode orNull(Optional<Verdict.Shadowed> rule, PoolReport pool) {
        return rule.<JsonNode>map(its -> rule(its, pool)).orElseGet(JsonReport.NODES::nullNode);
    }

    private static ObjectNode rule(Verdict.Shadowed rule, PoolReport pool) {
        return JsonReport.NODES
                .objectNode()
                .put("rule", rule.rule().words())
                .put("machines", decimal(rule.machines(), MACHINE_PLACES))
                .put("lateShare", share(rule.lateShare()))
                .put("usdPer30Days", dollars(rule.machines(), pool));
    }

    private static @Nullable String dollars(double machines, PoolReport pool) {
        return pool.perMonth(machines).map(Money::decimal).orElse(null);
    }

    private static String share(double share) {
        return decimal(share, SHARE_PLACES);
    }

    private static String decimal(double number, int places) {
        return BigDecimal.valueOf(number).setScale(places, RoundingMode.HALF_UP).toPlainString();
    }

    private static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), MILLIS).toPlainString();
    }
}
