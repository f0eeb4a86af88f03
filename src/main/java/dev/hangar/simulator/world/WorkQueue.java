package dev.hangar.simulator.world;

import dev.hangar.model.MachineId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A queue and its workers: jobs arrive, wait, are worked by started machines, and go back to the head of the queue
/// when their worker leaves. Fly Proxy plays no part.
final class WorkQueue {
    private static final double SECONDS_PER_MINUTE = 60;

    private final Workload.Queue workload;
    private final long noise;
    private final Deque<Job> waiting = new ArrayDeque<>();
    private final SortedMap<MachineId, List<Running>> running = new TreeMap<>();
    private double arrivedShare;
    private long arrived;
    private long done;
    private long late;
    private long interrupted;

    private record Job(Instant arrivedAt, Duration time) {}

    private record Running(Job job, Instant endsAt) {}

    WorkQueue(Workload.Queue workload, long noise) {
        this.workload = workload;
        this.noise = noise;
    }

    Workload.Queue workload() {
        return workload;
    }

    int waitingJobs() {
        return waiting.size();
    }

    int runningJobs(MachineId machine) {
        return running.getOrDefault(machine, List.of()).size();
    }

    long arrived() {
        return arrived;
    }

    long done() {
        return done;
    }

    /// Jobs that waited longer than the queue's patience, those that still wait included.
    long late(Instant now) {
        return late + waiting.stream().filter(job -> isLate(job, now)).count();
    }

    private boolean isLate(Job job, Instant now) {
        return Duration.between(job.arrivedAt(), now).compareTo(workload.patience()) > 0;
    }

    /// Jobs that lost their worker.
    long interrupted() {
        return interrupted;
    }

    /// Ends jobs, takes in what arrived during `step`, hands out what can be worked.
    void step(Instant now, Duration elapsed, Duration step, List<SimulatedMachine> machines) {
        arrivedShare += workload.arrivals().level(elapsed, noise) * step.toMillis() / 1000.0 / SECONDS_PER_MINUTE;
        while (arrivedShare >= 1) {
            arrivedShare -= 1;
            double factor = 0.5 + Seed.uniform(noise, arrived++);
            long millis = Math.max(1, Math.round(workload.jobTime().toMillis() * factor));
            waiting.addLast(new Job(now, Duration.ofMillis(millis)));
        }
        handOut(now, machines);
    }

    /// Ends jobs that are over and gives waiting ones to started workers.
    void handOut(Instant now, List<SimulatedMachine> machines) {
        running.values().forEach(jobs -> {
            int before = jobs.size();
            jobs.removeIf(job -> !job.endsAt().isAfter(now));
            done += before - jobs.size();
        });
        for (SimulatedMachine machine : machines) {
            if (machine.isAtWork() && machine.config().services().isEmpty()) {
                fill(running.computeIfAbsent(machine.id(), id -> new ArrayList<>()), now);
            }
        }
    }

    private void fill(List<Running> jobs, Instant now) {
        while (jobs.size() < workload.slots() && !waiting.isEmpty()) {
            Job job = waiting.removeFirst();
            if (isLate(job, now)) {
                late++;
            }
            jobs.add(new Running(job, now.plus(job.time())));
        }
    }

    /// A worker is no longer there: what it ran waits again, at the head.
    void lost(MachineId machine, Instant now) {
        List<Running> jobs = running.remove(machine);
        if (jobs == null) {
            return;
        }
        for (Running job : jobs.reversed()) {
            if (job.endsAt().isAfter(now)) {
                waiting.addFirst(job.job());
                interrupted++;
            } else {
                done++;
            }
        }
    }
}
