package dev.hangar.policy;

import dev.hangar.cost.PriceBook;
import dev.hangar.cost.Rate;
import dev.hangar.model.Action;
import dev.hangar.model.MachineState;
import dev.hangar.model.Reason;
import dev.hangar.model.Region;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Writes down the reasoning of one evaluation: a reason and dollars for every machine, acted on or not.
final class Reporter {
    private final PriceBook prices;
    private final Situation now;
    private final Choices choices;
    private final Optional<FleetReport.Hold> growth;
    private final List<FleetReport.Hold> shrink;
    private final Creation.Choice creation;

    /// @param growth why fewer are woken than wanted
    /// @param shrink why nothing is put to sleep
    /// @param creation what is made, or why nothing is
    Reporter(
            PriceBook prices,
            Situation now,
            Choices choices,
            Optional<FleetReport.Hold> growth,
            List<FleetReport.Hold> shrink,
            Creation.Choice creation) {
        this.prices = prices;
        this.now = now;
        this.choices = choices;
        this.growth = growth;
        this.shrink = List.copyOf(shrink);
        this.creation = creation;
    }

    FleetReport report() {
        List<MachineReport> machines =
                now.roster().all().stream().map(this::machine).toList();
        TreeMap<Region, Integer> stabilized = new TreeMap<>();
        now.memory().regionWindows().forEach((region, window) -> stabilized.put(region, window.max()));
        int capacity = now.roster().capacity();
        Optional<CreateReport> created = creation.action().map(this::created);
        return new FleetReport(
                now.demand(),
                now.floors(),
                now.settings().ceiling(),
                now.need(),
                stabilized,
                now.target().desired(capacity),
                now.roster().serving(),
                capacity,
                holds(),
                now.pair(),
                machines,
                sum(machines.stream().map(MachineReport::now).toList()),
                sum(machines.stream().map(MachineReport::after).toList())
                        .plus(created.flatMap(CreateReport::after).orElse(Rate.ZERO)),
                (int) machines.stream().filter(report -> report.now().isEmpty()).count(),
                ScalingReporter.of(now, prices),
                created,
                now.memory().times());
    }

    /// What holds creating is said once where it holds something else as well.
    private List<FleetReport.Hold> holds() {
        List<FleetReport.Hold> others =
                Stream.concat(growth.stream(), shrink.stream()).toList();
        Stream<FleetReport.Hold> more = creation.hold().stream()
                .filter(hold -> others.stream().noneMatch(other -> other.reason() == hold.reason()));
        return Stream.concat(others.stream(), more).toList();
    }

    private CreateReport created(Action.Create create) {
        Optional<Rate> asleep = now.roster().all().stream()
                .filter(standing -> standing.ref().equals(create.machine()))
                .findFirst()
                .flatMap(template -> prices.rate(template.machine(), MachineState.STOPPED));
        return new CreateReport(create, creation.detail(), asleep);
    }

    private static Rate sum(List<Optional<Rate>> rates) {
        return rates.stream().flatMap(Optional::stream).reduce(Rate.ZERO, Rate::plus);
    }

    private MachineReport machine(Standing standing) {
        Choices.Choice choice = choices.of(standing).orElseGet(() -> unchosen(standing));
        MachineState state = standing.machine().state();
        MachineState next = choice.action()
                .map(action -> PolicyEngine.resultOf(action, state))
                .orElse(state);
        Optional<Rate> before = prices.rate(standing.machine(), state);
        Optional<Rate> after = prices.rate(standing.machine(), next);
        // Without both prices there is nothing to compare: it stays out of both sums.
        boolean priced = before.isPresent() && after.isPresent();
        return new MachineReport(
                standing.machine(),
                standing.role(),
                choice.reason(),
                choice.detail(),
                choice.reason().change(),
                choice.action(),
                priced ? before : Optional.empty(),
                priced ? after : Optional.empty());
    }

    private Choices.Choice unchosen(Standing standing) {
        if (standing.untouchable().isPresent()) {
            return left(standing.untouchable().get(), whyUntouchable(standing));
        }
        return switch (standing.role()) {
            case SERVING -> serving(standing.region());
            case UNHEALTHY -> left(Reason.UNHEALTHY, "");
            case DRAINING -> left(Reason.DRAINING, "");
            case WAKING, LEAVING -> left(Reason.IN_MOTION, standing.machine().stateText());
            case ASLEEP -> asleep();
            case IDLE_WRECK -> left(Reason.UNKNOWN_STATE, standing.machine().stateText());
            case OUTSIDER -> left(Reason.IGNORED, "");
        };
    }

    private String whyUntouchable(Standing standing) {
        return HoldTag.holding(standing.machine(), now.at())
                .filter(hold -> standing.untouchable().equals(Optional.of(Reason.HELD)))
                .map(HoldTag::describe)
                .orElse(standing.machine().stateText());
    }

    private Choices.Choice serving(Region region) {
        if (!shrink.isEmpty()) {
            return left(shrink.getFirst().reason(), shrink.getFirst().detail());
        }
        Optional<FleetReport.Hold> rule = RuleHold.of(now);
        if (rule.isPresent()) {
            return left(rule.get().reason(), rule.get().detail());
        }
        Floors floors = now.floors();
        int needed = now.need().total();
        int neededHere = now.need().byRegion().getOrDefault(region, 0);
        if (now.target().keepTotal() > Math.max(now.target().growTotal(), floors.least())) {
            return left(
                    Reason.STABILIZING,
                    now.target().keepTotal()
                            + " were needed, or could not be ruled out, within the stabilization window");
        }
        boolean forFloor = needed < floors.least() || neededHere < floors.of(region);
        if (!forFloor) {
            return left(Reason.NEEDED, Recommendation.describe(now.demand(), now.need(), now.settings()));
        }
        return floors.whyNotZero()
                .map(guard -> left(guard, ""))
                .orElseGet(() -> left(Reason.KEPT_BY_FLOOR, "floor " + floors.total()));
    }

    private Choices.Choice asleep() {
        Optional<FleetReport.Hold> limit = growth.stream()
                .filter(hold -> hold.reason() == Reason.AT_CEILING || hold.reason() == Reason.STEP_LIMIT)
                .findFirst();
        return limit.map(hold -> left(hold.reason(), hold.detail())).orElseGet(() -> left(Reason.NOT_NEEDED, ""));
    }

    private static Choices.Choice left(Reason reason, String detail) {
        return new Choices.Choice(Optional.<Action>empty(), reason, detail);
    }
}
