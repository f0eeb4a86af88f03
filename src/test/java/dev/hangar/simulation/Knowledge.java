package dev.hangar.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Promise 1, told apart from the policy: what the daemon was told of a fleet's demand must be whole and fresh.
final class Knowledge {
    private static final double SKEW_SECONDS = 5;

    private Knowledge() {}

    /// @throws Violation when something shrank on less
    static void require(PassWatch pass, FleetTruth truth, String what) {
        double maxAge = pass.process.settings().prometheus().maxAge().toSeconds();
        Map<String, Double> ages = new HashMap<>();
        pass.demand.forEach((expression, evidence) -> {
            boolean ofWeb = expression.contains("fly_app_concurrency");
            boolean ofWorkers = expression.contains("queue_jobs_waiting") || expression.contains("worker_jobs_running");
            if (truth.kind() == FleetTruth.Kind.WEB ? ofWeb : ofWorkers) {
                if (evidence.body().isEmpty()) {
                    throw new Violation("unknown-never-shrinks", what + " without an answer");
                }
                ages.putAll(evidence.ages());
            }
        });
        List<String> needed = pass.first.stream()
                .filter(seen -> seen.group().equals(truth.group()) && seen.awake())
                .filter(seen -> !isOutsider(pass, truth, seen.id()))
                .map(seen -> truth.app() + "/" + seen.id())
                .toList();
        for (String subject : needed) {
            Double age = ages.get(subject);
            if (age == null || age > maxAge || age < -SKEW_SECONDS) {
                throw new Violation("unknown-never-shrinks", what + " although the age of " + subject + " is " + age);
            }
        }
        if (truth.kind() == FleetTruth.Kind.WORKER) {
            Double age = ages.get(truth.app());
            if (age == null || age > maxAge || age < -SKEW_SECONDS) {
                throw new Violation("unknown-never-shrinks", what + " although the age of the queue is " + age);
            }
        }
    }

    private static boolean isOutsider(PassWatch pass, FleetTruth truth, String id) {
        return pass.process.universe().audit.machines(truth).stream()
                .filter(machine -> machine.id().value().equals(id))
                .anyMatch(machine -> truth.untouchable().contains(machine.name()));
    }
}
