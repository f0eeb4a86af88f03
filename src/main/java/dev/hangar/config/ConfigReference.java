package dev.hangar.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Every key with its variable, default, range and meaning: what the manual's tables are made of.
public final class ConfigReference {
    private ConfigReference() {}

    /// One key.
    ///
    /// @param key full key; `<…>` stands for a name of the user's
    /// @param variable its variable, where it has one
    /// @param fallback default text, where it has one
    /// @param allowed what is allowed
    /// @param meaning one line
    public record Row(
            String key, Optional<String> variable, Optional<String> fallback, String allowed, String meaning) {
        /// The row of a Markdown table.
        public String markdown() {
            return "| `" + key + "` | " + variable.map(name -> "`" + name + "`").orElse("") + " | "
                    + fallback.map(text -> "`" + text + "`").orElse("") + " | " + allowed + " | " + meaning + " |";
        }
    }

    /// All keys, in the order of the manual.
    public static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        Keys.TOP.forEach(key -> rows.add(row("hangar.", key, Optional.of(Key.variable(key.path())))));
        Keys.SIGNAL.forEach(key -> rows.add(row("hangar.signals.<name>.", key, Optional.empty())));
        Keys.POLICY.forEach(key ->
                rows.add(row("hangar.policy.", key, Optional.of(Key.variable("policy." + key.path())))));
        rows.add(row("hangar.policy.", Keys.REGION_FLOOR, Optional.of("HANGAR_POLICY_REGIONS_<REGION>")));
        Keys.SIGNAL_USE.forEach(key -> rows.add(row("hangar.policy.signals[].", key, Optional.empty())));
        return List.copyOf(rows);
    }

    private static Row row(String prefix, Key<?> key, Optional<String> variable) {
        return new Row(prefix + key.path(), variable, key.fallback(), key.kind().allowed(), key.meaning());
    }
}
