package dev.hangar.policy;

import dev.hangar.model.MachineId;
import dev.hangar.model.Reading;
import dev.hangar.model.SignalName;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Readings;
import dev.hangar.testkit.Settings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.LHR;
import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

class FlapCheckTest {
    private static final SignalName JOBS = new SignalName("jobs");

    record Row(String situation, Given given, List<String> plan, List<String> reasons, String detail) {
        @Override
        public String toString() {
            return situation;
        }
    }

    /// A policy that gives a machine 100 connections, whatever the service's soft limit of 20 says.
    private static Settings generous() {
        return Settings.usual()
                .signals(new DemandSignal(Settings.CONCURRENCY.name(), new Capacity.PerMachine(100), false));
    }

    private static Readings jobs(Readings said, String machine, double value) {
        return said.sample(
                JOBS,
                Optional.empty(),
                Optional.of(new MachineId(machine)),
                new Reading.Fresh(value, T0.minusSeconds(11)));
    }

    private static Settings jobsOnly() {
        return Settings.usual().signals(new DemandSignal(JOBS, new Capacity.PerMachine(10), false));
    }

    static Stream<Row> sleeps() {
        return Stream.of(
                new Row(
                        "what remains takes the work",
                        Given.fleet(web("a"), web("b"), web("c")).concurrency(5, 9, 6),
                        List.of("drain a IDLE", "drain c IDLE"),
                        List.of("a=IDLE", "b=NEEDED", "c=IDLE"),
                        ""),
                // 2 / 200 + 9 / 10 + 10 / 10 = 1.91: two of three. But without the large one 21 / 10 want three.
                new Row(
                        "the least busy one is the large one: another one goes",
                        Given.fleet(web("a").softLimit(200), web("b").softLimit(10), web("c").softLimit(10))
                                .concurrency(2, 9, 10),
                        List.of("drain b IDLE"),
                        List.of("a=WOULD_FLAP", "b=IDLE", "c=NEEDED"),
                        "without it 2.10 machines' worth on 2"),
                // One of 100 connections each is enough for 30; the proxy wakes the other above 20.
                new Row(
                        "Fly Proxy goes by the soft limit, not by our capacity",
                        Given.fleet(web("a"), web("b")).concurrency(14, 16).settings(generous()),
                        List.of(),
                        List.of("a=WOULD_FLAP", "b=WOULD_FLAP"),
                        "Fly Proxy would start it: 30 connections on a soft limit of 20"),
                new Row(
                        "exactly at the soft limit the proxy starts nobody",
                        Given.fleet(web("a"), web("b")).concurrency(4, 16).settings(generous()),
                        List.of("drain a IDLE"),
                        List.of("a=IDLE", "b=NEEDED"),
                        ""),
                new Row(
                        "one of three may go, the second may not",
                        Given.fleet(web("a"), web("b"), web("c"))
                                .concurrency(10, 10, 16)
                                .settings(generous()),
                        List.of("drain a IDLE"),
                        List.of("a=IDLE", "b=WOULD_FLAP", "c=WOULD_FLAP"),
                        ""),
                new Row(
                        "without autostart the proxy starts nobody",
                        Given.fleet(web("a").autostart(false), web("b").autostart(false))
                                .concurrency(14, 16)
                                .settings(generous()),
                        List.of("drain a IDLE"),
                        List.of("a=IDLE", "b=NEEDED"),
                        ""),
                new Row(
                        "the last of a region: its work goes to the others",
                        Given.fleet(web("a").in(LHR), web("b"))
                                .settings(jobsOnly())
                                .readings(jobs(
                                        jobs(Readings.at(T0).concurrency("a", 6).concurrency("b", 16), "a", 0),
                                        "b",
                                        5)),
                        List.of(),
                        List.of("b=KEPT_BY_FLOOR", "a=WOULD_FLAP"),
                        "Fly Proxy would start it: 22 connections on a soft limit of 20"),
                new Row(
                        "another region's connections do not count where one is left",
                        Given.fleet(web("a"), web("b"), web("c").in(LHR))
                                .settings(generous())
                                .concurrency(1, 2, 50),
                        List.of("drain a IDLE"),
                        List.of("a=IDLE", "b=NEEDED", "c=NEEDED"),
                        ""),
                new Row(
                        "the last machine of all sleeps when it is idle",
                        Given.fleet(web("a")).settings(generous()),
                        List.of("sleep a IDLE"),
                        List.of("a=IDLE"),
                        ""),
                new Row(
                        "the last machine of all stays while it has connections, whatever our signal says",
                        Given.fleet(web("a"))
                                .settings(jobsOnly())
                                .readings(jobs(Readings.at(T0).concurrency("a", 2), "a", 0)),
                        List.of(),
                        List.of("a=WOULD_FLAP"),
                        "Fly Proxy would start it: 2 connections on no machine left"),
                new Row(
                        "above the ceiling the next pass starts none, whatever is asked",
                        Given.fleet(web("a"), web("b"), web("c"))
                                .settings(Settings.usual().ceiling(2).signals(Settings.queue(10)))
                                .readings(Readings.at(T0)
                                        .concurrency("a", 0)
                                        .concurrency("b", 0)
                                        .concurrency("c", 0)
                                        .ofApp(Settings.QUEUE, 50)),
                        List.of("drain a IDLE"),
                        List.of("a=IDLE", "b=NEEDED", "c=NEEDED"),
                        ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void sleeps(Row row) {
        assertThat(row.given.plan()).isEqualTo(row.plan);
        assertThat(row.given.reasons()).isEqualTo(row.reasons);
        if (!row.detail.isEmpty()) {
            assertThat(row.given.report("a").detail()).isEqualTo(row.detail);
        }
    }

    /// Or a pass over a thousand machines would look a thousand times at a thousand machines.
    @Test
    void onlyTheFirstFewOfAKindAreLookedAt() {
        Machines[] fleet = Stream.of("a", "b", "c", "d", "e").map(Machines::web).toArray(Machines[]::new);
        Given given = Given.fleet(fleet).concurrency(30, 31, 32, 33, 34).settings(generous());
        assertThat(given.reasons()).allMatch(reason -> reason.endsWith("=WOULD_FLAP"));
        assertThat(given.report("c").detail()).startsWith("Fly Proxy would start it");
        assertThat(given.report("d").detail()).isEqualTo("like 3 less busy machines of its region");
        assertThat(given.report("e").detail()).isEqualTo("like 3 less busy machines of its region");
    }

    @Test
    void machinesOfAnotherKindAreStillLookedAt() {
        Given given = Given.fleet(
                        web("a").in(LHR),
                        web("b").in(LHR),
                        web("c").in(LHR),
                        web("d").in(LHR),
                        web("e").softLimit(200),
                        web("f").softLimit(200))
                .concurrency(30, 30, 30, 30, 35, 36)
                .settings(generous());
        assertThat(given.plan()).containsExactly("drain e IDLE");
    }
}
