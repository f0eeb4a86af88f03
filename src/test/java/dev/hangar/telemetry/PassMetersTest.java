package dev.hangar.telemetry;

import dev.hangar.control.BlastRadius;
import dev.hangar.control.Pauses;
import dev.hangar.control.ReleaseCheck;
import dev.hangar.control.Safeguards;
import dev.hangar.model.Answer;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.Outcome;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Passes;
import io.micrometer.core.instrument.search.Search;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PassMetersTest {
    private static final AppName SHOP = new AppName("shop");
    private static final AppName BLOG = new AppName("blog");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PassMeters meters = new PassMeters(registry);

    @Test
    void countsWhatWasDecidedAndWhatBecameOfIt() {
        meters.record(Passes.started(new Outcome.Applied(Machines.T0)));
        meters.record(Passes.started(new Outcome.Refused(Failure.of(FailureKind.NO_CAPACITY, "no capacity"))));

        assertThat(count("hangar.passes", "result", "change")).isEqualTo(2);
        assertThat(count("hangar.decisions", "action", "start", "mode", "act", "reason", "floor"))
                .isEqualTo(2);
        assertThat(count("hangar.actions", "action", "start", "outcome", "applied"))
                .isEqualTo(1);
        assertThat(count("hangar.actions", "action", "start", "outcome", "refused"))
                .isEqualTo(1);
        assertThat(count("hangar.failures", "call", "act", "kind", "no-capacity"))
                .isEqualTo(1);
        assertThat(count("hangar.expectations", "ending", "met")).isEqualTo(2);
    }

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    private double machines(String state) {
        return registry.get("hangar.fleet.machines").tag("state", state).gauge().value();
    }

    private double fleets(String state) {
        return registry.get("hangar.fleets").tag("state", state).gauge().value();
    }

    private double gauge(String name) {
        return registry.get(name)
                .tags("fleet_app", "shop", "fleet_group", "app")
                .gauge()
                .value();
    }

    @Test
    void gaugesShowTheNewestPassOfAFleetAndGoWithIt() {
        meters.record(Passes.started(new Outcome.Applied(Machines.T0)));
        meters.record(Passes.quiet());

        // Two machines at 15 of a soft limit of 20 each: 1.5 machines' worth of load, no floor but that one must stay.
        assertThat(gauge("hangar.fleet.load")).isEqualTo(1.5);
        assertThat(gauge("hangar.fleet.serving")).isEqualTo(2);
        assertThat(machines("started")).isEqualTo(2);
        assertThat(machines("stopped") + machines("suspended")).isEqualTo(1);
        assertThat(machines("changing") + machines("failed")).isZero();
        assertThat(gauge("hangar.fleet.transition.seconds")).isZero();
        assertThat(gauge("hangar.fleet.paused")).isZero();
        assertThat(gauge("hangar.fleet.disruption.budget.remaining")).isPositive();
        assertThat(gauge("hangar.fleet.demand.known")).isEqualTo(1);

        assertThat(gauge("hangar.boot.seconds")).as("no boot seen yet").isNaN();
        assertThat(gauge("hangar.resume.share")).isEqualTo(0.5);

        meters.retain(Set.of());
        assertThat(registry.find("hangar.fleet.load").gauges()).isEmpty();
        assertThat(registry.find("hangar.boot.seconds").gauges()).isEmpty();
    }

    @Test
    void theAdaptiveRuleIsShownOnceItHasLearned() {
        meters.record(Passes.adaptive(10));
        assertThat(gauge("hangar.scaling.wanted")).isEqualTo(2);
        assertThat(gauge("hangar.scaling.late.share")).as("nothing learned yet").isNaN();
        assertThat(gauge("hangar.scaling.resumes.saved.dollars.per.hour")).isNaN();

        meters.record(Passes.adaptive(400));
        assertThat(gauge("hangar.scaling.machines")).isBetween(1.0, 2.0);
        assertThat(gauge("hangar.scaling.late.share")).isBetween(0.0, 0.01);
        assertThat(gauge("hangar.scaling.late.share.so.far")).isBetween(0.0, 1.0);
        assertThat(gauge("hangar.scaling.resumes.saved.dollars.per.hour")).isNotNegative();

        meters.retain(Set.of());
        assertThat(registry.find("hangar.scaling.wanted").gauges()).isEmpty();
    }

    @Test
    void aFixedRuleHasNoMetersOfTheAdaptiveOne() {
        meters.record(Passes.quiet());
        assertThat(registry.find("hangar.scaling.wanted").gauges()).isEmpty();
    }

    @Test
    void anUnreadAppIsAPassAndAFailure() {
        meters.record(Passes.unread("shop"));

        assertThat(count("hangar.passes", "result", "unread")).isEqualTo(1);
        assertThat(count("hangar.failures", "call", "machines", "kind", "unavailable"))
                .isEqualTo(1);
    }

    @Test
    void appsCountAndThoseThatAreNotKnown() {
        assertThat(plain("hangar.apps")).isZero();
        assertThat(plain("hangar.apps.unread")).isZero();

        meters.apps(List.of(SHOP, BLOG));
        assertThat(plain("hangar.apps")).isEqualTo(2);
        assertThat(plain("hangar.apps.unread")).as("no pass yet").isEqualTo(2);

        // An app without machines publishes no record, and is read all the same.
        meters.ended(SHOP, true);
        meters.ended(BLOG, false);
        assertThat(plain("hangar.apps.unread")).isEqualTo(1);
        meters.ended(SHOP, false);
        assertThat(plain("hangar.apps.unread")).isEqualTo(2);
        meters.ended(BLOG, true);
        assertThat(plain("hangar.apps.unread")).isEqualTo(1);

        meters.apps(List.of(BLOG));
        assertThat(plain("hangar.apps")).isEqualTo(1);
        assertThat(plain("hangar.apps.unread")).as("the one that is gone").isZero();
        meters.apps(List.of(SHOP, BLOG));
        assertThat(plain("hangar.apps.unread")).as("it came back").isEqualTo(1);
    }

    private double plain(String name) {
        return registry.get(name).gauge().value();
    }

    @Test
    void whatWasDoneToAFleetIsCountedForIt() {
        meters.record(Passes.started(new Outcome.Applied(Machines.T0)));
        meters.record(Passes.started(new Outcome.InDoubt(Failure.of(FailureKind.TIMED_OUT, "no answer"))));
        meters.record(Passes.started(new Outcome.Refused(Failure.of(FailureKind.NO_CAPACITY, "no capacity"))));

        assertThat(count("hangar.fleet.wakes", "fleet_app", "shop"))
                .as("in doubt counts, refused does not")
                .isEqualTo(2);
        assertThat(count("hangar.fleet.sleeps", "fleet_app", "shop")).isZero();

        meters.retain(Set.of());
        assertThat(registry.find("hangar.fleet.wakes").counters()).isEmpty();
    }

    @Test
    void everyFleetCountsInOneState() {
        assertThat(fleets("steady")).as("there from the start").isZero();
        meters.record(Passes.quiet());
        assertThat(fleets("steady")).isEqualTo(1);

        meters.record(Passes.unread("shop"));
        assertThat(fleets("blind")).as("its machines are not known").isEqualTo(1);
        assertThat(fleets("steady")).isZero();
        assertThat(gauge("hangar.fleet.demand.known")).isZero();

        meters.record(Passes.started(new Outcome.Applied(Machines.T0)));
        assertThat(fleets("growing")).isEqualTo(1);
        assertThat(fleets("blind")).isZero();
    }

    @Test
    void whatIsOldIsNotShownAsIfItWereSoNow() {
        AtomicLong nanos = new AtomicLong();
        SimpleMeterRegistry other = new SimpleMeterRegistry();
        PassMeters slow = new PassMeters(other, nanos::get, Duration.ofSeconds(30));
        slow.record(Passes.quiet());
        Search machines = other.find("hangar.fleet.machines").tag("state", "started");

        nanos.set(Duration.ofSeconds(150).toNanos());
        assertThat(value(other.find("hangar.fleet.serving"))).isEqualTo(2);
        assertThat(value(other.find("hangar.fleets").tag("state", "steady"))).isEqualTo(1);
        nanos.set(Duration.ofSeconds(151).toNanos());
        for (String name : List.of("load", "desired", "serving", "transition.seconds")) {
            assertThat(value(other.find("hangar.fleet." + name))).as(name).isNaN();
        }
        assertThat(value(machines)).isNaN();
        assertThat(value(other.find("hangar.fleet.demand.known"))).isZero();
        assertThat(value(other.find("hangar.fleets").tag("state", "steady"))).isZero();
        assertThat(value(other.find("hangar.fleets").tag("state", "blind"))).isEqualTo(1);

        slow.record(Passes.quiet());
        assertThat(value(machines)).isEqualTo(2);
        assertThat(value(other.find("hangar.fleets").tag("state", "steady"))).isEqualTo(1);
    }

    private static double value(Search search) {
        return Objects.requireNonNull(search.gauge()).value();
    }

    @Test
    void aPassThatEndedInABugLeavesItsFleetsUnknown() {
        meters.record(Passes.quiet());
        meters.bug(BLOG);
        assertThat(fleets("steady")).as("a bug elsewhere").isEqualTo(1);
        meters.bug(SHOP);
        assertThat(fleets("blind")).isEqualTo(1);
        assertThat(registry.get("hangar.bugs").counter().count()).isEqualTo(2);
        meters.record(Passes.quiet());
        assertThat(fleets("steady")).isEqualTo(1);
    }

    @Test
    void aPassDuringTheForgettingHasItsMeters() throws InterruptedException {
        for (int round = 0; round < 500; round++) {
            meters.record(Passes.quiet());
            Thread forgets = Thread.ofPlatform().start(() -> meters.retain(Set.of()));
            meters.record(Passes.quiet());
            forgets.join();
            assertThat(registry.find("hangar.fleet.serving").gauges()).hasSize((int) fleets("steady"));
        }
    }

    private void guards() {
        GuardMeters guards = new GuardMeters(registry, InstantSource.fixed(Machines.T0));
        guards.watch(new Pauses());
        guards.watch(new Safeguards(
                Optional.of(new BlastRadius(0.25, 10, Duration.ofMinutes(10))),
                Optional.of(new ReleaseCheck(
                        app -> Answer.ok(Optional.empty()), InstantSource.fixed(Machines.T0), notice -> {}))));
    }

    @Test
    void anActionThatWasNotSentIsCountedByWhatKeptIt() {
        meters.record(Passes.started(new Outcome.Skipped("not now", Outcome.Skipped.By.BLAST_RADIUS)));
        assertThat(count("hangar.skips", "by", "blast-radius")).isEqualTo(1);
    }

    @Test
    void theGuardsAreSeenFromTheStart() {
        guards();
        assertThat(registry.get("hangar.blast.radius.limit").gauge().value()).isEqualTo(10);
        assertThat(registry.get("hangar.paused").tags("mode", "down").gauge().value())
                .isZero();
        assertThat(registry.get("hangar.release.checks").functionCounters()).hasSize(4);
    }
}
