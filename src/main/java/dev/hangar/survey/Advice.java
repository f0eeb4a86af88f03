package dev.hangar.survey;

import dev.hangar.cost.Rate;
import dev.hangar.model.AppName;
import dev.hangar.model.MachineId;
import dev.hangar.model.ProcessGroup;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// One thing worth telling: what was seen, what it costs or risks, and what to do about it.
///
/// @param topic what it is about
/// @param subject what it concerns
/// @param headline one sentence without a full stop
/// @param evidence what it rests on, each one sentence without a full stop; at least one
/// @param fixes what to do, the best first; at least one
/// @param worth dollars or risk
public record Advice(Topic topic, Subject subject, String headline, List<String> evidence, List<Fix> fixes, Worth worth)
        implements Comparable<Advice> {
    private static final Comparator<Advice> ORDER = Comparator.comparingInt((Advice one) -> rank(one.worth()))
            .thenComparing(one -> one.worth().rate(), Comparator.reverseOrder())
            .thenComparing(Advice::topic)
            .thenComparing(Advice::subject)
            .thenComparing(Advice::headline);

    public Advice {
        if (evidence.isEmpty() || fixes.isEmpty()) {
            throw new IllegalArgumentException("advice needs evidence and a fix: " + headline);
        }
        evidence = List.copyOf(evidence);
        fixes = List.copyOf(fixes);
    }

    /// What it concerns.
    ///
    /// @param app empty for the whole organization
    /// @param group empty for the whole app
    /// @param machines machines meant, ascending; empty for all
    public record Subject(Optional<AppName> app, Optional<ProcessGroup> group, List<MachineId> machines)
            implements Comparable<Subject> {
        /// The whole organization.
        public static final Subject ORG = new Subject(Optional.empty(), Optional.empty(), List.of());

        public Subject {
            machines = machines.stream().sorted().toList();
        }

        /// A whole app.
        public static Subject of(AppName app) {
            return new Subject(Optional.of(app), Optional.empty(), List.of());
        }

        /// `app`, `app/group`, or the empty text for the organization.
        public String name() {
            return app.map(AppName::value).orElse("")
                    + group.map(its -> "/" + its.value()).orElse("");
        }

        @Override
        public int compareTo(Subject other) {
            return Comparator.comparing(Subject::name)
                    .thenComparing(its -> its.machines().toString())
                    .compare(this, other);
        }
    }

    /// What to do.
    public sealed interface Fix {
        /// Lines for the fly.toml, with their section, as they should stand there.
        record Lines(String toml) implements Fix {}

        /// A command to run, exactly.
        record Command(String line) implements Fix {}

        /// Something that neither says.
        record Words(String sentence) implements Fix {}
    }

    /// What it is worth.
    public sealed interface Worth {
        /// Somebody is not served, or will not be.
        record Outage(String risk) implements Worth {}

        /// Something may go wrong.
        record Risk(String risk) implements Worth {}

        /// Dollars that could be saved.
        ///
        /// @param saving at least 0
        /// @param planned whether the plan saves them already: not to be counted twice
        /// @param atMost whether it may be less
        record Saves(Rate saving, boolean planned, boolean atMost) implements Worth {}

        /// Dollars that it costs, and that may well be worth it.
        record Costs(Rate price) implements Worth {}

        /// Neither dollars nor risk.
        record Tidies() implements Worth {}

        /// The dollars, 0 where there are none.
        default Rate rate() {
            return switch (this) {
                case Outage outage -> Rate.ZERO;
                case Risk risk -> Rate.ZERO;
                case Saves saves -> saves.saving();
                case Costs costs -> costs.price();
                case Tidies tidies -> Rate.ZERO;
            };
        }
    }

    private static int rank(Worth worth) {
        return switch (worth) {
            case Worth.Outage outage -> 0;
            case Worth.Saves saves -> 1;
            case Worth.Costs costs -> 2;
            case Worth.Risk risk -> 3;
            case Worth.Tidies tidies -> 4;
        };
    }

    /// Outages first, then dollars, then the rest; a total order as long as headlines differ.
    @Override
    public int compareTo(Advice other) {
        return ORDER.compare(this, other);
    }
}
