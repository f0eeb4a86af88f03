package dev.hangar.config;

import dev.hangar.model.SignalName;
import dev.hangar.model.SignalQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the section `signals`. The signal `proxy-concurrency` exists without being written; what is written of it
/// changes only that.
record SignalReader(SectionReader sections) {
    private static final String BUILT_IN = SignalQuery.PROXY_CONCURRENCY.value();

    /// What is written, by name, the built-in one first.
    Map<String, Values> read(Node.Section root) {
        Map<String, Values> signals = new LinkedHashMap<>();
        signals.put(BUILT_IN, Values.NONE);
        sections.sections(root, "signals", "hangar").forEach((name, section) -> {
            String prefix = "hangar.signals." + name;
            Values values = sections.read(section, prefix, Keys.SIGNAL, Set.of());
            if (Keys.SIGNAL_NAME.kind().read(name).isEmpty()) {
                problem(prefix, "the name must be " + Keys.SIGNAL_NAME.kind().allowed(), section);
            }
            if (!name.equals(BUILT_IN) && !section.nodes().containsKey(Keys.PROMQL.path())) {
                problem(prefix + ".promql", "is required", section);
            }
            signals.put(name, values);
        });
        return signals;
    }

    private void problem(String key, String explanation, Node.Section section) {
        sections.problems().add(Problem.at(key, explanation, sections.source(section)));
    }

    /// The queries of signals that were read without a problem.
    static List<SignalQuery> queries(Map<String, Values> signals, Duration usualMaxAge) {
        List<SignalQuery> queries = new ArrayList<>();
        signals.forEach((name, values) -> {
            Duration maxAge = values.named(Keys.SIGNAL_MAX_AGE).orElse(usualMaxAge);
            Optional<String> promql = values.named(Keys.PROMQL);
            if (promql.isEmpty()) {
                queries.add(SignalQuery.proxyConcurrency(maxAge));
            }
            promql.ifPresent(expression -> queries.add(new SignalQuery(
                    new SignalName(name),
                    expression,
                    values.named(Keys.SAMPLED_AT).or(() -> BareSelector.sampledAt(expression)),
                    maxAge)));
        });
        return List.copyOf(queries);
    }
}
