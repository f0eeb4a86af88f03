package dev.hangar.telemetry;

import dev.hangar.control.PassRecord;
import dev.hangar.model.AppName;
import dev.hangar.model.FailureKind;
import dev.hangar.model.FleetId;
import dev.hangar.model.SafeText;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/// An app that cannot be read is a warning when that begins or its kind changes, else debug. Of a decision there is
/// one line per pass at info when the decision or its reason changed, else at debug; [LogKey] has the keys. A change
/// of
/// the load, the costs or the rule alone is no news: two rules may take turns every quarter of an hour.
public final class DecisionLog {
    private static final Logger LOG = Logger.getLogger("hangar.decisions");

    private final Map<FleetId, Object> last = new ConcurrentHashMap<>();
    private final Map<AppName, FailureKind> failing = new ConcurrentHashMap<>();

    /// Logs one pass.
    public void record(PassRecord record) {
        switch (record) {
            case PassRecord.Unread unread -> unread(unread);
            case PassRecord.Decided decided -> decided(decided);
        }
    }

    /// Forgets fleets that are no longer there.
    public void retain(Set<FleetId> present) {
        last.keySet().retainAll(present);
    }

    /// Once when it begins, and again when it fails otherwise.
    private void unread(PassRecord.Unread unread) {
        FailureKind kind = unread.failure().kind();
        boolean news = kind != failing.put(unread.app(), kind);
        LOG.logv(news ? Logger.Level.WARN : Logger.Level.DEBUG, "{0}", line(unread));
    }

    private void decided(PassRecord.Decided decided) {
        if (failing.remove(decided.app()) != null) {
            String app = clean(decided.app().value());
            LOG.infov("{0}", new LogEvent("read-again", Map.of(LogKey.APP, app), app + " could be read again"));
        }
        if (!decided.violations().isEmpty()) {
            LOG.errorv("{0}", badPlan(decided));
        }
        DecisionLine line = DecisionLine.of(decided);
        Object news = line.news();
        boolean changed = !news.equals(last.put(decided.fleet(), news));
        Logger.Level level = changed ? Logger.Level.INFO : Logger.Level.DEBUG;
        if (LOG.isEnabled(level)) {
            LOG.logv(level, "{0}", line.event());
        }
    }

    private static LogEvent line(PassRecord.Unread unread) {
        String app = clean(unread.app().value());
        String failure = clean(unread.failure().toString());
        return new LogEvent(
                "unread", Map.of(LogKey.APP, app, LogKey.FAILURE, failure), app + " could not be read: " + failure);
    }

    private static LogEvent badPlan(PassRecord.Decided decided) {
        Map<LogKey, Object> fields = Map.of(
                LogKey.APP, clean(decided.fleet().app().value()),
                LogKey.GROUP, clean(decided.fleet().group().value()),
                LogKey.PASS, clean(decided.id()),
                LogKey.VIOLATIONS,
                        decided.violations().stream().map(DecisionLog::clean).toList());
        return new LogEvent(
                "bad-plan",
                fields,
                clean(decided.fleet() + " got a plan that the plan checker refused, this is a bug: "
                        + decided.violations()));
    }

    /// Names come from outside: control characters could forge log lines.
    static String clean(String text) {
        return SafeText.onOneLine(text);
    }
}
