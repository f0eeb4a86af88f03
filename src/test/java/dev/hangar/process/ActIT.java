package dev.hangar.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// `hangar run` in act mode, ended in the worst moment: while it puts machines to sleep.
class ActIT {
    private static final Duration PROMISED = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// The API answers one listing per second and app, and Hangar needs some of them.
    private static final Duration NOW_AND_THEN = Duration.ofSeconds(2);

    private final SimulatorProcess fly = SimulatorProcess.start();

    @TempDir
    private Path directory = Path.of("");

    @AfterEach
    void stop() {
        fly.close();
    }

    private Map<String, String> drains() {
        return drains(fly.machines());
    }

    /// The tags of the machines that are being drained, by `app/id`: cordoned ones only.
    private static Map<String, String> drains(Map<String, JsonNode> machines) {
        Map<String, String> tags = new TreeMap<>();
        machines.forEach((name, machine) -> {
            String tag = SimulatorProcess.drainTag(machine);
            if (!tag.isEmpty() && SimulatorProcess.isCordoned(machine)) {
                tags.put(name, tag);
            }
        });
        return tags;
    }

    private Map<String, String> awaitDrains() {
        return await("a drain")
                .atMost(PATIENCE)
                .pollInterval(NOW_AND_THEN)
                .until(this::drains, tags -> !tags.isEmpty());
    }

    private void nothingIsHeld() {
        Map<String, JsonNode> machines = fly.machines();
        List<String> held = new ArrayList<>();
        machines.forEach((name, machine) -> {
            String tag = SimulatorProcess.drainTag(machine);
            boolean leased = fly.isLeased(name);
            if (SimulatorProcess.isCordoned(machine) || !tag.isEmpty() || leased) {
                held.add(name + " tag=" + tag + " leased=" + leased);
            }
        });
        assertThat(held).isEmpty();
        floorHolds(machines);
    }

    /// Storefront's own service wants one machine, whatever happens.
    private static void floorHolds(Map<String, JsonNode> machines) {
        assertThat(machines.entrySet().stream())
                .as("started machines of storefront")
                .anyMatch(machine -> machine.getKey().startsWith("storefront/")
                        && machine.getValue().path("state").asText().equals("started")
                        && !SimulatorProcess.isCordoned(machine.getValue()));
    }

    @Test
    void givesEverythingBackWithinTheTimeThatFlyGives() {
        try (Daemon daemon = Daemon.start(fly, directory, "act")) {
            awaitDrains();

            assertThat(daemon.process().stop("TERM")).isLessThan(PROMISED);

            assertThat(daemon.process().exit()).isEqualTo(143);
            nothingIsHeld();
        }
    }

    @Test
    void givesEverythingBackAlsoInTheMiddleOfPuttingToSleep() {
        try (Daemon daemon = Daemon.start(fly, directory, "act")) {
            Set<String> draining = awaitDrains().keySet();
            await("a lease")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(1_100))
                    .until(() -> draining.stream().anyMatch(fly::isLeased));

            assertThat(daemon.process().stop("TERM")).isLessThan(PROMISED);

            nothingIsHeld();
        }
    }

    @Test
    void stopsInTimeAlsoWhenAskedTwice() {
        try (Daemon daemon = Daemon.start(fly, directory, "act")) {
            awaitDrains();
            daemon.process().signal("INT");

            assertThat(daemon.process().stop("TERM")).isLessThan(PROMISED);

            assertThat(daemon.process().exit()).isIn(130, 143);
            nothingIsHeld();
        }
    }

    @Test
    void stopsInTimeAlsoWhenFlyDoesNotAnswer() {
        try (Daemon daemon = Daemon.start(fly, directory, "act")) {
            awaitDrains();
            fly.process().signal("STOP");

            assertThat(daemon.process().stop("TERM")).isLessThan(PROMISED);

            assertThat(daemon.process().err()).anyMatch(line -> line.contains("could not be given back"));
        }
    }

    @Test
    void tidiesUpAfterAProcessThatWasKilled() {
        Map<String, String> orphans;
        try (Daemon killed = Daemon.start(fly, directory, "act")) {
            awaitDrains();
            killed.process().stop("KILL");
            orphans = drains();
        }
        assertThat(orphans).as("what the killed process left behind").isNotEmpty();

        try (Daemon next = Daemon.start(fly, directory, "act")) {
            await("drains of the killed process are finished or undone")
                    .atMost(PATIENCE)
                    .pollInterval(NOW_AND_THEN)
                    .until(() -> {
                        Map<String, JsonNode> machines = fly.machines();
                        floorHolds(machines);
                        Map<String, String> now = drains(machines);
                        return orphans.entrySet().stream()
                                .noneMatch(orphan -> orphan.getValue().equals(now.get(orphan.getKey())));
                    });

            assertThat(next.process().stop("TERM")).isLessThan(PROMISED);
            nothingIsHeld();
        }
    }
}
