package dev.hangar.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.control.PassRecord;
import dev.hangar.model.Failure;

/// A report as JSON for scripts: versioned, decimals as strings, always the same order. Described in
/// `docs/report-json.md` and by the schema `/schema/report-1.schema.json`.
///
/// Characters beyond ASCII are escaped, which loses nothing and keeps hostile names off a terminal.
public final class JsonReport {
    /// Raised when a field is renamed, removed or changes its meaning; a field may be added without.
    public static final int VERSION = 1;

    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final ObjectWriter WRITER = writer();

    /// The whole report, indented, with `\n` at every line's end.
    public String render(Report report) {
        return text(tree(report));
    }

    /// A tree as this and other reports write it.
    static String text(ObjectNode tree) {
        try {
            return WRITER.writeValueAsString(tree) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report cannot be written as JSON: this is a bug", e);
        }
    }

    private static ObjectNode tree(Report report) {
        Report.Header header = report.header();
        ObjectNode root = NODES.objectNode()
                .put("version", VERSION)
                .put("currency", "USD")
                .put("estimate", "by list prices, not a bill")
                .put("pricesOf", header.prices().of().toString())
                .put("pricesSeenOn", header.prices().seenOn().toString())
                .put("pricesAgeDays", header.prices().ageDays(header.at()))
                .put("org", header.org().value())
                .put("mode", header.mode().word())
                .put("at", header.at().toString());
        root.set("token", token(header));
        var fleets = root.putArray("fleets");
        report.decided().forEach(decided -> fleets.add(FleetJson.of(decided)));
        var unread = root.putArray("unread");
        report.unread().forEach(one -> unread.add(unread(one)));
        var problems = root.putArray("problems");
        report.problems()
                .forEach(problem -> problems.addObject()
                        .put("subject", problem.subject())
                        .set("failure", failure(problem.failure())));
        FindingsJson.addTo(root, report.findings());
        root.set("totals", totals(report));
        root.set("exit", exit(report.summary()));
        return root;
    }

    private static ObjectNode token(Report.Header header) {
        return NODES.objectNode()
                .put("covers", header.token().covers())
                .put("canWrite", header.token().writes().asOptional().orElse(null))
                .put("advice", header.advice().orElse(null));
    }

    private static ObjectNode unread(PassRecord.Unread unread) {
        ObjectNode node = NODES.objectNode()
                .put("app", unread.app().value())
                .put("at", unread.at().toString());
        node.set("failure", failure(unread.failure()));
        return node;
    }

    private static ObjectNode failure(Failure failure) {
        ObjectNode node =
                NODES.objectNode().put("kind", Words.code(failure.kind())).put("detail", failure.detail());
        node.set(
                "httpStatus",
                failure.httpStatus().isPresent()
                        ? NODES.numberNode(failure.httpStatus().getAsInt())
                        : NODES.nullNode());
        node.put("requestId", failure.requestId().orElse(null));
        return node;
    }

    private static ObjectNode totals(Report report) {
        ReportSummary summary = report.summary();
        ObjectNode node = NODES.objectNode()
                .put("apps", report.header().apps())
                .put("fleets", summary.fleets())
                .put("machines", summary.machines())
                .put("changes", summary.changes())
                .put("unpriced", summary.unpriced())
                .put("unread", summary.unread());
        node.set("usdPer30Days", dollars(ReportSummary.money(report)));
        node.set("usdPerHour", dollarsPerHour(ReportSummary.money(report)));
        return node.put("usdOnce", Money.decimal(ReportSummary.once(report)));
    }

    private static ObjectNode exit(ReportSummary summary) {
        return NODES.objectNode()
                .put("plain", summary.exitCode(false))
                .put("detailed", summary.exitCode(true))
                .put("meaning", Words.code(summary.meaning()));
    }

    static ObjectNode dollarsPerHour(Money money) {
        return NODES.objectNode()
                .put("now", Money.decimal(money.nowPerHour()))
                .put("after", Money.decimal(money.afterPerHour()))
                .put("saving", Money.decimal(money.nowPerHour().minus(money.afterPerHour())));
    }

    static ObjectNode dollars(Money money) {
        return NODES.objectNode()
                .put("now", Money.decimal(money.nowPerMonth()))
                .put("after", Money.decimal(money.afterPerMonth()))
                .put("saving", Money.decimal(money.saving()));
    }

    private static ObjectWriter writer() {
        DefaultIndenter indent = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent);
        return JsonMapper.builder()
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .build()
                .writer(printer);
    }
}
