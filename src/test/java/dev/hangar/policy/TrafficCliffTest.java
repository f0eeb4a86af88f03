package dev.hangar.policy;

import dev.hangar.model.AppName;
import dev.hangar.model.MachineId;
import dev.hangar.model.Reading;
import dev.hangar.model.Reason;
import dev.hangar.model.SignalQuery;
import dev.hangar.model.Silence;
import dev.hangar.model.SleepKind;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Prices;
import dev.hangar.testkit.Readings;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static dev.hangar.testkit.Machines.worker;
import static org.assertj.core.api.Assertions.assertThat;

class TrafficCliffTest {
    private static final Duration HOLD = Duration.ofMinutes(15);
    private static final Instant FELL = T0.minus(Duration.ofMinutes(12));

    /// What one pass sees: a load in machines' worth, `gap` where nothing is known, `stale` for an old sample.
    private static Demand demand(String said) {
        boolean known = said.matches("[0-9.]+");
        double load = known ? Double.parseDouble(said) : said.equals("stale") ? 3 : 0;
        Reason why = said.equals("stale") ? Reason.SIGNAL_STALE : Reason.SIGNAL_ABSENT;
        Optional<Demand.Gap> gap = known ? Optional.empty() : Optional.of(new Demand.Gap(why, "test"));
        return new Demand(new TreeMap<>(), load, gap, new TreeMap<>(), false);
    }

    @ParameterizedTest(name = "{0}: cliff {1}")
    @CsvSource({
        // second=load in machines' worth; whether a cliff holds after the last
        "'0=2.5 15=0', true",
        "'0=1.0 15=0', true",
        "'0=0.99 15=0', false",
        "'0=0 15=0', false",
        "'0=2.5 15=0.05', false",
        // Within the last minute, also by way of less.
        "'0=2.5 30=0.5 60=0', true",
        "'0=2.5 30=0.5 61=0', false",
        "'0=2.5 60=0', true",
        // Passes further apart than a minute: the one before counts.
        "'0=2.5 61=0', true",
        "'0=2.5 300=0', true",
        "'0=2.5 360=0', true",
        "'0=2.5 361=0', false",
        "'0=2.5 30=0.5 300=0', false",
        "'0=2.5 120=gap 240=0', true",
        // It holds for its time, and then no longer.
        "'0=2.5 15=0 30=0 914=0', true",
        "'0=2.5 15=0 30=0 915=0', false",
        "'0=2.5 15=0 30=0 915=0 930=0', false",
        // Demand is seen again: over. Less than busy, so the next silence is none.
        "'0=2.5 15=0 300=0.05', false",
        "'0=2.5 15=0 300=0.05 315=0', false",
        "'0=2.5 15=0 300=2 315=0', true",
        // What is not known is neither demand nor the lack of it.
        "'0=2.5 15=gap', false",
        "'0=2.5 15=gap 30=0', true",
        "'0=2.5 15=gap 60=gap 110=gap 150=0', true",
        "'0=2.5 15=gap 90=0', true",
        "'0=2.5 15=gap 30=0.5 95=0', false",
        "'0=2.5 15=0 30=gap 45=0', true",
        "'0=2.5 15=0 30=stale 45=0', true",
        "'0=gap 15=0', false",
        "'0=stale 15=0', false",
        // A clock that goes back makes no cliff, and one that holds wears off in its time.
        "'0=2.5 -30=0', false",
        "'0=2.5 15=0 -30=0 -15=0', true",
        "'0=2.5 15=0 -30=0 870=0', false"
    })
    void timeline(String passes, boolean holds) {
        TrafficCliff cliff = TrafficCliff.NEW;
        Instant at = T0;
        Optional<Instant> before = Optional.empty();
        for (String pass : passes.split(" ", -1)) {
            String[] parts = pass.split("=", -1);
            at = T0.plusSeconds(Long.parseLong(parts[0]));
            cliff = cliff.seen(at, before, demand(parts[1]), true, HOLD);
            before = Optional.of(at);
        }
        assertThat(cliff.holds(at, HOLD).isPresent()).isEqualTo(holds);
    }

    @Test
    void aFleetWithoutServicesIsExemptAndZeroTurnsItOff() {
        TrafficCliff busy = TrafficCliff.NEW.seen(T0, Optional.empty(), demand("3"), true, HOLD);
        assertThat(busy.seen(T0.plusSeconds(15), Optional.of(T0), demand("0"), false, HOLD))
                .isEqualTo(TrafficCliff.NEW);
        assertThat(busy.seen(T0.plusSeconds(15), Optional.of(T0), demand("0"), true, Duration.ZERO))
                .isEqualTo(TrafficCliff.NEW);
    }

    private static PolicyMemory fallen(Instant fell) {
        TrafficCliff cliff = new TrafficCliff(Optional.of(fell.minusSeconds(15)), Optional.of(fell));
        return Given.warm(T0).with(new GuardMemory(cliff, Flaps.NEW, OwnStarts.NEW));
    }

    private static Machines draining() {
        return web("a").cordoned().tagged(new DrainTag(new MachineId("a"), T0.minusSeconds(60), SleepKind.SUSPEND));
    }

    record Row(String situation, Given given, List<String> plan, List<String> reasons) {
        @Override
        public String toString() {
            return situation;
        }
    }

    static Stream<Row> fleets() {
        return Stream.of(
                new Row(
                        "nothing shrinks",
                        Given.fleet(web("a"), web("b")).memory(fallen(FELL)),
                        List.of(),
                        List.of("a=TRAFFIC_CLIFF", "b=TRAFFIC_CLIFF")),
                new Row(
                        "it is over",
                        Given.fleet(web("a"), web("b")).memory(fallen(T0.minus(HOLD))),
                        List.of("drain a IDLE", "sleep b IDLE"),
                        List.of("a=IDLE", "b=IDLE")),
                new Row(
                        "demand is back: the rest may shrink",
                        Given.fleet(web("a"), web("b")).concurrency(0, 1).memory(fallen(FELL)),
                        List.of("drain a IDLE"),
                        List.of("a=IDLE", "b=NEEDED")),
                new Row(
                        "what drains is taken back",
                        Given.fleet(draining(), web("b")).concurrency(0, 0).memory(fallen(FELL)),
                        List.of("undrain a TRAFFIC_CLIFF"),
                        List.of("a=TRAFFIC_CLIFF", "b=TRAFFIC_CLIFF")),
                new Row(
                        "a floor still grows",
                        Given.fleet(web("a"), web("b").suspended())
                                .concurrency(0)
                                .memory(fallen(FELL))
                                .settings(Settings.usual().floor(2)),
                        List.of("start b FLOOR"),
                        List.of("a=KEPT_BY_FLOOR", "b=FLOOR")),
                new Row(
                        "the window would have kept them all, and the cliff is named first",
                        Given.fleet(web("a"), web("b"))
                                .memory(fallen(FELL)
                                        .seen(
                                                T0.minusSeconds(15),
                                                new Need(Given.map(Machines.IAD, 2), 0, 2),
                                                java.util.Set.of(),
                                                Settings.WINDOW)),
                        List.of(),
                        List.of("a=TRAFFIC_CLIFF", "b=TRAFFIC_CLIFF")),
                new Row(
                        "workers whose queue is worked off",
                        Given.fleet(worker("a"), worker("b"))
                                .settings(Settings.usual().signals(Settings.queue(10)))
                                .readings(Readings.at(T0).ofApp(Settings.QUEUE, 0))
                                .memory(fallen(FELL)),
                        List.of("sleep a IDLE", "sleep b IDLE"),
                        List.of("a=IDLE", "b=IDLE")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void fleets(Row row) {
        assertThat(row.given.plan()).isEqualTo(row.plan);
        assertThat(row.given.reasons()).isEqualTo(row.reasons);
    }

    @Test
    void theReportTellsSinceAndUntilWhen() {
        Given given = Given.fleet(web("a"), web("b")).memory(fallen(FELL));
        String detail = "busy a minute before, no demand at all since " + FELL + ": nothing shrinks until "
                + FELL.plus(HOLD) + " or until there is demand";
        assertThat(given.evaluate().report().holds())
                .containsExactly(new FleetReport.Hold(Reason.TRAFFIC_CLIFF, detail));
        assertThat(given.report("a").detail()).isEqualTo(detail);
    }

    /// Two passes of the engine: busy, then nothing.
    @Test
    void theEngineRemembersTheBusyMoment() {
        Given busy = Given.fleet(web("a"), web("b"), web("c")).concurrency(20, 9, 0);
        PolicyMemory after = new PolicyEngine(Prices.BOOK)
                .evaluate(busy.observation(), Given.warm(T0), busy.settings())
                .next();
        assertThat(after.guards().cliff().busy()).contains(T0);
        Given silent = Given.fleet(web("a"), web("b"), web("c"))
                .at(T0.plusSeconds(15))
                .concurrency(0, 0, 0)
                .memory(after);
        assertThat(silent.holds()).startsWith(Reason.TRAFFIC_CLIFF);
    }

    @Test
    void thePlanCheckerProvesIt() {
        String what = "shrinks on a traffic cliff: ";
        Given given = Given.fleet(web("a"), web("b"), web("c").stopped()).memory(fallen(FELL));
        assertThat(given.violations(PlanCheckerTest.drain("a")))
                .singleElement()
                .satisfies(said -> assertThat(said).startsWith(what));
        assertThat(given.violations(PlanCheckerTest.start("c"))).isEmpty();
        Given over = Given.fleet(web("a"), web("b")).memory(fallen(T0.minus(HOLD)));
        assertThat(over.violations(PlanCheckerTest.drain("a"))).isEmpty();
    }

    @ParameterizedTest(name = "silent since {0} s, hold {1} s: {2}")
    @CsvSource({"0, 900, true", "899, 900, true", "900, 900, false", "0, 0, false"})
    void theSilenceOfTheOrganizationHoldsEveryFleet(long since, long hold, boolean holds) {
        Guards usual = Guards.USUAL;
        Instant fell = T0.minusSeconds(since);
        Given given = Given.fleet(web("a"), web("b"))
                .settings(Settings.usual()
                        .guards(new Guards(
                                usual.pause(), usual.yieldToPerson(), Duration.ofSeconds(hold), usual.flapLimit())))
                .silence(new Silence(fell, "3 apps at once"));
        String detail = "3 apps at once, since " + fell + ": nothing shrinks until " + fell.plusSeconds(hold)
                + " or until any app has demand";
        FleetReport.Hold expected = new FleetReport.Hold(Reason.TRAFFIC_CLIFF, detail);

        FleetReport report = new PolicyEngine(Prices.BOOK)
                .evaluate(given.observation(), given.memory(), given.settings())
                .report();

        assertThat(report.holds().contains(expected)).isEqualTo(holds);
        assertThat(given.violations(PlanCheckerTest.drain("a")))
                .isEqualTo(holds ? List.of("shrinks on a traffic cliff: " + detail) : List.of());
    }

    @ParameterizedTest(name = "before {0}, now {1}: {2}")
    @CsvSource({
        "'a=5 b=1 c=9', 'a=0 b=0 c=0', '3 apps at once lost all their demand'",
        "'a=5 b=1 c=9 d=0', 'a=0 b=0 c=0 d=0', '3 apps at once lost all their demand'",
        "'a=5 b=1 c=9 d=2', 'a=0 b=0 c=0', '3 apps at once lost all their demand'",
        // One that still has some shows that the way in is open.
        "'a=5 b=1 c=9', 'a=0 b=0.1 c=0',",
        "'a=5 b=1 c=9', 'a=0 b=0 c=0 x=4',",
        "'a=5 b=1', 'a=0 b=0',",
        "'a=5 b=1 c=0', 'a=0 b=0 c=0',",
        // Of c nothing is known.
        "'a=5 b=1 c=9', 'a=0 b=0',",
        "'a=5 b=1 c=9', '',",
        "'', '',"
    })
    void acrossTheAppsOfAnOrganization(String before, String now, String said) {
        assertThat(TrafficCliff.acrossFleets(apps(before), apps(now))).isEqualTo(Optional.ofNullable(said));
    }

    private static Map<AppName, Double> apps(String text) {
        TreeMap<AppName, Double> apps = new TreeMap<>();
        for (String app : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
            String[] parts = app.split("=", -1);
            apps.put(new AppName(parts[0]), Double.parseDouble(parts[1]));
        }
        return apps;
    }

    @Test
    void aSignalThatFailsIsAGapNotACliff() {
        Given failed = Given.fleet(web("a"), web("b"))
                .memory(fallen(FELL))
                .readings(Readings.at(T0).failed(SignalQuery.PROXY_CONCURRENCY, Reading.AbsenceReason.SOURCE_FAILED));
        assertThat(failed.holds()).doesNotHaveDuplicates().contains(Reason.SIGNAL_ABSENT);
        assertThat(failed.plan()).isEmpty();
    }
}
