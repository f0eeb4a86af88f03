package dev.hangar.policy;

import dev.hangar.model.MachineId;
import dev.hangar.model.MachineState;
import dev.hangar.model.Observation;
import dev.hangar.model.Reading;
import dev.hangar.model.Reason;
import dev.hangar.model.Sample;
import dev.hangar.model.SignalName;
import dev.hangar.model.SignalReadings;
import dev.hangar.model.SleepKind;
import dev.hangar.testkit.Formulas;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Prices;
import dev.hangar.testkit.Readings;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

class ForecasterTest {
    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final Duration AHEAD = Duration.ofMinutes(20);
    private static final PolicyEngine ENGINE = new PolicyEngine(Prices.BOOK);

    record Row(String situation, Given given, String forecast) {
        @Override
        public String toString() {
            return situation;
        }
    }

    private static Given two() {
        return Given.fleet(web("a"), web("b")).concurrency(2, 1);
    }

    private static PolicyMemory woke(Duration ago) {
        PolicyMemory watched = Given.warm(T0);
        return new PolicyMemory(
                watched.since(),
                watched.lastSeen(),
                watched.fleetWindow(),
                watched.regionWindows(),
                watched.peakNeed(),
                Optional.of(T0.minus(ago)),
                watched.sleeps(),
                watched.wakes(),
                watched.suspendRefusals(),
                watched.startRefusals(),
                watched.guards(),
                watched.times(),
                watched.pools());
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row("a plan of the pass itself", two(), "now drain b IDLE"),
                new Row(
                        "a window that fills: 10 min from the first pass, 5 min ago",
                        two().memory(Given.watched(T0, Duration.ofMinutes(5))),
                        "+PT5M drain b IDLE"),
                new Row(
                        "a window that empties: the last pass that needed two was 500 s ago, of 600 s",
                        two().memory(Given.warm(T0.minusSeconds(500))
                                .seen(
                                        T0.minusSeconds(500),
                                        new Need(new TreeMap<>(), 2, 2),
                                        Set.of(),
                                        Settings.WINDOW)),
                        "+PT1M45S drain b IDLE"),
                new Row(
                        "a cool-down that ends",
                        two().memory(woke(Duration.ofSeconds(40)))
                                .settings(Settings.usual().coolDown(Duration.ofSeconds(120))),
                        "+PT1M30S drain b IDLE"),
                new Row(
                        "a hold on the only one that may go: it ends between two passes",
                        Given.fleet(
                                        web("a").meta(HoldTag.KEY, "forever"),
                                        web("b").meta(
                                                        HoldTag.KEY,
                                                        T0.plusSeconds(3 * 3600 + 16)
                                                                .toString()))
                                .concurrency(2, 1),
                        "+PT3H30S drain b IDLE"),
                new Row(
                        "a formula of the hour: two until nine, and for a window of 10 min after the last pass before",
                        two().settings(Settings.usual().floor(0).scaling(Formulas.scaling("if(hour < 9, 2, 1)"))),
                        // 07:43:17 to 09:10:02
                        "+PT1H26M45S drain b IDLE"),
                new Row(
                        "a drain whose work does not end: the limit does",
                        Given.fleet(
                                        web("a"),
                                        web("b").cordoned()
                                                .tagged(new DrainTag(
                                                        new MachineId("b"), T0.minusSeconds(60), SleepKind.SUSPEND)))
                                .concurrency(2, 1)
                                .settings(Settings.usual().drainLimit(Duration.ofMinutes(5))),
                        // The tag counts whole seconds, rounded up.
                        "+PT4M15S sleep b IDLE"),
                new Row(
                        "a drain that looks dry: the first sample after the cordon shows it",
                        Given.fleet(
                                        web("a"),
                                        web("b").cordoned()
                                                .tagged(new DrainTag(
                                                        new MachineId("b"), T0.minusSeconds(5), SleepKind.SUSPEND)))
                                .concurrency(2, 0),
                        // Samples are 11 s old: the one of the next pass was taken 4 s from now.
                        "+PT15S sleep b IDLE"),
                new Row("nothing to gain", two().settings(Settings.usual().floor(2)), "nothing for PT24H"),
                new Row("nothing but sleepers", Given.fleet(web("a").suspended()), "nothing for PT24H"),
                new Row(
                        "demand that is not known",
                        two().readings(Readings.at(T0).concurrency("a", 2)),
                        "unknown for PT24H: SIGNAL_ABSENT"),
                new Row(
                        "a machine on its way",
                        Given.fleet(web("a"), web("b").inState("starting").updated(T0))
                                .concurrency(2),
                        "unsettled by b"),
                new Row(
                        "an action under way",
                        two().settings(Settings.usual().floor(2)).expecting("a", MachineState.SUSPENDED),
                        "unsettled by a"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void foresees(Row row) {
        assertThat(words(row.given().evaluate())).isEqualTo(row.forecast());
    }

    @Test
    void endsEarlierForAVeryLargeFleet() {
        int machines = 1_000;
        Given given = Given.fleet(IntStream.range(0, machines)
                        .mapToObj(i -> web("m" + (1000 + i)))
                        .toArray(Machines[]::new))
                .settings(Settings.usual().floor(machines));

        // 200,000 / 1,005: 199 passes of 15 s
        assertThat(words(given.evaluate())).isEqualTo("nothing for PT49M45S");
    }

    @Test
    void aPauseOfTheSettingsEndsWhenTheyEnd() {
        Given given =
                two().settings(Settings.usual().guards(new Guards(PauseMode.ALL, Duration.ZERO, Duration.ZERO, 0)));
        PolicySettings afterwards = Settings.usual().build();
        Forecaster.SettingsOverTime settings = at -> at.isBefore(T0.plusSeconds(100)) ? given.settings() : afterwards;

        Forecast forecast = new Forecaster(ENGINE, INTERVAL).after(given.evaluate(), settings);

        assertThat(forecast)
                .isInstanceOfSatisfying(
                        Forecast.Later.class, later -> assertThat(later.at()).isEqualTo(T0.plusSeconds(105)));
    }

    /// The reference is a series of passes on the same world, memory carried from one to the next, 15 s apart, and
    /// nothing else.
    @Test
    void isWhatASeriesOfPassesWouldDo() {
        int[] later = new int[1];
        Worlds.inEvery(young(), world -> {
            Evaluation first = ENGINE.evaluate(world.seen(), world.memory(), world.settings());
            Forecast forecast = new Forecaster(ENGINE, INTERVAL, AHEAD).after(first, at -> world.settings());
            if (forecast instanceof Forecast.Later(Instant at, Plan plan)) {
                later[0]++;
                assertThat(plan).isEqualTo(firstPlan(world, first, Duration.between(T0, at)));
                assertThat(plan.observedAt()).isEqualTo(at);
            } else if (!(forecast instanceof Forecast.Now) && !(forecast instanceof Forecast.Unsettled)) {
                assertThat(firstPlan(world, first, AHEAD).actions()).isEmpty();
            }
        });
        assertThat(later[0]).as("worlds in which something happens later").isGreaterThan(20);
    }

    /// Worlds that were watched for a part of their window only.
    private static List<RandomWorld> young() {
        return Stream.concat(
                        Worlds.WILD.stream().limit(150), Worlds.CALM.stream().limit(150))
                .map(world -> new RandomWorld(
                        world.seed(),
                        world.seen(),
                        Given.watched(T0, Duration.ofSeconds(world.seed() * 37 % 600)),
                        world.settings()))
                .toList();
    }

    /// The first plan with an action within `ahead`, else the last.
    private static Plan firstPlan(RandomWorld world, Evaluation first, Duration ahead) {
        Evaluation last = first;
        for (Instant at = T0.plus(INTERVAL); !at.isAfter(T0.plus(ahead)); at = at.plus(INTERVAL)) {
            last = ENGINE.evaluate(again(world.seen(), at), last.next(), world.settings());
            if (!last.plan().isEmpty()) {
                return last.plan();
            }
        }
        return last.plan();
    }

    private static Observation again(Observation seen, Instant at) {
        Map<SignalName, SignalReadings> readings = new TreeMap<>();
        for (SignalReadings its : seen.readings().values()) {
            List<Sample> samples = its.samples().stream()
                    .map(sample -> sample.reading() instanceof Reading.Fresh(double value, Instant then)
                            ? new Sample(
                                    sample.app(),
                                    sample.region(),
                                    sample.machine(),
                                    new Reading.Fresh(value, at.minus(Duration.between(then, seen.at()))))
                            : sample)
                    .toList();
            readings.put(its.signal(), new SignalReadings(its.signal(), samples, its.failure()));
        }
        return new Observation(at, seen.fleet(), readings, seen.open(), seen.deploy(), seen.pauses(), seen.silence());
    }

    private static String words(Evaluation evaluation) {
        Forecast forecast = new Forecaster(ENGINE, INTERVAL)
                .after(evaluation, at -> evaluation.basis().settings());
        return switch (forecast) {
            case Forecast.Now(Plan plan) -> "now " + words(plan);
            case Forecast.Later(Instant at, Plan plan) -> "+" + Duration.between(T0, at) + " " + words(plan);
            case Forecast.Nothing(Instant until) -> "nothing for " + Duration.between(T0, until);
            case Forecast.Unknown(Instant until, Demand.Gap gap) -> {
                Reason why = gap.reason();
                yield "unknown for " + Duration.between(T0, until) + ": " + why;
            }
            case Forecast.Unsettled(List<MachineId> moving) -> "unsettled by " + moving.getFirst();
        };
    }

    private static String words(Plan plan) {
        return plan.actions().stream()
                .map(action -> action.verb() + " " + action.machine().id() + " " + action.reason())
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
    }
}
