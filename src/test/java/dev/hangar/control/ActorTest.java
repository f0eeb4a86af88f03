package dev.hangar.control;

import dev.hangar.model.Action;
import dev.hangar.model.FailureKind;
import dev.hangar.model.MachineState;
import dev.hangar.model.Reason;
import dev.hangar.model.SleepKind;
import dev.hangar.policy.DrainTag;
import dev.hangar.policy.HoldTag;
import dev.hangar.testkit.FakeFly;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.ManualTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.ref;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

/// What the actor finds when it reads the machine again right before it acts.
class ActorTest {
    private static final Action DRAIN = new Action.Drain(ref("a"), SleepKind.SUSPEND, Reason.IDLE);
    private static final Action SLEEP = new Action.Sleep(ref("a"), SleepKind.SUSPEND, false, Reason.IDLE);
    private static final Action FINISH = new Action.Sleep(ref("a"), SleepKind.SUSPEND, true, Reason.IDLE);
    private static final Action START = new Action.Start(ref("a"), Reason.DEMAND);
    private static final Action DESTROY = new Action.Destroy(ref("a"), Reason.LAUNCH_PAIR);
    private static final Action CREATE = new Action.Create(ref("a"), Machines.LHR, Reason.MORE_WANTED);
    private static final Action UNDRAIN = new Action.Undrain(ref("a"), Reason.DRAIN_CANCELED);
    private static final DrainTag TAG = new DrainTag(ref("a").id(), T0, SleepKind.SUSPEND);

    record Row(String situation, Machines machine, Action action, String outcome, List<String> calls) {
        @Override
        public String toString() {
            return situation;
        }
    }

    private static Row row(String situation, Machines machine, Action action, String outcome, String... calls) {
        return new Row(situation, machine, action, outcome, List.of(calls));
    }

    static Stream<Row> actions() {
        return Stream.of(
                row("start", web("a").stopped(), START, "applied", "read a", "start a", "tag a"),
                row("start one that runs", web("a"), START, "already-so", "read a"),
                row("start one that updates", web("a").inState("updating"), START, "skipped", "read a"),
                row("start one that is cordoned", web("a").stopped().cordoned(), START, "skipped", "read a"),
                row("start one that is held", held("forever"), START, "skipped", "read a"),
                row("start one whose hold cannot be read", held("sometime"), START, "skipped", "read a"),
                row("start one whose hold ended", held(T0.toString()), START, "applied", "read a", "start a", "tag a"),
                row("drain", web("a"), DRAIN, "applied", "read a", "tag a", "cordon a"),
                row("drain one that sleeps", web("a").suspended(), DRAIN, "skipped", "read a"),
                row("drain one that somebody cordoned", web("a").cordoned(), DRAIN, "skipped", "read a"),
                row("drain one that is leased", web("a").leasedUntil(T0.plusSeconds(5)), DRAIN, "skipped", "read a"),
                row("sleep", web("a"), SLEEP, "applied", "lease a", "read a", "suspend a", "release a"),
                row(
                        "sleep one that somebody cordoned",
                        web("a").cordoned(),
                        SLEEP,
                        "skipped",
                        "lease a",
                        "read a",
                        "release a"),
                row("sleep one that sleeps", web("a").stopped(), SLEEP, "skipped", "lease a", "read a", "release a"),
                row(
                        "finish a drain whose tag is gone",
                        web("a").cordoned(),
                        FINISH,
                        "skipped",
                        "lease a",
                        "read a",
                        "release a"),
                row(
                        "finish a drain whose cordon is gone",
                        web("a").tagged(TAG),
                        FINISH,
                        "skipped",
                        "lease a",
                        "read a",
                        "release a"),
                row("sleep one that is leased", web("a").leasedUntil(T0.plusSeconds(5)), SLEEP, "refused", "lease a"),
                row("undrain", web("a").cordoned().tagged(TAG), UNDRAIN, "applied", "uncordon a", "untag a"),
                row(
                        "undrain one that is leased",
                        web("a").cordoned().tagged(TAG).leasedUntil(T0.plusSeconds(5)),
                        UNDRAIN,
                        "refused",
                        "uncordon a"),
                row("destroy", web("a").stopped(), DESTROY, "applied", "lease a", "read a", "destroy a", "release a"),
                row("destroy one that woke", web("a"), DESTROY, "skipped", "lease a", "read a", "release a"),
                row(
                        "destroy one that got a volume",
                        web("a").stopped().volume("vol_1"),
                        DESTROY,
                        "skipped",
                        "lease a",
                        "read a",
                        "release a"),
                row("create", web("a"), CREATE, "applied", "read a", "create a in lhr"),
                row("create one like a sleeper", web("a").stopped(), CREATE, "skipped", "read a"),
                row("create one like a cordoned one", web("a").cordoned(), CREATE, "skipped", "read a"),
                row("create one like one that is gone", web("b"), CREATE, "refused", "read a"),
                row("a machine that is gone", web("b"), START, "refused", "read a"));
    }

    private static Machines held(String until) {
        return web("a").stopped().meta(HoldTag.KEY, until);
    }

    private static String act(FakeFly fly, ManualTime time, Custody custody, Action action) {
        return new Actor(fly, fly, time, custody).act(action).word();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void actions(Row row) {
        ManualTime time = new ManualTime(T0);
        FakeFly fly = new FakeFly(time, List.of(row.machine.build()));
        Custody custody = new Custody();
        assertThat(act(fly, time, custody, row.action)).isEqualTo(row.outcome);
        assertThat(fly.takeCalls()).isEqualTo(row.calls);
        assertThat(custody.lease(row.action.machine())).isEmpty();
    }

    @Test
    void aLeaseIsGivenBackAlsoWhenThePassBreaks() {
        ManualTime time = new ManualTime(T0);
        FakeFly fly = new FakeFly(time, List.of(web("a").build()));
        fly.meanwhile("suspend", () -> {
            throw new IllegalStateException("a bug");
        });
        Custody custody = new Custody();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> act(fly, time, custody, SLEEP)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(fly.isLeased("a")).isFalse();
        assertThat(custody.isEmpty()).isTrue();
    }

    @Test
    void aNonceIsNeverPrinted() {
        assertThat(new LeaseNonce("s3cret")).hasToString("LeaseNonce[redacted]");
    }

    @Test
    void aReadThatTimesOutDidNothing() {
        ManualTime time = new ManualTime(T0);
        FakeFly fly = new FakeFly(time, List.of(web("a").stopped().build()));
        fly.refuse("read", FailureKind.TIMED_OUT);
        assertThat(act(fly, time, new Custody(), START)).isEqualTo("refused");
        fly.refuse("start", FailureKind.TIMED_OUT);
        assertThat(act(fly, time, new Custody(), START)).isEqualTo("in-doubt");
        assertThat(fly.now("a").state()).isEqualTo(MachineState.STOPPED);
    }
}
