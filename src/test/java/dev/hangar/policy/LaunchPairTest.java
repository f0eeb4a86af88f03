package dev.hangar.policy;

import dev.hangar.model.Autostop;
import dev.hangar.model.HostStatus;
import dev.hangar.model.MachineId;
import dev.hangar.model.Reason;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.LHR;
import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static dev.hangar.testkit.Machines.worker;
import static org.assertj.core.api.Assertions.assertThat;

class LaunchPairTest {
    private static final Instant LAUNCH = T0.minus(Duration.ofDays(9));

    private static Machines first() {
        return web("z").created(LAUNCH);
    }

    private static Machines second() {
        return web("a").created(LAUNCH.plusSeconds(70));
    }

    private static Optional<LaunchPair> find(Given given) {
        return given.evaluate().report().pair();
    }

    record Row(String situation, Given given) {
        @Override
        public String toString() {
            return situation;
        }
    }

    static Stream<Row> noPair() {
        return Stream.of(
                new Row("one machine", Given.fleet(first())),
                new Row("three machines", Given.fleet(first(), second(), web("m").created(LAUNCH))),
                new Row("a third one that is no member", Given.fleet(first(), second(), web("m").schedule("daily"))),
                new Row(
                        "workers",
                        Given.fleet(worker("z").created(LAUNCH), worker("a").created(LAUNCH))),
                new Row("a volume on the first", Given.fleet(first().volume("vol_1"), second())),
                new Row("a volume on the second", Given.fleet(first(), second().volume("vol_1"))),
                new Row("another region", Given.fleet(first(), second().in(LHR))),
                new Row("another size", Given.fleet(first(), second().memory(512))),
                new Row("another image", Given.fleet(first(), second().image("registry.fly.io/shop:next"))),
                new Row("other services", Given.fleet(first(), second().autostop(Autostop.STOP))),
                new Row("another release", Given.fleet(first(), second().meta("fly_release_version", "8"))),
                new Row(
                        "no release",
                        Given.fleet(
                                first().withoutMeta("fly_release_version"),
                                second().withoutMeta("fly_release_version"))),
                new Row(
                        "the second was made by a blue-green deploy",
                        Given.fleet(first(), second().meta("fly_bluegreen_deployment_tag", "1795392000"))),
                new Row(
                        "the first was made by a blue-green deploy",
                        Given.fleet(first().meta("fly_bluegreen_deployment_tag", "1795392000"), second())),
                new Row(
                        "created long apart",
                        Given.fleet(
                                first(),
                                web("a").created(LAUNCH.plus(LaunchPair.LONGEST_LAUNCH)
                                        .plusMillis(1)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void noPair(Row row) {
        assertThat(find(row.given)).isEmpty();
    }

    @Test
    void theYoungerOneIsTheTwin() {
        LaunchPair pair = find(Given.fleet(first(), second())).orElseThrow();
        assertThat(pair.first().machine().id()).isEqualTo(new MachineId("z"));
        assertThat(pair.twin().machine().id()).isEqualTo(new MachineId("a"));
        assertThat(pair.keep()).isEmpty();
    }

    @Test
    void theLongestLaunchStillCounts() {
        assertThat(find(Given.fleet(first(), web("a").created(LAUNCH.plus(LaunchPair.LONGEST_LAUNCH)))))
                .isPresent();
    }

    @Test
    void aFloorOfTwoKeepsIt() {
        assertThat(find(Given.fleet(first(), second()).settings(Settings.usual().floor(2)))
                        .orElseThrow()
                        .keep())
                .contains(LaunchPair.Keep.FLOOR);
        assertThat(find(Given.fleet(first().min(2), second().min(2)))
                        .orElseThrow()
                        .keep())
                .contains(LaunchPair.Keep.FLOOR);
    }

    @Test
    void aDemandForTwoKeepsItForGood() {
        PolicyMemory past = Given.warm(T0)
                .seen(T0.minusSeconds(900), new Need(new TreeMap<>(), 2, 2), java.util.Set.of(), Settings.WINDOW);
        Given given = Given.fleet(first(), second()).memory(past);
        assertThat(find(given).orElseThrow().keep()).contains(LaunchPair.Keep.DEMAND);
    }

    @ParameterizedTest(name = "a start by {0}, {1} after the launch, ours {2} s away: kept {3}")
    @CsvSource({
        "user, PT1H, , true",
        "user, PT5M, , false", // still the launch
        "proxy, PT1H, , false",
        "flyd, PT1H, , false",
        "user, PT1H, 100, false", // may be our own start
        "user, PT1H, 121, true"
    })
    void aStartByAPersonKeepsIt(String source, Duration after, Long oursApart, boolean kept) {
        Instant start = LAUNCH.plus(after);
        PolicyMemory memory = Given.warm(T0);
        if (oursApart != null) {
            memory = memory.acted(
                    start.minusSeconds(oursApart),
                    List.of(new dev.hangar.model.Action.Start(Machines.ref("a"), Reason.DEMAND)),
                    Duration.ofHours(1));
        }
        Given given = Given.fleet(first(), second().event("start", "started", source, start))
                .memory(memory);
        Optional<LaunchPair.Keep> keep = find(given).orElseThrow().keep();
        assertThat(keep).isEqualTo(kept ? Optional.of(LaunchPair.Keep.PERSON) : Optional.empty());
    }

    @ParameterizedTest(name = "tagged {0}, {1} s before the start: kept {2}")
    @CsvSource({"a, 0, false", "a, 120, false", "a, 121, true", "a, -119, false", "b, 0, true" // cloned from b
    })
    void afterARestartOurTagTellsOurStart(String named, long before, boolean kept) {
        Instant start = LAUNCH.plus(Duration.ofHours(1)).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        String tag = new StartTag(new MachineId(named), start.minusSeconds(before)).value();
        Given given = Given.fleet(first(), second().meta(StartTag.KEY, tag).event("start", "started", "user", start));
        assertThat(find(given).orElseThrow().keep().isPresent()).isEqualTo(kept);
    }

    @Test
    void onlyTheNewestStartTellsWhoWantsTheMachine() {
        Instant person = LAUNCH.plus(Duration.ofHours(1));
        Machines before = second().event("start", "started", "user", person);
        assertThat(find(Given.fleet(first(), before)).orElseThrow().keep()).contains(LaunchPair.Keep.PERSON);
        Machines since = second().event("start", "started", "user", person)
                .event("start", "started", "proxy", person.plusSeconds(9000));
        assertThat(find(Given.fleet(first(), since)).orElseThrow().keep()).isEmpty();
        Instant ours = person.plusSeconds(9000);
        Machines woken = second().event("start", "started", "user", person)
                .event("start", "started", "user", ours)
                .meta(StartTag.KEY, new StartTag(new MachineId("a"), ours).value());
        assertThat(find(Given.fleet(first(), woken)).orElseThrow().keep()).isEmpty();
    }

    @Test
    void modeParkPutsTheTwinToSleepFirst() {
        // The older machine is less busy, and still it is the twin that goes.
        Given given = Given.fleet(first(), second())
                .readings(dev.hangar.testkit.Readings.at(T0).concurrency("z", 0).concurrency("a", 1));
        assertThat(given.plan()).containsExactly("drain a LAUNCH_PAIR");
        assertThat(given.reason("z")).isEqualTo(Reason.NEEDED);
    }

    @ParameterizedTest(name = "{0} connections of 20 on the first, {1} on the twin: {2}")
    @CsvSource({
        "0, 2, drain a LAUNCH_PAIR",
        "0, 3, drain z IDLE",
        "0, 9, drain z IDLE",
        "4, 6, drain a LAUNCH_PAIR",
        "5, 0, drain a LAUNCH_PAIR"
    })
    void aBusyTwinStaysAndTheFirstGoes(double first, double twin, String plan) {
        Given given = Given.fleet(first(), second())
                .readings(dev.hangar.testkit.Readings.at(T0)
                        .concurrency("z", first)
                        .concurrency("a", twin));
        assertThat(given.plan()).containsExactly(plan);
    }

    @Test
    void modeReportLeavesBothAndSaysSo() {
        Given given = Given.fleet(first(), second()).settings(Settings.usual().launchPair(LaunchPairMode.REPORT));
        assertThat(given.plan()).isEmpty();
        assertThat(given.reasons()).containsExactly("a=LAUNCH_PAIR_REPORTED", "z=LAUNCH_PAIR_REPORTED");
    }

    @Test
    void aPersonsStartHoldsBoth() {
        Given given =
                Given.fleet(first(), second().event("start", "started", "user", LAUNCH.plus(Duration.ofHours(1))));
        assertThat(given.plan()).isEmpty();
        assertThat(given.reasons()).containsExactly("a=PERSON_SCALED", "z=PERSON_SCALED");
    }

    private static Given destroying(Machines one, Machines other) {
        return Given.fleet(one, other)
                .settings(Settings.usual().launchPair(LaunchPairMode.DESTROY))
                .memory(Given.watched(T0, LaunchPair.EVIDENCE));
    }

    @ParameterizedTest(name = "watched for {0}: {1}")
    @CsvSource({
        "PT15S, watched for 0.0 of 7 days",
        "PT1H, watched for 0.0 of 7 days",
        "PT60H, watched for 2.5 of 7 days",
        "PT167H59M59S, watched for 6.9 of 7 days"
    })
    void untilAWeekHasNotNeededItTheTwinStaysParkedAndSaysSo(Duration watched, String detail) {
        Given given = destroying(first(), second().stopped())
                .readings(dev.hangar.testkit.Readings.at(T0).concurrency("z", 5))
                .memory(Given.watched(T0, watched));
        assertThat(given.plan()).isEmpty();
        assertThat(given.reason("a")).isEqualTo(Reason.EVIDENCE_GATHERING);
        assertThat(given.report("a").detail()).isEqualTo(detail);
        assertThat(given.reason("z")).isNotEqualTo(Reason.EVIDENCE_GATHERING);
    }

    @Test
    void modeDestroyFirstPutsItToSleepThenDestroysIt() {
        Given awake = destroying(first(), second())
                .readings(dev.hangar.testkit.Readings.at(T0).concurrency("z", 5).concurrency("a", 0));
        assertThat(awake.plan()).containsExactly("drain a LAUNCH_PAIR");
        Given asleep = destroying(first(), second().stopped())
                .readings(dev.hangar.testkit.Readings.at(T0).concurrency("z", 5));
        assertThat(asleep.plan()).containsExactly("destroy a LAUNCH_PAIR");
    }

    static Stream<Row> notDestroyed() {
        PolicyMemory young = PolicyMemory.NEW.seen(
                T0.minusSeconds(15), new Need(new TreeMap<>(), 0, 0), java.util.Set.of(), Settings.WINDOW);
        return Stream.of(
                new Row(
                        "not watched for a window",
                        destroying(first(), second().stopped()).memory(young)),
                new Row(
                        "the first is about to drain: its traffic needs another home",
                        destroying(first(), second().stopped())),
                new Row("in mode park", Given.fleet(first(), second().stopped())),
                new Row(
                        "demand not known",
                        destroying(first(), second().stopped()).concurrency()),
                new Row("the first is broken", destroying(first().inState("failed"), second().stopped())),
                new Row("the first is leased", destroying(first().leasedUntil(T0.plusSeconds(9)), second().stopped())),
                new Row("the first is unhealthy", destroying(first().unhealthy(), second().stopped())),
                new Row(
                        "the first is on the move",
                        destroying(first().inState("starting").updated(T0), second().stopped())),
                new Row(
                        "the first is on a lost host",
                        destroying(first().host(HostStatus.UNREACHABLE), second().stopped())),
                new Row(
                        "the first does not serve the floor yet",
                        destroying(first().stopped(), second().stopped())
                                .settings(Settings.usual()
                                        .launchPair(LaunchPairMode.DESTROY)
                                        .floor(1))),
                new Row("leased", destroying(first(), second().stopped().leasedUntil(T0.plusSeconds(9)))),
                new Row(
                        "cordoned by somebody",
                        destroying(first(), second().stopped().cordoned())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void notDestroyed(Row row) {
        assertThat(row.given.plan()).noneMatch(action -> action.startsWith("destroy"));
    }
}
