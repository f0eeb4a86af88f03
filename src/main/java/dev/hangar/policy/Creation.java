package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.Reason;
import dev.hangar.model.Region;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// Whether one more machine is made in this pass: at most one, asleep, and only where everything speaks for it.
/// Nothing that was made is destroyed again.
final class Creation {
    /// @param action what is made; empty when nothing is
    /// @param detail how many exist and how many shall
    /// @param hold why nothing is made although more are wanted
    record Choice(Optional<Action.Create> action, String detail, Optional<FleetReport.Hold> hold) {
        static final Choice NOTHING = new Choice(Optional.empty(), "", Optional.empty());
    }

    private Creation() {}

    static Choice choose(Situation now, Choices choices) {
        Creating creating = now.settings().creating();
        Roster roster = now.roster();
        if (creating.most().isEmpty() || roster.members().isEmpty()) {
            return Choice.NOTHING;
        }
        CreatedCount count = CreatedCount.of(now.target(), roster, now.demand(), now.settings(), now.seen());
        Optional<FleetReport.Hold> unknown = count.unknown().map(gap -> held(gap.reason(), "created: " + gap.detail()));
        if (count.usable() >= count.wanted() || unknown.isPresent()) {
            return new Choice(Optional.empty(), "", unknown);
        }
        String detail = count.usable() + " exist, " + count.wanted() + " wanted";
        int most = creating.most().getAsInt();
        Optional<FleetReport.Hold> hold = count.existing() >= most
                ? Optional.of(held(Reason.CREATE_LIMIT, detail + ", create.most " + most))
                : obstacle(now.seen().at(), now);
        boolean shrinks = choices.all().stream()
                .anyMatch(
                        choice -> choice.action().filter(Action::takesCapacity).isPresent());
        if (hold.isPresent() || shrinks) {
            return new Choice(Optional.empty(), "", hold);
        }
        return Template.of(roster)
                .map(template -> new Action.Create(template.ref(), region(now), Reason.MORE_WANTED))
                .map(create -> new Choice(Optional.of(create), detail, Optional.empty()))
                .orElseGet(() -> new Choice(
                        Optional.empty(), "", Optional.of(held(Reason.NO_TEMPLATE, Template.missing(roster)))));
    }

    /// What forbids to make one now.
    private static Optional<FleetReport.Hold> obstacle(Instant at, Situation now) {
        if (now.pause().stopsGrowing()) {
            return Optional.of(held(Reason.PAUSED, now.pause().detail()));
        }
        return obstacle(now.roster(), now.demand(), now.memory(), at);
    }

    /// The same apart from pauses.
    static Optional<FleetReport.Hold> obstacle(Roster roster, Demand demand, PolicyMemory memory, Instant at) {
        Optional<Demand.Gap> gap = demand.gap().filter(known -> !known.brief());
        Creates creates = memory.guards().creates();
        Optional<String> deploy = Deploys.running(roster, at);
        if (gap.isPresent()) {
            return gap.map(known -> held(known.reason(), known.detail()));
        }
        if (deploy.isPresent()) {
            return deploy.map(sign -> held(Reason.DEPLOY_RUNNING, sign));
        }
        if (Template.releases(roster) > 1) {
            return Optional.of(held(Reason.MIXED_RELEASES, Template.releases(roster) + " releases"));
        }
        if (creates.pending().isPresent()) {
            return Optional.of(
                    held(Reason.CREATE_UNSEEN, "in " + creates.pending().get().region()));
        }
        return creates.restsUntil()
                .map(end -> held(Reason.CREATE_REFUSED, creates.refusals().size() + " times, until " + end))
                .or(() -> OtherAutoscaler.beside(roster, memory, at));
    }

    /// Where a region lacks machines, else where the fewest are; where a create just failed only when all others failed
    /// too.
    private static Region region(Situation now) {
        Creates creates = now.memory().guards().creates();
        return now.roster().members().stream()
                .map(Standing::region)
                .distinct()
                .min(Comparator.comparing(creates::failedIn)
                        .thenComparingInt(region -> -lacking(now, region))
                        .thenComparingInt(region -> CreatedCount.usable(now.roster(), region))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    private static int lacking(Situation now, Region region) {
        return Math.max(0, now.target().grow(region) - CreatedCount.usable(now.roster(), region));
    }

    private static FleetReport.Hold held(Reason reason, String detail) {
        return new FleetReport.Hold(reason, detail);
    }
}
