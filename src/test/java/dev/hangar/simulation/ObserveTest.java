package dev.hangar.simulation;

import dev.hangar.config.Mode;
import dev.hangar.control.PassRecord;
import dev.hangar.policy.Evaluation;
import dev.hangar.simulator.faults.FaultDial;
import dev.hangar.simulator.faults.Faults;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// Promise 2: the first pass over a fleet decides the same in `observe` as in `act` mode, and `observe` sends nothing
/// but reads, which every run watches.
class ObserveTest {
    private static final Duration BEGIN = Duration.ofMinutes(6);
    private static final Duration END = BEGIN.plusSeconds(50);

    private static Map<String, Evaluation> firstPasses(long seed, Mode mode) {
        SplittableRandom random = new SplittableRandom(seed);
        Organization organization = RandomOrganization.of(random, Duration.ofMinutes(10));
        Map<String, Evaluation> first = new TreeMap<>();
        Stage stage = new Stage(organization, seed, new Faults(FaultDial.FLAKY_METRICS, seed), BEGIN, END);
        Stage.Run run = stage.play(universe -> {
            universe.isObserved = true;
            universe.audit.listen(record -> {
                if (record instanceof PassRecord.Decided decided) {
                    first.putIfAbsent(decided.fleet().toString(), decided.evaluation());
                }
            });
            universe.scheduler.at(
                    universe.now().plus(BEGIN),
                    () -> new DaemonProcess("daemon", universe, organization.settings(mode), DaemonProcess.Death.NEVER)
                            .start());
        });
        assertThat(run.failure()).as(run.story(40)).isEmpty();
        return first;
    }

    @Test
    void observeAndActDecideTheSame() {
        int plans = 0;
        for (long seed = 1; seed <= 60; seed++) {
            Map<String, Evaluation> observed = firstPasses(seed, Mode.OBSERVE);
            assertThat(observed).as("seed %d", seed).isNotEmpty().isEqualTo(firstPasses(seed, Mode.ACT));
            plans += (int) observed.values().stream()
                    .filter(evaluation -> !evaluation.plan().isEmpty())
                    .count();
        }
        assertThat(plans).as("plans that are not empty").isGreaterThan(10);
    }
}
