package dev.hangar.report;

import dev.hangar.model.MachineId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The whole reasoning of one app's fleets, or of one of its machines, as data: what every format is made from.
///
/// @param header what it was made of and when
/// @param fleets at least one, sorted
/// @param machine the machine that was asked about; then there is one fleet, its own
public record ExplainReport(Header header, List<Explained> fleets, Optional<MachineId> machine) {
    /// Facts that concern all of it.
    ///
    /// @param at when it was asked
    /// @param source what was explained
    /// @param mode what the daemon does with the same configuration
    /// @param prices list prices that everything is estimated by
    public record Header(Instant at, Source source, Report.Mode mode, Prices prices) {}

    /// Where the explained pass comes from.
    public enum Source {
        /// A pass that was made to be explained, with a memory rebuilt from history.
        FRESH,
        /// The last pass of a running daemon.
        LAST
    }

    public ExplainReport {
        fleets = fleets.stream().sorted(Comparator.comparing(Explained::fleet)).toList();
    }

    /// The part that is called so: a process group, or a machine by its id or its name. Empty when there is none.
    public Optional<ExplainReport> only(String part) {
        Optional<ExplainReport> group = fleets.stream()
                .filter(one -> one.fleet().group().value().equals(part))
                .findFirst()
                .map(one -> new ExplainReport(header, List.of(one), Optional.empty()));
        return group.or(() -> fleets.stream()
                .flatMap(one ->
                        one.machine(part).stream().map(id -> new ExplainReport(header, List.of(one), Optional.of(id))))
                .findFirst());
    }

    /// What [#only] would find, for people who mistyped.
    public List<String> parts() {
        return fleets.stream()
                .flatMap(one -> Stream.concat(
                        Stream.of(one.fleet().group().value()),
                        one.pass().evaluation().report().machines().stream()
                                .map(report -> report.machine().id().value())))
                .distinct()
                .toList();
    }
}
