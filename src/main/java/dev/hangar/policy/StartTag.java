package dev.hangar.policy;

import dev.hangar.model.Machine;
import dev.hangar.model.MachineId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Our mark on a machine that we started, kept in its metadata: events say of our token's starts what they say of a
/// person's. The machine's own id stands inside, since clones copy metadata (facts 7.5). The last few starts are told,
/// so
/// that neither a restart of ours nor a second Hangar takes them for another autoscaler's.
///
/// @param machine the machine that was started
/// @param starts when, in whole seconds, newest first; at least one, at most [#MOST]
public record StartTag(MachineId machine, List<Instant> starts) {
    /// Metadata key of the tag.
    public static final String KEY = "hangar_started";

    /// So many starts are told: as many as a fleet that rests when its sleeps are undone sees within the hour.
    static final int MOST = 8;

    public StartTag {
        if (starts.isEmpty()) {
            throw new IllegalArgumentException("a tag tells of one start at least");
        }
        starts = List.copyOf(starts.subList(0, Math.min(MOST, starts.size())));
    }

    /// A first start.
    public StartTag(MachineId machine, Instant at) {
        this(machine, List.of(at));
    }

    /// The tag after one more start of `machine` at `at`.
    public static StartTag after(Machine machine, Instant at) {
        List<Instant> all = new ArrayList<>(List.of(at));
        of(machine).ifPresent(before -> all.addAll(before.starts()));
        return new StartTag(machine.id(), all);
    }

    /// The metadata value, such as `148e... 1795392000 1795388400`.
    public String value() {
        return Stream.concat(
                        Stream.of(machine.value()), starts.stream().map(start -> Long.toString(start.getEpochSecond())))
                .collect(Collectors.joining(" "));
    }

    /// The tag on `machine`, if it is well formed and its own.
    public static Optional<StartTag> of(Machine machine) {
        String value = machine.metadata().get(KEY);
        if (value == null) {
            return Optional.empty();
        }
        List<String> parts = Arrays.asList(value.split(" ", -1));
        List<String> times = parts.subList(1, parts.size());
        boolean own = parts.getFirst().equals(machine.id().value())
                && !times.isEmpty()
                && times.size() <= MOST
                && times.stream().allMatch(time -> time.matches("\\d{1,12}"));
        return own
                ? Optional.of(new StartTag(
                        machine.id(),
                        times.stream()
                                .map(time -> Instant.ofEpochSecond(Long.parseLong(time)))
                                .toList()))
                : Optional.empty();
    }
}
