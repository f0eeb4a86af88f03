package dev.hangar.testkit;

import dev.hangar.control.ClosedExpectation;
import dev.hangar.control.PassRecord;
import dev.hangar.model.Action;
import dev.hangar.model.AppName;
import dev.hangar.model.Expectation;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineState;
import dev.hangar.model.Observation;
import dev.hangar.model.Outcome;
import dev.hangar.policy.Evaluation;
import dev.hangar.policy.PolicyEngine;
import dev.hangar.policy.PolicyMemory;
import dev.hangar.policy.PolicySettings;
import java.util.List;

/// Records of passes as the engine makes them.
public final class Passes {
    private Passes() {}

    /// Two machines at work without any action.
    public static PassRecord.Decided quiet() {
        return decided(evaluate(Settings.usual().build()), List.of(), List.of());
    }

    /// A sleeping machine that demand wants back, with `outcome`, and a met expectation of another machine.
    public static PassRecord.Decided started(Outcome outcome) {
        Evaluation evaluation = evaluate(Settings.usual().floor(3).build());
        Action start = evaluation.plan().actions().getFirst();
        Expectation expected = new Expectation(
                Machines.ref("a"), MachineState.STARTED, Machines.T0.minusSeconds(20), Machines.T0.plusSeconds(20));
        return decided(
                evaluation,
                List.of(new PassRecord.Acted(start, outcome)),
                List.of(new ClosedExpectation(expected, ClosedExpectation.Ending.MET, MachineState.STARTED)));
    }

    /// An app whose machines could not be read.
    public static PassRecord.Unread unread(String app) {
        return new PassRecord.Unread(
                new AppName(app), Machines.T0, Failure.of(FailureKind.UNAVAILABLE, "connection refused"));
    }

    private static Evaluation evaluate(PolicySettings settings) {
        List<Machine> machines = List.of(
                Machines.web("a").build(),
                Machines.web("b").build(),
                Machines.web("c").suspended().build());
        Observation seen = new Observation(
                Machines.T0,
                Machines.fleet(machines),
                Readings.at(Machines.T0)
                        .concurrency("a", 15)
                        .concurrency("b", 15)
                        .build(),
                List.of());
        return new PolicyEngine(Prices.BOOK).evaluate(seen, PolicyMemory.NEW, settings);
    }

    private static PassRecord.Decided decided(
            Evaluation evaluation, List<PassRecord.Acted> acted, List<ClosedExpectation> closed) {
        return new PassRecord.Decided(
                Machines.FLEET + "@" + Machines.T0,
                Machines.FLEET,
                Machines.T0,
                true,
                evaluation,
                List.of(),
                acted,
                closed);
    }
}
