package dev.hangar.telemetry;

import dev.hangar.control.PassRecord;
import dev.hangar.model.FleetId;
import dev.hangar.model.MicroDollars;
import dev.hangar.model.SafeText;
import dev.hangar.policy.FleetReport;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// One line per pass at info when the decision or its reason changed, else at debug. Keys: `pass`, `mode`, `serving`,
/// `desired`, `floor`, `load`, `reasons`, `actions`, `costs`, `saves`, `once`, `rule`; dollars are estimates by list
/// prices. A change of the rule alone is no news: two may take turns every quarter of an hour.
public final class DecisionLog {
    private static final Logger LOG = Logger.getLogger("hangar.decisions");

    private final Map<FleetId, String> last = new ConcurrentHashMap<>();

    /// Logs one pass.
    public void record(PassRecord record) {
        switch (record) {
            case PassRecord.Unread unread ->
                LOG.warnf(
                        "app=%s result=unread failure=\"%s\"",
                        clean(unread.app().value()), clean(unread.failure().toString()));
            case PassRecord.Decided decided -> decided(decided);
        }
    }

    /// Forgets fleets that are no longer there.
    public void retain(Set<FleetId> present) {
        last.keySet().retainAll(present);
    }

    private void decided(PassRecord.Decided decided) {
        if (!decided.violations().isEmpty()) {
            LOG.errorf(
                    "pass=%s refused by the plan checker, this is a bug: %s",
                    clean(decided.id()), clean(decided.violations().toString()));
        }
        FleetReport report = decided.evaluation().report();
        String what = decided.acting()
                ? decided.acted().stream()
                        .map(acted -> acted.action().verb() + ":"
                                + acted.action().machine().id() + ":"
                                + acted.action().reason().code() + ":"
                                + acted.outcome().word())
                        .collect(Collectors.joining(","))
                : decided.evaluation().plan().actions().stream()
                        .map(action -> action.verb() + ":" + action.machine().id() + ":"
                                + action.reason().code())
                        .collect(Collectors.joining(","));
        List<String> reasons = report.holds().stream()
                .map(hold -> hold.reason().code())
                .distinct()
                .toList();
        String line = String.format(
                Locale.ROOT,
                "mode=%s serving=%d desired=%d floor=%d reasons=%s actions=%s",
                decided.acting() ? "act" : "observe",
                report.serving(),
                report.desired(),
                report.floors().total(),
                reasons,
                what.isEmpty() ? "none" : what);
        boolean changed = !line.equals(last.put(decided.fleet(), line));
        Logger.Level level = changed ? Logger.Level.INFO : Logger.Level.DEBUG;
        if (!LOG.isEnabled(level)) {
            return;
        }
        LOG.logf(
                level,
                "pass=%s %s load=%s costs=%s/h saves=%s/30d once=%s rule=%s",
                clean(decided.id()),
                clean(line),
                String.format(Locale.ROOT, "%.2f", report.demand().total()),
                usd(report.now().perHour()),
                report.now().minus(report.after()).perMonth(),
                usd(report.once()),
                clean(ScalingLine.of(report.scaling())));
    }

    /// Amounts below a cent need their micro-dollars.
    private static String usd(MicroDollars amount) {
        return "$" + BigDecimal.valueOf(amount.value(), 6).toPlainString();
    }

    /// Names come from outside: control characters could forge log lines.
    private static String clean(String text) {
        return SafeText.onOneLine(text);
    }
}
