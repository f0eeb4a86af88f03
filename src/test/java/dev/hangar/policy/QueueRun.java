package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.Machine;
import dev.hangar.model.Observation;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Prices;
import dev.hangar.testkit.Readings;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

import static dev.hangar.testkit.Machines.T0;

/// Workers and their queue second by second, with the whole engine deciding every 15 s on samples that are fresh.
/// Jobs come by chance, each takes half to one and a half of the mean, a worker takes one at a time, and a start takes
/// 5 s that are billed as well.
final class QueueRun {
    private static final int START_SECONDS = 5;
    private static final int PASS_SECONDS = 15;

    private final int serviceSeconds;
    private final PolicySettings settings;
    private final SplittableRandom random;
    private final List<Worker> workers = new ArrayList<>();
    private final Deque<Integer> waiting = new ArrayDeque<>();
    private final List<Integer> waits = new ArrayList<>();
    private PolicyMemory memory = Given.warm(T0);
    private long work;
    private long billed;
    private int cutOff;

    private static final class Worker {
        private final String id;
        private int readyAt = -1;
        private int freeAt;

        private Worker(String id) {
            this.id = id;
        }

        private boolean runs() {
            return readyAt >= 0;
        }

        private boolean isReady(int second) {
            return runs() && readyAt <= second;
        }
    }

    QueueRun(int most, int serviceSeconds, PolicySettings settings, long seed) {
        for (int i = 0; i < most; i++) {
            workers.add(new Worker("w" + i));
        }
        this.serviceSeconds = serviceSeconds;
        this.settings = settings;
        this.random = new SplittableRandom(seed);
    }

    /// @param rate jobs per second in a second of the run
    QueueRun run(int seconds, IntToDoubleFunction rate) {
        for (int second = 0; second < seconds; second++) {
            if (random.nextDouble() < rate.applyAsDouble(second)) {
                waiting.add(second);
            }
            handOut(second);
            if (second % PASS_SECONDS == 0) {
                pass(second);
            }
            billed += running();
        }
        return this;
    }

    private void handOut(int second) {
        for (Worker worker : workers) {
            if (worker.isReady(second) && worker.freeAt <= second && !waiting.isEmpty()) {
                waits.add(second - waiting.remove());
                int takes = (int) Math.round(serviceSeconds * (0.5 + random.nextDouble()));
                work += takes;
                worker.freeAt = second + takes;
            }
        }
    }

    private void pass(int second) {
        Instant at = T0.plusSeconds(second);
        Readings readings = Readings.at(at).ofApp(Settings.QUEUE, waiting.size());
        List<Machine> machines = new ArrayList<>();
        for (Worker worker : workers) {
            Machines machine = Machines.worker(worker.id);
            if (worker.isReady(second)) {
                readings.concurrency(worker.id, worker.freeAt > second ? 1 : 0);
            } else if (worker.runs()) {
                machine.inState("starting").updated(at);
            } else {
                machine.stopped();
            }
            machines.add(machine.build());
        }
        Observation seen = new Observation(at, Machines.fleet(machines), readings.build(), List.of());
        Evaluation evaluation = new PolicyEngine(Prices.BOOK).evaluate(seen, memory, settings);
        List<Action> actions = evaluation.plan().actions();
        actions.forEach(action -> carryOut(action, second));
        memory = evaluation.next().acted(at, actions, Duration.ofHours(1));
    }

    private void carryOut(Action action, int second) {
        Worker worker = workers.stream()
                .filter(its -> its.id.equals(action.machine().id().value()))
                .findFirst()
                .orElseThrow();
        switch (action) {
            case Action.Start start -> worker.readyAt = second + START_SECONDS;
            case Action.Sleep sleep -> {
                cutOff += worker.freeAt > second ? 1 : 0;
                worker.readyAt = -1;
            }
            case Action.Drain drain -> throw new AssertionError("a worker is drained");
            case Action.Undrain undrain -> throw new AssertionError("nothing drains");
            case Action.Create create -> throw new AssertionError("nothing is created");
            case Action.Destroy destroy -> throw new AssertionError("nothing is destroyed");
        }
    }

    int running() {
        return (int) workers.stream().filter(Worker::runs).count();
    }

    int jobs() {
        return waits.size();
    }

    int cutOff() {
        return cutOff;
    }

    /// Wait that 95 of 100 jobs did not exceed, in seconds.
    int wait95() {
        return waits.stream()
                .sorted()
                .skip((long) Math.ceil(waits.size() * 0.95) - 1)
                .findFirst()
                .orElseThrow();
    }

    /// Billed machine time by the time that was worked.
    double cost() {
        return (double) billed / work;
    }

    @Override
    public String toString() {
        return jobs() + " jobs, p95 wait " + wait95() + " s, " + cost() + " x work, " + cutOff + " cut off, "
                + waiting.size() + " left, " + running() + " running";
    }
}
