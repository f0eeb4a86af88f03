package dev.hangar.policy;

import dev.hangar.model.Lease;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineId;
import dev.hangar.model.Reason;
import dev.hangar.model.SleepKind;
import dev.hangar.testkit.Machines;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

/// What leases, states and releases say of a deploy, together: `a` and `b` beside `c`, all idle.
class DeployLeasesTest {
    private static final String OWNER = "dev@acme.example";

    private static Machines leased(Machines machine, String owner, String description, Instant until) {
        return machine.lease(Optional.of(new Lease(owner, until, description)));
    }

    private static Machines leased(String id) {
        return leased(web(id), OWNER, "deploy \u001b[31m", T0.plusSeconds(9));
    }

    private static Machines byHangar(String id) {
        return leased(web(id), "x@tokens.fly.io", "hangar: suspend", T0.plusSeconds(9));
    }

    record Row(String situation, Given given, String sign, List<String> plan) {
        @Override
        public String toString() {
            return situation;
        }
    }

    private static Row quiet(String situation, String plan, Machines... fleet) {
        return new Row(situation, Given.fleet(fleet), "", List.of(plan));
    }

    private static Row deploy(String situation, String sign, Machines... fleet) {
        return new Row(situation, Given.fleet(fleet), sign, List.of());
    }

    static Stream<Row> fleets() {
        DrainTag tag = new DrainTag(new MachineId("a"), T0.minusSeconds(60), SleepKind.STOP);
        return Stream.of(
                quiet("one lease of three: only that machine is left alone", "drain b IDLE", leased("a"), web("b")),
                quiet(
                        "one that has run out",
                        "drain b IDLE",
                        leased("a"),
                        leased(web("b"), OWNER, "deploy", T0),
                        web("c").stopped()),
                deploy("two leases", "2 of 3 machines are leased", leased("a"), leased("b"), web("c")),
                deploy(
                        "two leases of two owners",
                        "2 of 3 machines are leased",
                        leased("a"),
                        leased(web("b"), "other@acme.example", "", T0.plusSeconds(1)),
                        web("c")),
                deploy("all of them", "2 of 2 machines are leased", leased("a"), leased("b")),
                deploy("the only one", "1 of 1 machines are leased", leased("a")),
                deploy(
                        "a sleeper and a stranger count as well",
                        "2 of 3 machines are leased",
                        leased("a").stopped(),
                        leased("b").schedule("daily"),
                        web("c")),
                deploy(
                        "one lease, on a machine that is being made",
                        "a is created and leased",
                        leased("a").inState("created"),
                        web("b"),
                        web("c")),
                deploy(
                        "one lease, on a machine that is being updated for hours",
                        "a is updating and leased",
                        leased("a").inState("updating").updated(T0.minus(Duration.ofHours(5))),
                        web("b"),
                        web("c")),
                deploy(
                        "one lease, on a machine that is being replaced for hours",
                        "a is replacing and leased",
                        leased("a").inState("replacing").updated(T0.minus(Duration.ofHours(5))),
                        web("b"),
                        web("c")),
                deploy(
                        "without any lease an update is enough while it is young",
                        "a is updating",
                        web("a").inState("updating").updated(T0),
                        web("b"),
                        web("c")),
                deploy(
                        "two releases",
                        "2 releases in one group",
                        web("a").meta("fly_release_version", "8").version("v8").updated(T0.minusSeconds(60)),
                        web("b"),
                        web("c")),
                deploy(
                        "another Hangar",
                        "2 of 3 machines are leased, by another Hangar",
                        byHangar("a"),
                        byHangar("b"),
                        web("c")),
                deploy(
                        "another Hangar and a person",
                        "2 of 3 machines are leased",
                        byHangar("a"),
                        leased("b"),
                        web("c")),
                new Row(
                        "what drains is taken back",
                        Given.fleet(
                                leased("b"), leased("c"), web("a").cordoned().tagged(tag)),
                        "",
                        List.of("undrain a DEPLOY_RUNNING")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void fleets(Row row) {
        assertThat(row.given.plan()).isEqualTo(row.plan);
        if (!row.sign.isEmpty()) {
            assertThat(Deploys.running(row.given.roster(), T0)).contains(row.sign);
        }
    }

    @Test
    void theFleetAndItsMachinesNameTheDeploy() {
        Given given = Given.fleet(leased("a"), leased("b"), web("c"));
        assertThat(given.evaluate().report().holds())
                .containsExactly(new FleetReport.Hold(Reason.DEPLOY_RUNNING, "2 of 3 machines are leased"));
        assertThat(given.reasons()).containsExactly("a=LEASED", "b=LEASED", "c=DEPLOY_RUNNING");
        assertThat(given.evaluate().report().holds().toString())
                .doesNotContain(OWNER)
                .doesNotContain("\u001b");
    }

    @ParameterizedTest(name = "leases in the app: {0}")
    @CsvSource({
        "'', ''",
        "'app/x', ''",
        "'app/x app/x', '2 machines of the app are leased by one owner'",
        "'app/x worker/x', '2 machines of the app are leased by one owner'",
        "'app/x worker/x cron/x', '3 machines of the app are leased by one owner'",
        "'app/x worker/y', ''",
        "'app/x worker/y cron/y', '2 machines of the app are leased by one owner'"
    })
    void severalLeasesOfOneOwnerAnywhereInTheApp(String leases, String sign) {
        Machine free = web("z").build();
        Stream<Machine> leased = Stream.of(leases.split(" ", -1))
                .filter(lease -> !lease.isEmpty())
                .map(lease -> lease.split("/", -1))
                .map(lease -> leased(web("m" + lease[0] + lease[1]).group(lease[0]), lease[1], "", T0.plusSeconds(1))
                        .build());
        List<Machine> machines = Stream.concat(leased, Stream.of(free)).toList();
        assertThat(Deploys.inApp(machines, T0).orElse("")).isEqualTo(sign);
        assertThat(Deploys.inApp(machines, T0.plusSeconds(1))).isEmpty();
    }

    @Test
    void aDeployElsewhereInTheAppHoldsThisFleet() {
        Machine one = leased("x").group("worker").build();
        Machine two = leased("y").group("worker").build();
        Given given = Given.fleet(web("a"), web("b")).deploy(Deploys.inApp(List.of(one, two), T0));
        assertThat(given.plan()).isEmpty();
        assertThat(given.reasons()).containsExactly("a=DEPLOY_RUNNING", "b=DEPLOY_RUNNING");
    }
}
