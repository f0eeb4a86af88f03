package dev.hangar.policy;

import dev.hangar.model.App;
import dev.hangar.model.AppName;
import dev.hangar.model.Autostop;
import dev.hangar.model.Check;
import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;
import dev.hangar.model.HostStatus;
import dev.hangar.model.MachineRef;
import dev.hangar.model.OrgSlug;
import dev.hangar.model.Reason;
import dev.hangar.model.RestartPolicy;
import dev.hangar.model.Service;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Settings;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.APP;
import static dev.hangar.testkit.Machines.SERVICE;
import static dev.hangar.testkit.Machines.SHOP;
import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static dev.hangar.testkit.Machines.worker;
import static org.assertj.core.api.Assertions.assertThat;

/// Every row of the never-touch list (facts 8).
class ProtectionTest {
    record Row(String situation, App app, Machines machine, Settings settings, Optional<Reason> outsider) {
        static Row outsider(String situation, Machines machine, Reason reason) {
            return new Row(situation, APP, machine, Settings.usual(), Optional.of(reason));
        }

        static Row ofApp(String situation, App app, Reason reason) {
            return new Row(situation, app, web("a"), Settings.usual(), Optional.of(reason));
        }

        static Row insider(String situation, Machines machine) {
            return new Row(situation, APP, machine, Settings.usual(), Optional.empty());
        }

        @Override
        public String toString() {
            return situation;
        }
    }

    private static App appWith(String name, String role) {
        return new App(
                new AppName(name),
                new OrgSlug("acme"),
                "deployed",
                role.isEmpty() ? Optional.empty() : Optional.of(role));
    }

    static Stream<Row> outsiders() {
        return Stream.of(
                Row.insider("an ordinary web machine", web("a")),
                Row.insider("an ordinary worker", worker("a")),
                Row.insider("a machine with a volume: may be stopped", web("a").volume("vol_1")),
                Row.insider(
                        "a worker that restarts always: its own signal decides",
                        worker("a").restart(RestartPolicy.ALWAYS)),
                Row.insider("a canary that is over", web("a").meta("fly_canary", "false")),
                Row.insider("a live blue-green machine", web("a").meta("fly_bluegreen_deployment_tag", "1795392000")),
                Row.ofApp("app role postgres", appWith("pg", "postgres_cluster"), Reason.POSTGRES),
                Row.outsider(
                        "managed postgres metadata", web("a").meta("fly-managed-postgres", "true"), Reason.POSTGRES),
                Row.outsider("image postgres-flex", web("a").image("flyio/postgres-flex:17"), Reason.POSTGRES),
                Row.outsider(
                        "image postgres", web("a").image("registry-1.docker.io/flyio/postgres:14"), Reason.POSTGRES),
                Row.outsider("a check named role", web("a").check("role", Check.Status.PASSING), Reason.POSTGRES),
                Row.ofApp("app role builder", appWith("b", "remote-docker-builder"), Reason.BUILDER),
                Row.ofApp("an app named fly-builder-", appWith("fly-builder-dawn-1", ""), Reason.BUILDER),
                Row.outsider("group release command", web("a").group("fly_app_release_command"), Reason.DEPLOY_HELPER),
                Row.outsider("group test", web("a").group("fly_app_test_machine_command"), Reason.DEPLOY_HELPER),
                Row.outsider("group console", web("a").group("fly_app_console"), Reason.DEPLOY_HELPER),
                Row.outsider(
                        "metadata release_command",
                        web("a").meta("process_group", "release_command"),
                        Reason.DEPLOY_HELPER),
                Row.outsider("env RELEASE_COMMAND", web("a").env("RELEASE_COMMAND"), Reason.DEPLOY_HELPER),
                Row.outsider("canary", web("a").meta("fly_canary", "true"), Reason.CANARY),
                Row.outsider(
                        "a retired blue",
                        web("a").meta("fly_bluegreen_deployment_tag", "safe_to_destroy"),
                        Reason.CANARY),
                Row.outsider("a schedule", web("a").schedule("daily"), Reason.SCHEDULED),
                Row.outsider("a standby", worker("a").standbyFor("b"), Reason.STANDBY),
                Row.outsider("auto destroy", web("a").autoDestroy(), Reason.AUTO_DESTROY),
                Row.outsider("host unknown", web("a").host(HostStatus.UNKNOWN), Reason.HOST_TROUBLE),
                Row.outsider("host unreachable", web("a").host(HostStatus.UNREACHABLE), Reason.HOST_TROUBLE),
                Row.outsider("no config", web("a").withoutConfig(), Reason.HOST_TROUBLE),
                Row.outsider("no platform version", web("a").withoutMeta("fly_platform_version"), Reason.FOREIGN),
                Row.outsider("another platform version", web("a").meta("fly_platform_version", "v1"), Reason.FOREIGN),
                Row.outsider("a forced instance key", web("a").instanceKey(), Reason.FOREIGN),
                Row.outsider("a FLAME runner", web("a").env("FLAME_PARENT"), Reason.FOREIGN),
                Row.outsider("a FLAME runner's metadata", web("a").meta("flame_parent_ip", "fdaa::1"), Reason.FOREIGN),
                Row.outsider(
                        "a GPU", web("a").guest(new Guest(CpuKind.PERFORMANCE, 8, 32768, true, false)), Reason.GPU),
                Row.outsider(
                        "a dedicated host",
                        web("a").guest(new Guest(CpuKind.SHARED, 1, 256, false, true)),
                        Reason.DEDICATED_HOST),
                Row.outsider("a root file system that is kept", web("a").persistentRootfs(), Reason.STATEFUL_ROOTFS),
                new Row("ignored by settings", APP, web("a"), Settings.usual().ignored(), Optional.of(Reason.IGNORED)),
                new Row(
                        "the machine we run on",
                        APP,
                        web("a"),
                        Settings.usual().self(Machines.ref("a")),
                        Optional.of(Reason.SELF)),
                new Row(
                        "another machine of our own app",
                        APP,
                        web("a"),
                        Settings.usual()
                                .self(new MachineRef(SHOP, Machines.ref("z").id())),
                        Optional.of(Reason.SELF)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void outsiders(Row row) {
        Standing standing =
                Given.fleet(row.machine).app(row.app).settings(row.settings).standing("a");
        assertThat(standing.role() == Role.OUTSIDER).isEqualTo(row.outsider.isPresent());
        assertThat(standing.untouchable()).isEqualTo(row.outsider);
    }

    record Left(String situation, Machines machine, Optional<Reason> reason) {
        @Override
        public String toString() {
            return situation;
        }
    }

    static Stream<Left> leftAlone() {
        Service never = new Service(8080, false, Autostop.OFF, 0, OptionalInt.empty(), OptionalInt.empty());
        DrainTag own = new DrainTag(Machines.ref("a").id(), T0.minusSeconds(60), dev.hangar.model.SleepKind.STOP);
        return Stream.of(
                new Left("nothing special", web("a"), Optional.empty()),
                new Left("leased", web("a").leasedUntil(T0.plusMillis(1)), Optional.of(Reason.LEASED)),
                new Left("a lease that ends this instant", web("a").leasedUntil(T0), Optional.empty()),
                new Left("cordoned by somebody", web("a").cordoned(), Optional.of(Reason.CORDONED)),
                new Left("cordoned by us", web("a").cordoned().tagged(own), Optional.empty()),
                new Left(
                        "cordoned, with the tag of the machine it was cloned from",
                        web("a").cordoned().meta(DrainTag.KEY, "b 1795392000 stop"),
                        Optional.of(Reason.CORDONED)),
                new Left("asleep and cordoned", web("a").stopped().cordoned(), Optional.of(Reason.CORDONED)),
                new Left("autostart and autostop off", web("a").services(never), Optional.of(Reason.ALWAYS_ON)),
                new Left("one of two services starts", web("a").services(never, SERVICE), Optional.empty()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void leftAlone(Left row) {
        assertThat(Given.fleet(row.machine).standing("a").untouchable()).isEqualTo(row.reason);
    }

    @Test
    void aMachineThatAStandbyWatchesIsLeftAlone() {
        Given given = Given.fleet(worker("a"), worker("b").stopped().standbyFor("a"));
        assertThat(given.standing("a").untouchable()).contains(Reason.WATCHED);
        assertThat(given.standing("b").untouchable()).contains(Reason.STANDBY);
    }
}
