package dev.hangar.web;

import dev.hangar.control.PassRecord;
import dev.hangar.model.AppName;
import dev.hangar.model.Outcome;
import dev.hangar.telemetry.Accounts;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Passes;
import dev.hangar.testkit.Prices;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JournalTest {
    private final Journal journal = new Journal();

    @Test
    void keepsTheNewestOfEachFleetAndOnlyNotablePasses() {
        journal.record(Passes.started(new Outcome.AlreadySo()));
        journal.record(Passes.quiet());

        assertThat(journal.fleets()).containsExactly(Passes.quiet());
        assertThat(journal.notable(10)).hasSize(1);
    }

    @Test
    void isBounded() {
        for (int pass = 0; pass < Journal.KEPT + 7; pass++) {
            journal.record(Passes.unread("app-" + pass));
        }

        assertThat(journal.notable(Integer.MAX_VALUE)).hasSize(Journal.KEPT);
        assertThat(journal.notable(1)).containsExactly(Passes.unread("app-" + (Journal.KEPT + 6)));
    }

    /// 500 snapshots of a fleet of a hundred machines were more than the heap of a small machine.
    @Test
    void ofAPassThatIsOverOnlyTheMachinesThatItNamesAreKept() {
        PassRecord.Decided pass = Passes.started(new Outcome.AlreadySo());
        assertThat(pass.evaluation().report().machines()).hasSizeGreaterThan(1);

        journal.record(pass);

        assertThat(journal.fleets()).containsExactly(pass);
        assertThat(journal.notable(1)).singleElement().isInstanceOfSatisfying(PassRecord.Decided.class, kept -> {
            assertThat(kept.evaluation().report().machines())
                    .extracting(report -> report.machine().id())
                    .containsExactly(pass.acted().getFirst().action().machine().id());
            assertThat(kept.evaluation().basis().seen().fleet().machines()).isEmpty();
            assertThat(PassView.of(kept)).isEqualTo(PassView.of(pass));
        });
    }

    @Test
    void forgetsFleetsThatAreNoLongerThere() {
        journal.record(Passes.quiet());
        journal.retain(Set.of());

        assertThat(journal.fleets()).isEmpty();
    }

    @Test
    void viewsCarryTheReasonAndWhatWouldHaveToChange() {
        Accounts accounts = new Accounts(Prices.LIST);
        accounts.record(Passes.quiet());
        FleetView fleet = FleetView.of(
                Passes.quiet(), Optional.empty(), accounts.of(Machines.FLEET), PricesView.of(Prices.LIST, Machines.T0));

        assertThat(fleet.machines()).hasSize(3).allSatisfy(machine -> {
            assertThat(machine.sentence()).isNotBlank();
            assertThat(machine.change()).isNotBlank();
            assertThat(machine.usdPer30DaysNow()).isPresent();
            assertThat(machine.usdPerHourNow()).isPresent();
        });
        // Two small machines awake at 846,500 trillionths per second, one asleep at 57,870.
        assertThat(fleet.usdPerHourNow()).isEqualByComparingTo("0.006303");
        assertThat(fleet.usdOnce()).isZero();
        assertThat(fleet.ledger())
                .hasValueSatisfying(
                        ledger -> assertThat(ledger.usdPerHourWithout()).isEqualByComparingTo("0.006303"));
        assertThat(fleet.prices().ageDays()).isEqualTo(49);
        assertThat(PassView.of(Passes.started(new Outcome.AlreadySo())).actions())
                .singleElement()
                .satisfies(action -> {
                    assertThat(action.usdPerHour())
                            .hasValueSatisfying(usd -> assertThat(usd).isEqualByComparingTo("0.002839"));
                    assertThat(action.usdOnce()).isEqualByComparingTo("0.000001");
                });
        assertThat(PassView.of(Passes.started(new Outcome.AlreadySo())).actions())
                .singleElement()
                .satisfies(action -> assertThat(action.outcome()).contains("already-so"));
        assertThat(PassView.of(Passes.unread("shop")).failure()).isPresent();
    }

    @Test
    void anAppThatCouldNotBeReadIsMarkedUntilItIsReadAgain() {
        Journal journal = new Journal();
        FleetResource fleets = new FleetResource(journal, new Accounts(Prices.LIST), Prices.LIST);
        journal.record(Passes.unread("never-read"));
        journal.record(Passes.quiet());
        assertThat(fleets.fleets())
                .singleElement()
                .satisfies(fleet -> assertThat(fleet.unread()).isEmpty());

        journal.record(Passes.unread("shop"));
        assertThat(fleets.fleets())
                .singleElement()
                .satisfies(fleet -> assertThat(fleet.unread())
                        .hasValueSatisfying(
                                unread -> assertThat(unread.failure()).contains("connection refused")));

        journal.record(Passes.quiet());
        assertThat(fleets.fleets())
                .singleElement()
                .satisfies(fleet -> assertThat(fleet.unread()).isEmpty());
        assertThat(journal.unread(new AppName("never-read"))).isEmpty();
    }
}
