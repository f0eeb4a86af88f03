package dev.hangar.survey.rules;

import dev.hangar.model.Autostop;
import dev.hangar.model.Check;
import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;
import dev.hangar.model.MachineConfig.Extras;
import dev.hangar.model.RestartPolicy;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Advice.Fix;
import dev.hangar.survey.Advice.Worth;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.LHR;
import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static dev.hangar.testkit.Machines.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class DriftTest {
    /// What [#shop] says.
    static final String FILE = """
            app = "shop"
            primary_region = "iad"
            [http_service]
              internal_port = 8080
              auto_stop_machines = "suspend"
            """;

    static final Worth RISK = new Worth.Risk("the next fly deploy changes all of this at once");

    static Machines shop(String id) {
        return web(id).services(Given.http(Autostop.SUSPEND, true, 0, "suspend"));
    }

    static AppWorld running(Machines... machines) {
        return AppWorld.of(machines).toml(FILE);
    }

    static AppWorld file(String toml) {
        return AppWorld.of(shop("a")).toml(toml);
    }

    private static List<String> sentences(AppWorld world) {
        return world.look(new Drift()).stream()
                .flatMap(advice -> advice.evidence().stream())
                .toList();
    }

    static Stream<Arguments> differences() {
        String port = "port 8080: fly.toml says ";
        return Stream.of(
                arguments(
                        running(shop("a").services(Given.http(Autostop.OFF, true, 0))),
                        port + "auto_stop_machines = \"suspend\", running is \"off\"; the file sleeps when idle and is"
                                + " cheaper"),
                arguments(
                        running(shop("a").services(Given.http(Autostop.STOP, true, 0))),
                        port + "auto_stop_machines = \"suspend\", running is \"stop\"; the file wakes faster"),
                arguments(
                        file(FILE.replace("\"suspend\"", "false")),
                        port + "auto_stop_machines = \"off\", running is \"suspend\"; what runs sleeps when idle and is"
                                + " cheaper"),
                arguments(
                        running(shop("a").services(Given.http(Autostop.SUSPEND, false, 0))),
                        port + "auto_start_machines = true, running is false; the file wakes on demand"),
                arguments(
                        running(shop("a").services(Given.http(Autostop.SUSPEND, true, 1))),
                        port + "min_machines_running = 0, running is 1; the file is cheaper"),
                arguments(
                        file(FILE + "  min_machines_running = 2\n"),
                        port + "min_machines_running = 2, running is 0; what runs is cheaper"),
                arguments(
                        file(FILE + "[http_service.concurrency]\nsoft_limit = 50\nhard_limit = 60\ntype = 'requests'"),
                        port + "concurrency type = \"requests\", running is \"connections\""),
                arguments(
                        file(FILE + "[http_service.concurrency]\nsoft_limit = 50\n"),
                        port + "soft_limit = 50, running is 20; the file wakes fewer machines"),
                arguments(
                        file(FILE + "[http_service.concurrency]\nhard_limit = 60\n"),
                        port + "hard_limit = 60, running is none"),
                arguments(
                        file("[[services]]\ninternal_port = 8080\nauto_stop_machines = 'suspend'\n"
                                + "[[services.ports]]\nport = 443"),
                        port + "public ports [443], running is [80, 443]"),
                arguments(
                        file(FILE.replace("8080", "3000")),
                        "port 3000: fly.toml says there is a service, running is none"),
                arguments(
                        file(FILE.replace("8080", "3000")),
                        port + "nothing of such a service, running is a service that fly deploy removes"),
                arguments(
                        file(FILE + "[[services]]\ninternal_port = 8080\nprotocol = 'udp'\n"),
                        "port 8080 (udp): fly.toml says there is a service, running is none"),
                arguments(
                        file(FILE + "[[vm]]\nmemory = '512mb'"),
                        "fly.toml says [[vm]] shared-cpu-1x:512MB, running is shared-cpu-1x:256MB; what runs is cheaper"
                                + " by $1.50 per 30 days while started"),
                arguments(
                        running(shop("a").memory(512)).toml(FILE + "[[vm]]\nsize = 'shared-cpu-1x'"),
                        "fly.toml says [[vm]] shared-cpu-1x:256MB, running is shared-cpu-1x:512MB; the file is cheaper"
                                + " by $1.50 per 30 days while started"),
                arguments(
                        file(FILE + "[mounts]\nsource = 'data'\ndestination = '/data'"),
                        "fly.toml says mounts /data, running is none"),
                arguments(running(shop("a").volume("vol_1")), "fly.toml says mounts none, running is 1 volume"),
                arguments(
                        file(FILE + "[[restart]]\npolicy = 'always'"),
                        "fly.toml says restart policy = \"always\", running is \"on-failure\""),
                arguments(
                        running(shop("a").restart(RestartPolicy.NO)),
                        "fly.toml says restart policy = \"on-failure\", running is \"never\""),
                arguments(running(shop("a").swap(512)), "fly.toml says swap_size_mb = 0, running is 512"),
                arguments(file("kill_timeout = 30\n" + FILE), "fly.toml says kill_timeout = 30 s, running is 5 s"),
                arguments(
                        file("kill_signal = 'SIGTERM'\n" + FILE),
                        "fly.toml says kill_signal = SIGTERM, running is SIGINT"),
                arguments(
                        running(shop("a").primary(LHR)), "fly.toml says primary_region = \"iad\", running is \"lhr\""),
                arguments(running(shop("a").primary()), "fly.toml says primary_region = \"iad\", running is not set"),
                arguments(
                        file(FILE + "[processes]\napp = ''\nworker = 'x'"),
                        "fly.toml has process group worker, and no machine runs it"),
                arguments(
                        running(shop("a"), worker("b").group("worker")),
                        "fly.toml has no process group worker: fly deploy destroys 1 machine of it, b"),
                arguments(
                        file(FILE + "[checks.alive]\nport = 8080"), "fly.toml has the checks alive, running are none"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void differences(AppWorld world, String sentence) {
        assertThat(sentences(world)).contains(sentence);
    }

    @Test
    void extrasOfAMachineAreCompared() {
        Extras extras = new Extras(
                List.of("/data"), Optional.of("SIGTERM"), Optional.of(Duration.ofMinutes(2)), List.of("alive"));

        assertThat(sentences(
                        AppWorld.of(List.of(Given.with(shop("a").volume("vol_1").build(), extras)))
                                .toml(FILE)))
                .containsExactly(
                        "fly.toml says mounts none, running is /data",
                        "fly.toml says kill_timeout = 5 s, running is 2 min",
                        "fly.toml says kill_signal = SIGINT, running is SIGTERM",
                        "fly.toml has the checks none, running are alive");
        assertThat(sentences(AppWorld.of(
                                List.of(Given.with(shop("a").volume("vol_1").build(), extras)))
                        .toml("kill_timeout = '2m'\nkill_signal = 'sigterm'\n" + FILE
                                + "[checks.alive]\nport = 8080\n[mounts]\nsource = 'd'\ndestination = '/data'")))
                .isEmpty();
    }

    @Test
    void onlyTheMachinesThatDifferAreNamed() {
        assertThat(sentences(running(shop("a"), shop("b").swap(512), shop("c").swap(512))))
                .containsExactly("fly.toml says swap_size_mb = 0, running is 512 (b, c)");
    }

    @Test
    void groupsOtherThanTheDefaultAreNamedInSentencesAndLines() {
        Advice advice = AppWorld.of(
                        shop("a").group("web"), worker("b").group("worker").guest(Guest.of(CpuKind.SHARED, 2, 512)))
                .toml("""
                        app = "shop"
                        [processes]
                          web = "x"
                          worker = "y"
                        [http_service]
                          internal_port = 8080
                          auto_stop_machines = "off"
                          processes = ["web"]
                        [[vm]]
                          size = "shared-cpu-4x"
                          processes = ["worker"]
                        """)
                .look(new Drift())
                .getFirst();

        assertThat(advice.headline()).isEqualTo("fly.toml and what runs differ in 2 points");
        assertThat(advice.evidence())
                .containsExactly(
                        "group web, port 8080: fly.toml says auto_stop_machines = \"off\", running is \"suspend\";"
                                + " what runs sleeps when idle and is cheaper",
                        "group worker: fly.toml says [[vm]] shared-cpu-4x:1024MB, running is shared-cpu-2x:512MB;"
                                + " what runs is cheaper by $4.39 per 30 days while started");
        assertThat(advice.fixes())
                .containsExactly(
                        new Fix.Command("fly deploy --app shop --config fly.toml"),
                        new Fix.Words("to keep what runs, change the file first:"),
                        new Fix.Lines("""
                                [http_service]
                                  auto_stop_machines = "suspend\""""),
                        new Fix.Lines("""
                                [[vm]]
                                  cpu_kind = "shared"
                                  cpus = 2
                                  memory = "512mb"
                                  processes = ["worker"]"""));
        assertThat(advice.worth()).isEqualTo(RISK);
    }

    @Test
    void aCheaperSizeInTheFileIsWorthItsDifference() {
        String small = FILE + "[[vm]]\nsize = 'shared-cpu-1x'";

        assertThat(AppWorld.of(shop("a").memory(512), shop("b").memory(512).stopped())
                        .toml(small)
                        .cold()
                        .look(new Drift()))
                .extracting(Advice::worth)
                .containsExactly(DriftLossTest.one());
        assertThat(running(shop("a"), worker("b").group("worker")).look(new Drift()))
                .extracting(Advice::worth)
                .containsExactly(new Worth.Outage(
                        "the next fly deploy destroys 1 machine of groups that the file does not have"));
    }

    static Stream<Arguments> silent() {
        String size = FILE + "[[vm]]\n";
        return Stream.of(
                arguments("the same", running(shop("a"), shop("b").stopped())),
                arguments("no file", AppWorld.of(shop("a").swap(512))),
                arguments("the file of another app", file(FILE.replace("shop", "other") + "[checks.x]\nport = 1")),
                arguments(
                        "defaults written out",
                        file("kill_timeout = '5s'\nkill_signal = 'SIGINT'\nswap_size_mb = 0\n"
                                + FILE + "auto_start_machines = true\nmin_machines_running = 0\n"
                                + "[http_service.concurrency]\ntype = 'connections'\nsoft_limit = 20\nhard_limit = 0\n"
                                + "[[restart]]\npolicy = 'on-failure'\n[[vm]]\nmemory = 256")),
                arguments(
                        "a size that the file leaves alone",
                        AppWorld.of(shop("a").memory(512)).toml(FILE)),
                arguments("a size that we do not know", file(size + "size = 'a100-40gb'")),
                arguments("a size without its memory", file(size + "cpus = 2")),
                arguments("a port that the file does not tell", file("[http_service]\nauto_stop_machines = 'off'")),
                arguments("a primary region that only runs", file(FILE.replace("primary_region = \"iad\"", ""))),
                arguments(
                        "a standby",
                        running(shop("a"), shop("b").standbyFor("a").swap(512))),
                arguments("a release command", running(shop("a"), shop("b").group("fly_app_release_command"))),
                arguments(
                        "a machine without config", running(shop("a"), shop("b").withoutConfig())),
                arguments(
                        "left alone",
                        running(shop("a").swap(512)).settings(Settings.usual().ignored())),
                arguments(
                        "a deploy is under way",
                        running(
                                shop("a").swap(512),
                                web("b").group("fly_app_release_command").updated(T0.minusSeconds(90)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void silent(String situation, AppWorld world) {
        assertThat(world.look(new Drift())).isEmpty();
    }

    @Test
    void nothingIsSaidOfMachinesThatWereNotRead() {
        assertThat(file(FILE + "[checks.x]\nport = 1").lookUnread(new Drift())).isEmpty();
    }

    @Test
    void checksThatFailAreNotChecksThatDiffer() {
        assertThat(AppWorld.of(List.of(Given.with(shop("a").build(), new Check("alive", Check.Status.CRITICAL, ""))))
                        .toml(FILE)
                        .look(new Drift()))
                .isEmpty();
    }
}
