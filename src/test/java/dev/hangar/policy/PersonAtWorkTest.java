package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.MachineId;
import dev.hangar.model.Reason;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

/// Machine `a` is idle beside the busier `b`, and goes unless somebody wants it.
class PersonAtWorkTest {
    private static final Instant AGO = T0.minus(Duration.ofMinutes(20));

    private static Machines woken(String source, Instant at) {
        return web("a").event("suspend", "suspended", "flyd", at.minusSeconds(900))
                .event("start", "starting", source, at)
                .event("start", "started", "flyd", at.plusSeconds(2));
    }

    private static Given beside(Machines a) {
        return Given.fleet(a, web("b")).concurrency(1, 5);
    }

    private static PolicyMemory wokenByUs(Instant at) {
        return Given.warm(T0)
                .acted(at, List.of(new Action.Start(Machines.ref("a"), Reason.DEMAND)), Duration.ofHours(1))
                // A later start of another machine: cool-down is over, and the first one is still remembered.
                .acted(T0.minusSeconds(600), List.of(), Duration.ofHours(1));
    }

    record Row(String situation, Given given, boolean yields) {
        @Override
        public String toString() {
            return situation;
        }
    }

    static Stream<Row> wakes() {
        return Stream.of(
                new Row("nobody woke it", beside(web("a")), false),
                new Row("a person woke it", beside(woken("user", AGO)), true),
                new Row("Fly Proxy woke it", beside(woken("proxy", AGO)), false),
                new Row("Fly woke it", beside(woken("flyd", AGO)), false),
                new Row("we woke it", beside(woken("user", AGO)).memory(wokenByUs(AGO.plusSeconds(3))), false),
                new Row(
                        "we woke it, and forgot: our tag tells",
                        beside(woken("user", AGO)
                                .meta(StartTag.KEY, new StartTag(new MachineId("a"), AGO.plusSeconds(3)).value())),
                        false),
                new Row(
                        "cloned from one that we woke",
                        beside(woken("user", AGO)
                                .meta(StartTag.KEY, new StartTag(new MachineId("b"), AGO.plusSeconds(3)).value())),
                        true),
                new Row(
                        "a deploy updated it",
                        beside(web("a").event("update", "updating", "user", AGO)
                                .event("start", "starting", "flyd", AGO.plusSeconds(2))
                                .event("start", "started", "flyd", AGO.plusSeconds(4))),
                        false),
                new Row(
                        "a deploy made and started it",
                        Given.fleet(
                                        web("a").created(AGO.minusSeconds(60))
                                                .event("launch", "created", "user", AGO.minusSeconds(60))
                                                .event("stop", "stopped", "flyd", AGO.minusSeconds(58))
                                                .event("start", "starting", "user", AGO),
                                        web("b").version(ulid(AGO.minusSeconds(90))))
                                .concurrency(1, 5),
                        false),
                new Row(
                        "somebody put it to sleep since, and the proxy woke it",
                        beside(woken("user", AGO)
                                .event("stop", "stopped", "flyd", AGO.plusSeconds(90))
                                .event("start", "starting", "proxy", AGO.plusSeconds(120))),
                        false),
                new Row("an hour ago", beside(woken("user", T0.minus(Duration.ofHours(1)))), false),
                new Row(
                        "just under an hour ago",
                        beside(woken("user", T0.minus(Duration.ofHours(1)).plusMillis(1))),
                        true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void wakes(Row row) {
        assertThat(row.given.plan()).isEqualTo(row.yields ? List.of("drain b IDLE") : List.of("drain a IDLE"));
        assertThat(row.given.reason("a")).isEqualTo(row.yields ? Reason.YIELDING_TO_PERSON : Reason.IDLE);
    }

    /// A config version that was made at `at`: a ULID spells its time.
    private static String ulid(Instant at) {
        return ShrinkTest.ulid(at.toEpochMilli());
    }

    private static Given made(Duration afterRelease, Duration ago, String release) {
        Instant created = T0.minus(ago);
        String version = ulid(created.minus(afterRelease));
        return Given.fleet(
                        web("a").created(created)
                                .version(ulid(created))
                                .meta("fly_release_version", release)
                                .event("launch", "created", "user", created)
                                .event("start", "started", "flyd", created.plusSeconds(2)),
                        web("b").version(version),
                        web("c").version(version))
                .concurrency(0, 8, 9);
    }

    @ParameterizedTest(name = "made {0} after its release, {1} ago, of release {2}: {3}")
    @CsvSource({
        "P3D, PT59M, 7, YIELDING_TO_PERSON",
        "P3D, PT60M, 7, IDLE",
        "PT10M0.001S, PT59M, 7, YIELDING_TO_PERSON",
        // The deploy itself may have made it.
        "PT10M, PT59M, 7, IDLE",
        "PT0S, PT59M, 7, IDLE",
        "PT-1M, PT59M, 7, IDLE"
    })
    void aMachineMadeByHandBesideARunningRelease(Duration after, Duration ago, String release, Reason reason) {
        Given given = made(after, ago, release);
        assertThat(given.reason("a")).isEqualTo(reason);
        assertThat(given.plan()).contains(reason == Reason.IDLE ? "drain a IDLE" : "drain b IDLE");
    }

    @Test
    void theFirstOfItsReleaseWasMadeByADeploy() {
        assertThat(made(Duration.ofDays(3), Duration.ofMinutes(90), "8").reason("a"))
                .isNotEqualTo(Reason.YIELDING_TO_PERSON);
        Given twoReleases = made(Duration.ofDays(3), Duration.ofMinutes(20), "8");
        assertThat(twoReleases.holds()).contains(Reason.DEPLOY_RUNNING);
    }

    @Test
    void theReportTellsUntilWhen() {
        assertThat(beside(woken("user", AGO)).report("a").detail()).isEqualTo("until " + AGO.plus(Duration.ofHours(1)));
    }

    @Test
    void zeroTurnsItOff() {
        Guards off = new Guards(PauseMode.NONE, Duration.ZERO, Duration.ofMinutes(15), 4);
        Given given = beside(woken("user", T0.minusSeconds(600)))
                .settings(Settings.usual().guards(off));
        assertThat(given.plan()).containsExactly("drain a IDLE");
    }

    @Test
    void floorsAndNeedsAreNotTouchedByIt() {
        Given floor = beside(woken("user", AGO)).settings(Settings.usual().floor(1));
        assertThat(floor.plan()).as("it serves the floor").containsExactly("drain b IDLE");
        Given needed = beside(woken("user", AGO)).concurrency(15, 15);
        assertThat(needed.reasons()).containsExactly("a=NEEDED", "b=NEEDED");
    }
}
