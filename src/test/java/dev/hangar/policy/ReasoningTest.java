package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.MachineId;
import dev.hangar.model.Reason;
import dev.hangar.testkit.Prices;
import dev.hangar.testkit.Readings;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

class ReasoningTest {
    private static final PolicyEngine ENGINE = new PolicyEngine(Prices.BOOK);

    private static Reasoning reasoning(Given given) {
        return ENGINE.reasoning(given.evaluate());
    }

    @Test
    void ranksTheLeastBusyFirstAndNamesThoseThatMayNotGo() {
        Reasoning reasoning =
                reasoning(Given.fleet(web("a"), web("b"), web("c").meta(HoldTag.KEY, "forever"), web("d").suspended())
                        .concurrency(10, 4, 0));

        assertThat(reasoning.sleep().stream().map(ReasoningTest::words))
                .containsExactly("1 b 0.20", "2 a 0.50", "- c 0.00");
        assertThat(reasoning.wake()).singleElement().satisfies(only -> {
            assertThat(only.place()).hasValue(1);
            assertThat(only.suspended()).isTrue();
        });
    }

    @Test
    void anUnknownLoadComesLastAndHasNoScore() {
        Reasoning reasoning = reasoning(
                Given.fleet(web("a"), web("b")).readings(Readings.at(T0).concurrency("b", 19)));

        assertThat(reasoning.sleep().stream().map(ReasoningTest::words)).containsExactly("1 b 0.95", "2 a ?");
    }

    @Test
    void theTwinOfALaunchCountsAsATenthLessBusy() {
        Reasoning reasoning = reasoning(Given.fleet(
                        web("a").created(T0.minus(Duration.ofDays(3))),
                        web("b").created(T0.minus(Duration.ofDays(3)).plusSeconds(20)))
                .concurrency(2, 3));

        assertThat(reasoning.sleep().getFirst().machine()).isEqualTo(new MachineId("b"));
        assertThat(reasoning.sleep().getFirst().twin()).isTrue();
        assertThat(reasoning.sleep().getFirst().score().orElseThrow())
                .isCloseTo(0.05, org.assertj.core.data.Offset.offset(1e-9));
    }

    private static String words(SleepCandidate one) {
        String place = one.place().isPresent() ? String.valueOf(one.place().getAsInt()) : "-";
        String score = one.score().isPresent()
                ? String.format(java.util.Locale.ROOT, "%.2f", one.score().getAsDouble())
                : "?";
        return place + " " + one.machine() + " " + score;
    }

    /// Whoever goes has a place, and nobody goes past one that is before it without a reason of its own.
    @Test
    void thePlanFollowsTheRanking() {
        int[] slept = new int[1];
        Worlds.inEvery(Worlds.CALM, world -> {
            Evaluation evaluation = Worlds.evaluation(world);
            Map<MachineId, MachineReport> reports = new HashMap<>();
            evaluation
                    .report()
                    .machines()
                    .forEach(report -> reports.put(report.machine().id(), report));
            boolean left = false;
            for (SleepCandidate candidate : ENGINE.reasoning(evaluation).sleep()) {
                MachineReport report =
                        Optional.ofNullable(reports.get(candidate.machine())).orElseThrow();
                boolean goes = report.action().isPresent();
                slept[0] += goes ? 1 : 0;
                assertThat(goes && candidate.place().isEmpty()).isFalse();
                assertThat(goes && left)
                        .as("%s goes after one that stays for no reason of its own", candidate)
                        .isFalse();
                left |= !goes
                        && List.of(Reason.STEP_LIMIT, Reason.BUDGET_SPENT, Reason.STABILIZING)
                                .contains(report.reason());
            }
        });
        assertThat(slept[0]).as("machines put to sleep").isGreaterThan(500);
    }

    @Test
    void startsFollowTheRankingOfSleepers() {
        int[] started = new int[1];
        Worlds.inEvery(Worlds.WILD, world -> {
            Evaluation evaluation = Worlds.evaluation(world);
            Map<MachineId, Integer> places = new HashMap<>();
            ENGINE.reasoning(evaluation)
                    .wake()
                    .forEach(one -> one.place().ifPresent(place -> places.put(one.machine(), place)));
            for (Action action : evaluation.plan().actions()) {
                if (action instanceof Action.Start) {
                    started[0]++;
                    assertThat(places).containsKey(action.machine().id());
                }
            }
        });
        assertThat(started[0]).isGreaterThan(100);
    }

    /// What was kept with an evaluation suffices to make it again.
    @Test
    void anEvaluationCanBeMadeAgain() {
        Worlds.inEvery(Worlds.few(Worlds.WILD), world -> {
            Evaluation evaluation = Worlds.evaluation(world);
            Basis basis = evaluation.basis();
            assertThat(ENGINE.evaluate(basis.seen(), basis.memory(), basis.settings()))
                    .isEqualTo(evaluation);
        });
    }

    record Row(String guard, Given given, String words) {
        @Override
        public String toString() {
            return guard;
        }
    }

    private static Given two() {
        return Given.fleet(web("a"), web("b")).concurrency(2, 1);
    }

    static Stream<Row> holding() {
        Guards usual = Guards.USUAL;
        return Stream.of(
                new Row(
                        "pause",
                        two().settings(Settings.usual()
                                .guards(new Guards(
                                        PauseMode.UP, usual.yieldToPerson(), usual.cliffHold(), usual.flapLimit()))),
                        "up, by configuration or API"),
                new Row(
                        "known demand",
                        two().readings(Readings.at(T0).concurrency("a", 2)),
                        "its demand is not known: absent is never zero (proxy-concurrency says nothing of machine b)"),
                new Row(
                        "deploy",
                        two().deploy(Optional.of("z of group fly_app_release_command is started")),
                        "a deploy is under way (z of group fly_app_release_command is started)"),
                new Row(
                        "warm-up",
                        two().memory(Given.watched(T0, Duration.ofMinutes(5))),
                        "a full window has not been seen yet (watched for 300 s of 600 s)"),
                new Row(
                        "step limit",
                        Given.fleet(web("a"), web("b"), web("c"))
                                .concurrency(2, 1, 0)
                                .settings(Settings.usual().steps(1, 1)),
                        "a, b: enough machines for one pass (1 in this pass)"),
                new Row(
                        "disruption budget",
                        two().settings(Settings.usual().budget(0, Duration.ofHours(1))),
                        "the disruption budget of this window is spent (0 of 0 within 3600 s)"),
                new Row(
                        "hold on a machine",
                        Given.fleet(web("a"), web("b").meta(HoldTag.KEY, "forever"))
                                .concurrency(2, 1),
                        "b: a hold in its metadata says so (hangar_hold without an end)"));
    }

    @ParameterizedTest
    @MethodSource("holding")
    void aGuardThatHoldsSaysWhy(Row row) {
        assertThat(guard(row.given(), row.guard()))
                .isEqualTo(new GuardReport(row.guard(), GuardReport.State.HOLDS, row.words()));
    }

    @ParameterizedTest
    @MethodSource("holding")
    void theSameGuardIsQuietWhereNothingIsTheMatter(Row row) {
        assertThat(guard(two(), row.guard()).state()).isEqualTo(GuardReport.State.QUIET);
    }

    @Test
    void aGuardThatIsTurnedOffSaysSo() {
        Given given =
                two().settings(Settings.usual().guards(new Guards(PauseMode.NONE, Duration.ZERO, Duration.ZERO, 0)));

        assertThat(reasoning(given).guards().stream()
                        .filter(guard -> guard.state() == GuardReport.State.OFF)
                        .map(GuardReport::name))
                .contains("traffic cliff", "flap limit", "yielding to a person");
    }

    /// Every hold of a fleet is the hold of one of its guards, or says why growing ends where it does.
    @Test
    void noHoldIsWithoutAGuard() {
        List<Reason> ofGrowth = List.of(
                Reason.AT_CEILING,
                Reason.NOTHING_TO_START,
                Reason.RESTART_CLEANUP,
                Reason.CREATE_LIMIT,
                Reason.CREATE_UNSEEN,
                Reason.CREATE_REFUSED,
                Reason.MIXED_RELEASES,
                Reason.NO_TEMPLATE);
        Map<Reason, Long> without = new TreeMap<>(Comparator.naturalOrder());
        Worlds.inEvery(Worlds.WILD, world -> {
            Evaluation evaluation = Worlds.evaluation(world);
            List<String> told = ENGINE.reasoning(evaluation).guards().stream()
                    .filter(guard -> guard.state() == GuardReport.State.HOLDS)
                    .map(GuardReport::words)
                    .toList();
            for (FleetReport.Hold hold : evaluation.report().holds()) {
                boolean known = ofGrowth.contains(hold.reason())
                        || hold.reason() == Reason.PAUSED
                        || told.stream()
                                .anyMatch(words -> words.contains(hold.reason().sentence()));
                if (!known) {
                    without.merge(hold.reason(), 1L, Long::sum);
                }
            }
        });
        assertThat(without).isEmpty();
    }

    private static GuardReport guard(Given given, String name) {
        return reasoning(given).guards().stream()
                .filter(guard -> guard.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void keepsItsOrder() {
        assertThat(reasoning(two()).guards().stream().map(GuardReport::name))
                .startsWith("pause", "known demand", "traffic cliff")
                .doesNotHaveDuplicates()
                .hasSize(15);
    }
}
