package dev.hangar.telemetry;

/// Every key that a JSON line of the log can have, once: the table of `docs/logs.md` follows from here.
///
/// A key keeps its name, type and unit; new ones may come. Texts for people may change.
public enum LogKey {
    TIME("time", "string", "RFC 3339, UTC, to the millisecond", "every line", "when the line was written"),
    LEVEL("level", "string", "", "every line", "`fatal`, `error`, `warn`, `info`, `debug` or `trace`"),
    LOGGER("logger", "string", "", "every line", "what of Hangar, or of what it is made from, speaks"),
    EVENT("event", "string", "", "our own events", "`decision`, `unread`, `read-again`, `bad-plan` or `settings`"),
    MESSAGE(
            "message",
            "string",
            "for people",
            "every line",
            "the line as a terminal shows it; at most 16,384 characters"),
    ERROR("error", "string", "for people", "lines with an error", "class, text and frames; at most 16,384 characters"),
    APP("app", "string", "", "`decision`, `unread`, `read-again`, `bad-plan`", "app"),
    GROUP("group", "string", "", "`decision`, `bad-plan`", "process group"),
    PASS("pass", "string", "", "`decision`, `bad-plan`", "name of the pass, as in `GET /api/passes`"),
    MODE("mode", "string", "", "`decision`", "`observe` or `act`"),
    SERVING("serving", "integer", "machines", "`decision`", "machines that serve"),
    DESIRED("desired", "integer", "machines", "`decision`", "machines wanted after window and bounds"),
    FLOOR("floor", "integer", "machines", "`decision`", "machines that stay started"),
    LOAD(
            "load",
            "number",
            "machines",
            "`decision`",
            "offered work, in machines at full capacity; left out while it is not known"),
    REASONS(
            "reasons",
            "array of strings",
            "",
            "`decision`",
            "codes of why the fleet does not follow `desired` at once"),
    ACTIONS(
            "actions",
            "array of objects",
            "",
            "`decision`",
            "`action`, `machine` and `reason`; `outcome` in `act` mode. What was done, or in `observe` mode would be"),
    USD_PER_HOUR("usdPerHour", "number", "dollars by the hour", "`decision`", "what the fleet costs, an estimate"),
    SAVES_USD_PER_30_DAYS(
            "savesUsdPer30Days",
            "number",
            "dollars in 30 days",
            "`decision`",
            "what the plan saves, an estimate; negative when it costs"),
    USD_ONCE("usdOnce", "number", "dollars", "`decision`", "what the plan costs once, an estimate"),
    RULE("rule", "string", "for people", "`decision`", "what the number of machines was found by"),
    FAILURE("failure", "string", "for people", "`unread`", "why the machines of the app could not be read"),
    VIOLATIONS(
            "violations", "array of strings", "for people", "`bad-plan`", "what the plan checker found: a bug of ours"),
    SETTINGS(
            "settings",
            "object",
            "",
            "`settings`",
            "by key `value` and `source` of every setting in force, secrets redacted");

    /// Unit of texts that people read and programs should not.
    private static final String FOR_PEOPLE = "for people";

    private final String key;
    private final String type;
    private final String unit;
    private final String lines;
    private final String meaning;

    LogKey(String key, String type, String unit, String lines, String meaning) {
        this.key = key;
        this.type = type;
        this.unit = unit;
        this.lines = lines;
        this.meaning = meaning;
    }

    /// The key as it is written.
    public String key() {
        return key;
    }

    /// Type of its value in JSON.
    String type() {
        return type;
    }

    boolean isForPeople() {
        return unit.equals(FOR_PEOPLE);
    }

    /// The row of a Markdown table.
    public String markdown() {
        return "| `" + key + "` | " + type + " | " + (isForPeople() ? "" : unit) + " | "
                + (isForPeople() ? "text for people" : "stable") + " | " + lines + " | " + meaning + " |";
    }
}
