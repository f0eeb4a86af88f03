package dev.hangar.simulator.world;

import dev.hangar.model.MachineState;
import dev.hangar.simulator.TestWorlds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Suspend and what a start makes of it (facts 2.2 and 5).
class SuspendTest {
    private static final Delays ALWAYS_SLOW = new Delays(
            Delays.Range.millis(2_000, 4_000),
            Delays.Range.millis(250, 450),
            Delays.Range.millis(18_000, 18_000),
            Delays.Range.millis(18_000, 18_000),
            Delays.Range.millis(1_000, 5_000),
            Delays.Range.millis(1_000, 8_000),
            Delays.Range.millis(1_000, 3_000));

    enum Lost {
        BY_NOTHING,
        BY_UPDATE,
        BY_MIGRATION,
        BY_AGE,
        BY_CHANCE,
        BY_MAINTENANCE,
        BY_STOP
    }

    private static SnapshotLife life(Lost lost) {
        return switch (lost) {
            case BY_AGE -> new SnapshotLife(Optional.of(Delays.Range.millis(60_000, 60_000)), 0);
            case BY_CHANCE -> new SnapshotLife(Optional.empty(), 1);
            case BY_NOTHING, BY_UPDATE, BY_MIGRATION, BY_MAINTENANCE, BY_STOP -> SnapshotLife.endless();
        };
    }

    private static void lose(OneMachine one, Lost lost) {
        switch (lost) {
            case BY_NOTHING, BY_CHANCE -> {}
            case BY_UPDATE ->
                one.world().update(one.machine(), one.machine().current().raw(), false);
            case BY_MIGRATION -> one.world().platform().migrate(one.machine());
            case BY_AGE -> one.pass(Duration.ofMinutes(1));
            case BY_MAINTENANCE -> one.world().platform().loseSnapshot(one.machine());
            case BY_STOP -> one.world().stop(one.machine());
        }
        one.pass(Duration.ofSeconds(10));
    }

    @ParameterizedTest(name = "{0}, found {1} by the scenario")
    @CsvSource({
        "BY_NOTHING,     suspended, resumed",
        "BY_NOTHING,     started,   resumed",
        "BY_UPDATE,      suspended, reset",
        "BY_MIGRATION,   suspended, cold",
        "BY_AGE,         suspended, cold",
        "BY_AGE,         started,   cold",
        "BY_CHANCE,      suspended, cold",
        "BY_MAINTENANCE, suspended, cold",
        "BY_STOP,        suspended, reset",
    })
    void aStartResumesOrBootsColdAsTheSnapshotIsThereOrNot(Lost lost, String found, String expected) {
        OneMachine one = OneMachine.in(MachineState.parse(found), app -> app.snapshots(life(lost)));
        if (found.equals("started")) {
            one.world().suspend(one.machine());
            one.until(MachineState.SUSPENDED);
        }
        lose(one, lost);
        Instant begun = one.world().now();

        assertThat(one.world().start(one.machine()).isTaken()).isTrue();
        one.until(MachineState.STARTED);

        boolean resumed = expected.equals("resumed");
        assertThat(one.machine().boots())
                .isEqualTo(
                        switch (expected) {
                            case "resumed" -> new Boots(1, 0, 0);
                            case "cold" -> new Boots(0, 1, 0);
                            default -> new Boots(0, 1, 1);
                        });
        Duration took = Duration.between(begun, one.world().now());
        assertThat(took).isBetween(Duration.ofMillis(resumed ? 250 : 2_000), Duration.ofMillis(resumed ? 450 : 4_000));
    }

    @Test
    void aStartTakesBackASuspendThatRuns() {
        OneMachine one = OneMachine.in(MachineState.STARTED, app -> app.delays(ALWAYS_SLOW));
        one.world().suspend(one.machine());
        one.pass(Duration.ofSeconds(16));
        assertThat(one.machine().state()).isEqualTo(MachineState.SUSPENDING);

        assertThat(one.world().start(one.machine())).isEqualTo(new Move.Taken(MachineState.SUSPENDING));
        one.pass(Duration.ofMinutes(1));

        assertThat(one.machine().state()).isEqualTo(MachineState.STARTED);
        assertThat(one.machine().boots()).isEqualTo(new Boots(1, 0, 0));
        assertThat(one.story()).containsExactly("suspend suspending user", "start starting user", "start started flyd");
    }

    @Test
    void someSuspendsTakeMoreThanFifteenSecondsMostTakeLessThanFour() {
        List<Long> seconds = LongStream.range(0, 200)
                .map(seed -> {
                    OneMachine one = OneMachine.in(MachineState.STARTED, seed, app -> {});
                    one.world().suspend(one.machine());
                    one.until(MachineState.SUSPENDED);
                    return Duration.between(TestWorlds.START, one.world().now()).toSeconds();
                })
                .boxed()
                .toList();
        assertThat(seconds.stream().filter(time -> time >= 15)).hasSizeBetween(1, 20);
        assertThat(seconds.stream().filter(time -> time < 4)).hasSizeGreaterThan(180);
        assertThat(seconds).allMatch(time -> time <= 20);
    }

    enum Obstacle {
        MEMORY,
        SWAP,
        SCHEDULE,
        GPU,
        AGE;

        void describe(AppBuilder app) {
            switch (this) {
                case MEMORY -> app.guest("shared", 2, 4096);
                case SWAP -> app.config(config -> config.putObject("init").put("swap_size_mb", 512));
                case SCHEDULE -> app.config(config -> config.put("schedule", "monthly"));
                case GPU -> app.config(config -> config.withObject("/guest").put("gpu_kind", "l40s"));
                case AGE -> app.age(Duration.between(Instant.parse("2024-06-20T19:59:59Z"), TestWorlds.START));
            }
        }

        String words() {
            return switch (this) {
                case MEMORY -> "memory 4096 MB is above 2048 MB";
                case SWAP -> "swap is configured";
                case SCHEDULE -> "it runs on a schedule";
                case GPU -> "it has a GPU";
                case AGE -> "it was not updated since 2024-06-20T20:00:00Z";
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMachineThatCannotBeSuspendedSaysWhy(Obstacle obstacle) {
        OneMachine one = OneMachine.in(MachineState.STARTED, obstacle::describe);
        assertThat(one.world().suspend(one.machine()))
                .isEqualTo(new Move.Refused("machine is not eligible for suspend: " + obstacle.words()));
        assertThat(one.machine().state()).isEqualTo(MachineState.STARTED);
    }

    @Test
    void anUpdateMakesAnOldMachineFitForSuspend() {
        OneMachine one = OneMachine.in(MachineState.STARTED, Obstacle.AGE::describe);
        one.world().setMetadata(one.machine(), "note", "metadata is not an update");
        assertThat(one.world().suspend(one.machine()).isTaken()).isFalse();

        one.world().update(one.machine(), one.machine().current().raw(), true);
        one.until(MachineState.STARTED);
        assertThat(one.world().suspend(one.machine()).isTaken()).isTrue();
    }
}
