package dev.hangar.control;

import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineId;
import dev.hangar.model.Reading;
import dev.hangar.model.SignalName;
import dev.hangar.model.SignalQuery;
import dev.hangar.policy.MaxWindow;
import dev.hangar.policy.PolicyEngine;
import dev.hangar.policy.PolicyMemory;
import dev.hangar.policy.Scaling;
import dev.hangar.testkit.Formulas;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Prices;
import dev.hangar.testkit.Readings;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static dev.hangar.testkit.Machines.IAD;
import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

/// Steps lie a minute apart: step `n` is `n` minutes before T0.
class RecallTest {
    private static Instant minutesAgo(int minutes) {
        return T0.minusSeconds(60L * minutes);
    }

    private static PolicyMemory recall(
            List<Machine> machines, int from, int to, BiConsumer<Integer, Readings> readings) {
        List<SignalSnapshot> steps = new ArrayList<>();
        for (int minute = from; minute >= to; minute--) {
            Readings said = Readings.at(minutesAgo(minute));
            readings.accept(minute, said);
            steps.addAll(said.snapshots().values());
        }
        Map<SignalName, List<SignalSnapshot>> history = Map.of(SignalQuery.PROXY_CONCURRENCY, steps);
        FleetMemory memory = new Recall(new PolicyEngine(Prices.BOOK))
                .recall(
                        Machines.fleet(machines),
                        machines.stream().map(Machine::id).collect(Collectors.toSet()),
                        history,
                        Settings.usual().build(),
                        T0);
        assertThat(memory.open()).isEmpty();
        return memory.policy();
    }

    private static int keptInIad(PolicyMemory memory) {
        return Optional.ofNullable(memory.regionWindows().get(IAD))
                .map(MaxWindow::max)
                .orElse(0);
    }

    @Test
    void theWindowIsRebuiltFromHistory() {
        PolicyMemory memory = recall(
                List.of(web("a").build(), web("b").build()),
                12,
                1,
                (minute, said) -> said.concurrency("a", minute == 8 ? 25 : 3).concurrency("b", 3));
        assertThat(memory.since()).contains(minutesAgo(12));
        assertThat(memory.lastSeen()).contains(minutesAgo(1));
        assertThat(keptInIad(memory)).as("28 / 20 / 0.7 = 2").isEqualTo(2);
        assertThat(memory.peakNeed()).isEqualTo(2);
        assertThat(memory.sleeps()).as("past plans are dropped").isEmpty();
    }

    @Test
    void anEmptyHistoryIsANewMemory() {
        assertThat(recall(List.of(web("a").build()), 0, 1, (minute, said) -> {}).since())
                .isEmpty();
    }

    @Test
    void theStepOfThisVeryPassIsLeftToThePass() {
        PolicyMemory memory = recall(List.of(web("a").build()), 2, 0, (minute, said) -> said.concurrency("a", 1));
        assertThat(memory.lastSeen()).contains(minutesAgo(1));
    }

    @Test
    void aSampleThatIsMissingIsAGapThere() {
        PolicyMemory memory =
                recall(List.of(web("a").build(), web("b").build(), web("c").build()), 9, 1, (minute, said) -> {
                    said.concurrency("a", 1).concurrency("b", 1);
                    if (minute != 5) {
                        said.concurrency("c", 1);
                    }
                });
        assertThat(keptInIad(memory)).as("all three were at hand").isEqualTo(3);
    }

    @Test
    void aMachineThatStartedLaterWasNotAtHandBefore() {
        Machine late =
                web("b").event("start", "started", "proxy", minutesAgo(4)).build();
        PolicyMemory memory = recall(List.of(web("a").build(), late), 9, 1, (minute, said) -> {
            said.concurrency("a", 1);
            if (minute < 3) {
                said.concurrency("b", 1);
            }
        });
        assertThat(keptInIad(memory))
                .as("neither before nor in its first minutes a gap")
                .isEqualTo(1);
        assertThat(memory.since()).contains(minutesAgo(9));
    }

    @Test
    void aMachineThatWasCreatedLaterWasNotThereBefore() {
        Machine late = web("b").created(minutesAgo(4))
                .event("launch", "started", "user", minutesAgo(4))
                .build();
        PolicyMemory memory = recall(List.of(web("a").build(), late), 9, 5, (minute, said) -> said.concurrency("a", 1));
        assertThat(keptInIad(memory)).isEqualTo(1);
    }

    @Test
    void aMachineThatSleepsNowCountsWithWhatItDidThen() {
        PolicyMemory memory = recall(
                List.of(web("a").build(), web("b").suspended().build()),
                9,
                1,
                (minute, said) -> said.concurrency("a", 14).concurrency("b", minute > 6 ? 14 : 0));
        assertThat(keptInIad(memory)).as("28 / 20 / 0.7 = 2").isEqualTo(2);
    }

    @Test
    void aHistoryWithAHoleLongerThanTheWindowStartsAgain() {
        PolicyMemory memory = recall(List.of(web("a").build()), 30, 1, (minute, said) -> said.concurrency("a", 1));
        assertThat(memory.since()).contains(minutesAgo(30));
        List<SignalSnapshot> holed = new ArrayList<>();
        for (int minute : new int[] {30, 29, 5, 4}) {
            holed.addAll(Readings.at(minutesAgo(minute))
                    .concurrency("a", 1)
                    .snapshots()
                    .values());
        }
        PolicyMemory later = new Recall(new PolicyEngine(Prices.BOOK))
                .recall(
                        Machines.fleet(List.of(web("a").build())),
                        Set.of(new MachineId("a")),
                        Map.of(SignalQuery.PROXY_CONCURRENCY, holed),
                        Settings.usual().build(),
                        T0)
                .policy();
        assertThat(later.since()).contains(minutesAgo(5));
    }

    /// A failed query may hide any demand, and hides when other machines were awake: nobody has watched those steps.
    @Test
    void aQueryOfThePastThatFailedIsNoWindowSeen() {
        assertThat(recallWithFailure(9, 1, 1).since()).isEmpty();
        assertThat(recallWithFailure(9, 6, 1).since())
                .as("what was told after it counts")
                .contains(minutesAgo(5));
    }

    @Test
    void aFailedQueryOfASignalThatTheFleetDoesNotUseIsNothingToIt() {
        List<SignalSnapshot> told = new ArrayList<>();
        for (int minute = 9; minute > 0; minute--) {
            told.addAll(Readings.at(minutesAgo(minute))
                    .concurrency("a", 1)
                    .snapshots()
                    .values());
        }
        Map<SignalName, List<SignalSnapshot>> history =
                Map.of(SignalQuery.PROXY_CONCURRENCY, told, Settings.QUEUE, List.of(failed(Settings.QUEUE, 3)));
        assertThat(since(history, Settings.usual())).contains(minutesAgo(9));
        assertThat(since(history, Settings.usual().scaling(Formulas.scaling("queue / 10"))))
                .as("a formula uses it")
                .contains(minutesAgo(2));
    }

    private static Optional<Instant> since(Map<SignalName, List<SignalSnapshot>> history, Settings settings) {
        return new Recall(new PolicyEngine(Prices.BOOK))
                .recall(
                        Machines.fleet(List.of(web("a").build())),
                        Set.of(new MachineId("a")),
                        history,
                        settings.build(),
                        T0)
                .policy()
                .since();
    }

    private static SignalSnapshot failed(SignalName signal, int minute) {
        return SignalSnapshot.failed(
                signal,
                minutesAgo(minute),
                Reading.AbsenceReason.SOURCE_FAILED,
                Failure.of(FailureKind.UNAVAILABLE, "no answer"));
    }

    private static PolicyMemory recallWithFailure(int from, int failedUntil, int to) {
        List<SignalSnapshot> steps = new ArrayList<>();
        for (int minute = from; minute >= to; minute--) {
            if (minute >= failedUntil) {
                steps.add(failed(SignalQuery.PROXY_CONCURRENCY, minute));
            } else {
                steps.addAll(Readings.at(minutesAgo(minute))
                        .concurrency("a", 1)
                        .snapshots()
                        .values());
            }
        }
        return new Recall(new PolicyEngine(Prices.BOOK))
                .recall(
                        Machines.fleet(List.of(web("a").build())),
                        Set.of(new MachineId("a")),
                        Map.of(SignalQuery.PROXY_CONCURRENCY, steps),
                        Settings.usual().build(),
                        T0)
                .policy();
    }

    private static PolicyMemory learned(Set<MachineId> ofApp, int slots) {
        List<SignalSnapshot> steps = new ArrayList<>();
        for (int slot = slots; slot >= 1; slot--) {
            steps.addAll(Readings.at(T0.minusSeconds(15L * slot))
                    .concurrency("a", 30)
                    .concurrency("gone", 10)
                    .snapshots()
                    .values());
        }
        Scaling adaptive = new Scaling.Adaptive(0.01, Optional.empty(), Duration.ofSeconds(1));
        return new Recall(new PolicyEngine(Prices.BOOK))
                .recall(
                        Machines.fleet(List.of(web("a").build())),
                        ofApp,
                        Map.of(SignalQuery.PROXY_CONCURRENCY, steps),
                        Settings.usual().scaling(adaptive).build(),
                        T0)
                .policy();
    }

    private static int slots(PolicyMemory memory) {
        return Optional.ofNullable(memory.pools().byRegion().get(IAD))
                .map(pool -> pool.memory().slots())
                .orElse(-1);
    }

    @Test
    void theAdaptiveScalingLearnsFromLongBeforeTheWindow() {
        PolicyMemory memory = learned(Set.of(new MachineId("a"), new MachineId("gone")), 1000);

        assertThat(slots(memory)).isEqualTo(999);
        assertThat(memory.since())
                .as("only what was evaluated is a window seen")
                .contains(T0.minus(Settings.WINDOW.plusHours(1)));
    }

    @Test
    void stepsThatNameAMachineNobodyKnowsAnyMoreTeachNothing() {
        PolicyMemory memory = learned(Set.of(new MachineId("a")), 1000);

        assertThat(slots(memory)).isLessThan(300);
    }
}
