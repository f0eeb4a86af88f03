package dev.hangar.control;

import dev.hangar.model.Action;
import dev.hangar.model.Expectation;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineState;
import dev.hangar.model.SleepKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Opens, closes and expires expectations.
final class Expectations {
    /// A suspend can take over 15 s and a stop up to its kill time-out (facts 2.2, 5); beyond that the next pass
    /// decides.
    static final Duration SLEEP_TIME = Duration.ofSeconds(90);

    /// Those still open, and those that ended.
    record Sorted(List<Expectation> open, List<ClosedExpectation> closed) {}

    private Expectations() {}

    static Sorted sort(List<Expectation> expectations, List<Machine> machines, Instant at) {
        Map<MachineId, Machine> byId =
                machines.stream().collect(Collectors.toMap(Machine::id, Function.identity(), (one, other) -> one));
        List<Expectation> open = new ArrayList<>();
        List<ClosedExpectation> closed = new ArrayList<>();
        for (Expectation expectation : expectations) {
            Optional<Machine> machine =
                    Optional.ofNullable(byId.get(expectation.machine().id()));
            MachineState observed = machine.map(Machine::state).orElse(MachineState.DESTROYED);
            Optional<ClosedExpectation.Ending> ending = ending(expectation, machine, observed, at);
            ending.ifPresentOrElse(
                    how -> closed.add(new ClosedExpectation(expectation, how, observed)), () -> open.add(expectation));
        }
        return new Sorted(open, closed);
    }

    private static Optional<ClosedExpectation.Ending> ending(
            Expectation expectation, Optional<Machine> machine, MachineState observed, Instant at) {
        if (observed == expectation.state()) {
            return Optional.of(ClosedExpectation.Ending.MET);
        }
        if (machine.isEmpty()) {
            return Optional.of(ClosedExpectation.Ending.GONE);
        }
        if (expectation.state() == MachineState.SUSPENDED && observed == MachineState.STOPPED) {
            return Optional.of(ClosedExpectation.Ending.FELL_BACK_TO_STOP);
        }
        if (isWokenSince(expectation, machine.get())) {
            return Optional.of(ClosedExpectation.Ending.WOKEN);
        }
        boolean over = !at.isBefore(expectation.until()) || at.isBefore(expectation.since());
        return over ? Optional.of(ClosedExpectation.Ending.EXPIRED) : Optional.empty();
    }

    /// Whether the machine was put to sleep and is awake again. While it counted as leaving, nobody would ask for its
    /// demand, and others would be put to sleep beside it.
    private static boolean isWokenSince(Expectation expectation, Machine machine) {
        boolean asleepExpected =
                expectation.state() == MachineState.STOPPED || expectation.state() == MachineState.SUSPENDED;
        boolean started = machine.state() == MachineState.STARTED
                && machine.startedAt()
                        .filter(start -> start.isAfter(expectation.since()))
                        .isPresent();
        return asleepExpected && (started || machine.state() == MachineState.STARTING);
    }

    /// What a sent action leads us to expect; empty for actions whose effect is read from the machine itself.
    static Optional<Expectation> after(Action action, Instant at, Duration wakeTime) {
        return switch (action) {
            case Action.Start start ->
                Optional.of(new Expectation(start.machine(), MachineState.STARTED, at, at.plus(wakeTime)));
            case Action.Sleep sleep -> Optional.of(asleep(sleep, at));
            case Action.Destroy destroy ->
                Optional.of(new Expectation(destroy.machine(), MachineState.DESTROYED, at, at.plus(SLEEP_TIME)));
            case Action.Drain drain -> Optional.empty();
            case Action.Undrain undrain -> Optional.empty();
            // Its name is not known yet: the memory waits for it.
            case Action.Create create -> Optional.empty();
        };
    }

    private static Expectation asleep(Action.Sleep sleep, Instant at) {
        SleepKind kind = sleep.sleep();
        return new Expectation(sleep.machine(), kind.result(), at, at.plus(SLEEP_TIME));
    }
}
