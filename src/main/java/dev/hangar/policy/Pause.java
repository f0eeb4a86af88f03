package dev.hangar.policy;

import dev.hangar.model.Machine;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineState;
import dev.hangar.model.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The pause in force: what the settings say (configuration and API), and what any machine of the app says in its
/// metadata `hangar_pause`: `all`, `up` or `down`, then optionally an RFC 3339 time at which the pause ends. Fly
/// has metadata of machines only, so one machine speaks for its whole app.
///
/// What cannot be read counts as `all`: unknown is never permission.
///
/// @param mode all pauses together
/// @param detail who asked for it and until when; empty without a pause
public record Pause(PauseMode mode, String detail) {
    /// Metadata key of the sign.
    public static final String KEY = "hangar_pause";

    private static final Pause NONE = new Pause(PauseMode.NONE, "");

    /// All pauses that are in force for what was seen.
    public static Pause of(Observation seen, PolicySettings settings) {
        TreeMap<MachineId, String> signs = new TreeMap<>(seen.pauses());
        signs.putAll(inApp(seen.fleet().machines()));
        List<Pause> found = new ArrayList<>();
        PauseMode configured = settings.guards().pause();
        if (configured != PauseMode.NONE) {
            found.add(new Pause(configured, word(configured) + ", by configuration or API"));
        }
        for (Map.Entry<MachineId, String> sign : signs.entrySet()) {
            read(sign.getKey(), sign.getValue(), seen.at()).ifPresent(found::add);
        }
        return found.stream().reduce(NONE, Pause::and);
    }

    /// The signs on an app's machines, as an observation carries them. Machines that are gone say nothing any more.
    public static SortedMap<MachineId, String> inApp(List<Machine> machines) {
        TreeMap<MachineId, String> signs = new TreeMap<>();
        for (Machine machine : machines) {
            String value = machine.metadata().get(KEY);
            if (value != null && machine.state().kind() != MachineState.Kind.GONE) {
                signs.put(machine.id(), value);
            }
        }
        return Collections.unmodifiableSortedMap(signs);
    }

    private static Optional<Pause> read(MachineId machine, String value, Instant at) {
        List<String> words = TagWords.of(value);
        Optional<PauseMode> mode = words.isEmpty() ? Optional.empty() : mode(words.getFirst());
        Optional<Instant> until = words.size() == 2 ? TagWords.time(words.getLast()) : Optional.empty();
        boolean readable = mode.isPresent() && (words.size() == 1 || until.isPresent());
        String source = ", by " + KEY + " of machine " + machine;
        if (!readable) {
            // The value is a stranger's text: it is not repeated.
            return Optional.of(new Pause(PauseMode.ALL, "all" + source + ", which cannot be read"));
        }
        if (until.filter(end -> !end.isAfter(at)).isPresent()) {
            return Optional.empty();
        }
        String end = until.map(its -> " until " + its).orElse("");
        return mode.map(its -> new Pause(its, word(its) + source + end));
    }

    private static Optional<PauseMode> mode(String word) {
        for (PauseMode mode : PauseMode.values()) {
            if (mode != PauseMode.NONE && word(mode).equals(word)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }

    private static String word(PauseMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    private Pause and(Pause other) {
        String both = detail.isEmpty() || other.detail.isEmpty() ? detail + other.detail : detail + "; " + other.detail;
        return new Pause(mode.and(other.mode), both);
    }

    boolean stopsGrowing() {
        return mode.stopsGrowing();
    }

    boolean stopsShrinking() {
        return mode.stopsShrinking();
    }
}
