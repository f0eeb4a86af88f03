package dev.hangar.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// A backtest as one JSON object for scripts. A field may be added; none changes its meaning.
public final class BacktestJson {
    /// Seconds to the millisecond, ratios and shares to six decimals.
    private static final int SECOND_DECIMALS = 3;

    private static final int SHARE_DECIMALS = 6;

    /// The object, indented, with `\n` at its end.
    public String render(BacktestReport report) {
        return JsonReport.text(tree(report));
    }

    private static ObjectNode tree(BacktestReport report) {
        ObjectNode root = JsonReport.NODES
                .objectNode()
                .put("trace", report.trace())
                .put("slots", report.slots())
                .put("heldSlots", report.held())
                .put("wake", report.wake());
        root.set("startDelaySeconds", number(report.startDelaySeconds(), SECOND_DECIMALS));
        root.set("lateAfterSeconds", number(report.lateAfterSeconds(), SECOND_DECIMALS));
        root.set("lateShareTarget", number(report.lateShareTarget(), SHARE_DECIMALS));
        report.price().ifPresent(price -> root.set("price", price(price)));
        ObjectNode optimum = root.putObject("optimum");
        optimum.set("billedSeconds", number(report.optimumSeconds(), SECOND_DECIMALS));
        report.price().ifPresent(price -> put(optimum, price.optimum()));
        var policies = root.putArray("policies");
        report.rows().forEach(row -> policies.add(row(row)));
        var notes = root.putArray("notes");
        report.notes().forEach(notes::add);
        return root;
    }

    private static ObjectNode row(BacktestRow row) {
        ObjectNode node = JsonReport.NODES.objectNode().put("policy", row.policy());
        node.set("billedSeconds", number(row.billedSeconds(), SECOND_DECIMALS));
        node.set(
                "costRatio",
                row.costRatio().isPresent()
                        ? number(row.costRatio().getAsDouble(), SHARE_DECIMALS)
                        : JsonReport.NODES.nullNode());
        node.set("lateShare", number(row.lateShare(), SHARE_DECIMALS));
        node.put("starts", row.starts()).put("coldStarts", row.coldStarts()).put("actions", row.actions());
        node.set("actionsPerDay", number(row.actionsPerDay(), SECOND_DECIMALS));
        row.dollars().ifPresent(dollars -> put(node, dollars));
        return node;
    }

    private static ObjectNode price(BacktestPrice price) {
        return JsonReport.NODES
                .objectNode()
                .put("size", price.size())
                .put("region", price.region())
                .put("usdPer30Days", Money.decimal(price.machine()))
                .put("pricesOf", price.prices().of().toString())
                .put("pricesSeenOn", price.prices().seenOn().toString());
    }

    /// Decimal strings, as every amount of money in JSON.
    private static void put(ObjectNode node, BacktestDollars dollars) {
        node.put("usd", Money.decimal(dollars.whole()));
        node.put("usdPer30Days", Money.decimal(dollars.per30Days()));
    }

    /// Without an exponent, and without a fraction where there is none.
    private static JsonNode number(double value, int decimals) {
        BigDecimal exact = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
        BigDecimal bare = exact.stripTrailingZeros();
        return JsonReport.NODES.numberNode(bare.scale() < 0 ? bare.setScale(0) : bare);
    }
}
