package dev.hangar.control;

import dev.hangar.model.Action;
import dev.hangar.model.FailureKind;
import dev.hangar.model.Reason;
import dev.hangar.model.SleepKind;
import dev.hangar.policy.DrainTag;
import dev.hangar.testkit.FakeFly;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.ManualTime;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

import static dev.hangar.testkit.Machines.T0;
import static org.assertj.core.api.Assertions.assertThat;

/// What a graceful stop gives back, machine by machine.
class GivingBackTest {
    private static final DrainTag TAG =
            new DrainTag(Machines.ref("a").id(), T0.truncatedTo(ChronoUnit.SECONDS), SleepKind.SUSPEND);

    private final ManualTime time = new ManualTime(T0);
    private final Custody custody = new Custody();

    private FakeFly fly(Machines... machines) {
        return new FakeFly(time, List.of(machines).stream().map(Machines::build).toList());
    }

    private Actor actor(FakeFly fly) {
        return new Actor(fly, fly, time, custody);
    }

    /// A stop in the middle of putting a machine to sleep: without the nonce our own lease would refuse the uncordon.
    @Test
    void uncordonsUnderItsOwnLeaseBeforeGivingThatBack() {
        FakeFly fly = fly(Machines.web("a").cordoned().tagged(TAG));
        Actor actor = actor(fly);
        custody.cordoned(Machines.ref("a"));
        fly.acquireLease(Machines.ref("a"), Duration.ofSeconds(20), "hangar: suspend")
                .asOptional()
                .ifPresent(nonce -> custody.leased(Machines.ref("a"), nonce));
        fly.takeCalls();

        custody.held().forEach(machine -> actor.giveBack(machine));

        assertThat(fly.takeCalls()).containsExactly("uncordon a", "untag a", "release a");
        assertThat(fly.now("a").cordoned()).isFalse();
        assertThat(fly.isLeased("a")).isFalse();
        assertThat(custody.isEmpty()).isTrue();
    }

    /// The drain was begun by a process that crashed: its tag makes it ours.
    @Test
    void givesBackADrainThatAnEarlierProcessBegan() {
        FakeFly fly = fly(Machines.web("a").cordoned().tagged(TAG), Machines.web("b"));
        Actor actor = actor(fly);

        actor.adopt(fly.all());
        assertThat(custody.held()).containsExactly(Machines.ref("a"));
        custody.held().forEach(machine -> actor.giveBack(machine));

        assertThat(fly.now("a").cordoned()).isFalse();
        assertThat(fly.now("a").metadata()).doesNotContainKey(DrainTag.KEY);
    }

    @Test
    void leavesWhatOthersCordonedAlone() {
        FakeFly fly = fly(Machines.web("a").cordoned());
        Actor actor = actor(fly);

        actor.adopt(fly.all());

        assertThat(custody.isEmpty()).isTrue();
        assertThat(fly.now("a").cordoned()).isTrue();
    }

    /// A cordon that is still on its way may land after the stop: only the tag tells the next start that it is ours.
    @Test
    void keepsTheTagWhileACordonIsStillOnItsWay() {
        FakeFly fly = fly(Machines.web("a").tagged(TAG));
        Actor actor = actor(fly);
        custody.cordoned(Machines.ref("a"));

        custody.cordoning(Machines.ref("a"));

        actor.giveBack(Machines.ref("a"));
        fly.change("a", Machines::cordoned);

        assertThat(DrainTag.of(fly.now("a"))).contains(TAG);
    }

    /// The stop gives back while our cordon is being sent: it must not take the tag off under it.
    @Test
    void aStopInTheMiddleOfADrainLeavesNoCordonWithoutATag() {
        FakeFly fly = fly(Machines.web("a"), Machines.web("b"));
        Actor actor = actor(fly);
        fly.meanwhile("cordon", () -> {
            custody.close();
            actor.giveBack(Machines.ref("a"));
        });

        actor.act(new Action.Drain(Machines.ref("a"), SleepKind.SUSPEND, Reason.IDLE));

        assertThat(fly.now("a").cordoned()).isTrue();
        assertThat(DrainTag.of(fly.now("a"))).isPresent();
    }

    @Test
    void keepsInMindWhatCouldNotBeGivenBack() {
        FakeFly fly = fly(Machines.web("a").cordoned().tagged(TAG)).refuse("uncordon", FailureKind.UNAVAILABLE);
        Actor actor = actor(fly);
        custody.cordoned(Machines.ref("a"));

        actor.giveBack(Machines.ref("a"));

        assertThat(custody.isEmpty()).isFalse();
        assertThat(DrainTag.of(fly.now("a"))).contains(TAG);
    }

    @Test
    void beginsNoActionOnceItIsStopping() {
        FakeFly fly = fly(Machines.web("a").suspended());
        custody.close();

        assertThat(actor(fly)
                        .act(new Action.Start(Machines.ref("a"), Reason.DEMAND))
                        .word())
                .isEqualTo("skipped");
        assertThat(fly.wroteNothing()).isTrue();
    }
}
