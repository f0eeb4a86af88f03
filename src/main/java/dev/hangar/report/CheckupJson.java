package dev.hangar.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/// A check-up as JSON for scripts: versioned, characters beyond ASCII escaped. Its schema is
/// `/schema/doctor-1.schema.json`.
public final class CheckupJson {
    /// Raised when a field is renamed, removed or changes its meaning; a field may be added without.
    public static final int VERSION = 1;

    /// The whole check-up, indented, with `\n` at every line's end.
    public String render(Checkup checkup) {
        ObjectNode root = JsonReport.NODES
                .objectNode()
                .put("version", VERSION)
                .put("at", checkup.at().toString())
                .put("exitCode", checkup.exitCode());
        ObjectNode counts = root.putObject("counts");
        for (Finding.Level level : Finding.Level.values()) {
            counts.put(code(level), checkup.count(level));
        }
        var findings = root.putArray("findings");
        for (Finding finding : checkup.findings()) {
            findings.addObject()
                    .put("level", code(finding.level()))
                    .put("cause", finding.cause().orElse(null))
                    .put("check", finding.check())
                    .put("found", finding.found())
                    .put("fix", finding.fix().orElse(null));
        }
        return JsonReport.text(root);
    }

    private static String code(Finding.Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
