package dev.hangar.report;

import dev.hangar.control.PassRecord;
import dev.hangar.control.Usage;
import dev.hangar.cost.PriceList;
import dev.hangar.model.App;
import dev.hangar.model.CpuKind;
import dev.hangar.model.OrgSlug;
import dev.hangar.survey.AppSurvey;
import dev.hangar.survey.Bill;
import dev.hangar.survey.Survey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// The bill of machines and the dollars of the plans are the same figures, added up in other ways.
class BillAgreesTest {
    private static final Set<Bill.Kind> OF_MACHINES = EnumSet.of(Bill.Kind.COMPUTE, Bill.Kind.ROOTFS);
    private static final List<String> STATES =
            List.of("started", "started", "started", "stopped", "suspended", "failed", "starting", "odd");
    private static final List<CpuKind> KINDS = List.of(CpuKind.SHARED, CpuKind.PERFORMANCE, CpuKind.UNRECOGNIZED);
    private static final List<String> REGIONS = List.of("iad", "ord", "xyz");

    @Test
    void sumsAgreeToTheTrillionthInAnyWorld() {
        int changed = 0;
        int refused = 0;
        for (long seed = 0; seed < 150; seed++) {
            List<PassRecord.Decided> fleets = world(new SplittableRandom(seed));
            Money plans = fleets.stream().map(Money::of).reduce(Money.NOTHING, Money::plus);

            Bill.Sum sum = Bill.of(survey(fleets)).sum(line -> OF_MACHINES.contains(line.kind()));

            assertThat(new Money(sum.now(), sum.after())).as("seed %d", seed).isEqualTo(plans);
            assertThat(sum.worst()).as("seed %d", seed).isGreaterThanOrEqualTo(sum.now());
            assertThat(sum.worst()).as("seed %d", seed).isGreaterThanOrEqualTo(sum.after());
            changed += plans.changes() ? 1 : 0;
            refused += (int)
                    fleets.stream().filter(one -> !one.violations().isEmpty()).count();
        }
        assertThat(changed).as("worlds in which a plan changes dollars").isGreaterThan(30);
        assertThat(refused).as("plans that were refused").isGreaterThan(10);
    }

    private static List<PassRecord.Decided> world(SplittableRandom random) {
        List<PassRecord.Decided> fleets = new ArrayList<>();
        for (int app = random.nextInt(3); app >= 0; app--) {
            FleetMaker fleet = FleetMaker.fleet("app" + app);
            for (int machine = random.nextInt(6); machine > 0; machine--) {
                MachineMaker made = machine(random, app + "m" + machine);
                if (made.state().equals("started") && random.nextInt(8) > 0) {
                    fleet.with(made, random.nextInt(2) * random.nextInt(40));
                } else {
                    fleet.with(made);
                }
            }
            if (random.nextInt(4) == 0) {
                fleet.floor(random.nextInt(4));
            }
            if (random.nextInt(4) == 0) {
                fleet.create(8, 2);
            }
            if (random.nextInt(5) == 0) {
                fleet.refusedBecause("a bug of ours");
            }
            fleets.add(fleet.decide());
        }
        return fleets;
    }

    private static MachineMaker machine(SplittableRandom random, String id) {
        MachineMaker machine = MachineMaker.machine(
                        id, REGIONS.get(random.nextInt(REGIONS.size())), STATES.get(random.nextInt(STATES.size())))
                .size(KINDS.get(random.nextInt(3)), 1 + random.nextInt(3), 256 * (1 + random.nextInt(20)))
                .younger(Duration.ofHours(random.nextInt(500)));
        return random.nextInt(9) == 0 ? machine.scheduled() : machine;
    }

    private static Survey survey(List<PassRecord.Decided> fleets) {
        List<AppSurvey> apps = fleets.stream()
                .map(decided -> AppSurvey.of(
                        new App(decided.app(), new OrgSlug("personal"), "deployed", Optional.empty()),
                        List.of(decided)))
                .toList();
        return new Survey(
                new OrgSlug("personal"),
                FleetMaker.AT,
                PriceList.of(FleetMaker.PRICES),
                apps,
                Usage.NONE,
                Optional.empty());
    }
}
