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
import dev.hangar.policy.Scaling;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Records of passes as the engine makes them.
public final class Passes {
    private Passes() {}

    /// Two machines at work without any action.
    public static PassRecord.Decided quiet() {
        return decided(evaluate(Settings.usual().build()), List.of(), List.of());
    }

    /// The same under the adaptive rule, watched for so many passes of 15 s.
    public static PassRecord.Decided adaptive(int passes) {
        PolicySettings settings = Settings.usual()
                .scaling(new Scaling.Adaptive(0.01, Optional.empty(), Duration.ofSeconds(1)))
                .build();
        Evaluation evaluation = evaluate(settings);
        for (int pass = 1; pass < passes; pass++) {
            evaluation =
                    evaluate(settings, evaluation.next(), Machines.T0.plusSeconds(15L * pass), pass % 9 < 5 ? 15 : 0);
        }
        return decided(evaluation, List.of(), List.of());
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
        return evaluate(settings, PolicyMemory.NEW, Machines.T0, 15);
    }

    private static Evaluation evaluate(PolicySettings settings, PolicyMemory memory, Instant at, double connections) {
        List<Machine> machines = List.of(
                Machines.web("a").build(),
                Machines.web("b").build(),
                Machines.web("c").suspended().build());
        Observation seen = new Observation(
                at,
                Machines.fleet(machines),
                Readings.at(at)
                        .concurrency("a", connections)
                        .concurrency("b", connections)
                        .build(),
                List.of());
        return new PolicyEngine(Prices.BOOK).evaluate(seen, memory, settings);
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
