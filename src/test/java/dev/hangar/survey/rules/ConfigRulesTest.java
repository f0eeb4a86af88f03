package dev.hangar.survey.rules;

import dev.hangar.cost.Rate;
import dev.hangar.model.Autostop;
import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;
import dev.hangar.model.HostStatus;
import dev.hangar.model.MachineState;
import dev.hangar.model.Service;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Advice.Fix;
import dev.hangar.survey.Advice.Worth;
import dev.hangar.survey.Rule;
import dev.hangar.survey.Topic;
import dev.hangar.testkit.Machines;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static dev.hangar.testkit.Machines.LHR;
import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

/// All rules together.
class ConfigRulesTest {
    /// What these rules are about; the rest rests on use and property.
    private static final Set<Topic> OURS = EnumSet.of(
            Topic.LAUNCH_PAIR,
            Topic.AUTOSTOP_OFF,
            Topic.AUTOSTOP_ABSENT,
            Topic.AUTOSTOP_BOOLEAN,
            Topic.MIN_MACHINES,
            Topic.NO_AUTOSTART,
            Topic.SUSPEND_INELIGIBLE,
            Topic.NOT_LISTENING,
            Topic.DRIFT,
            Topic.LEGACY_FLY_TOML,
            Topic.MIXED_IMAGES,
            Topic.OLD_FLYCTL);

    private static final int WORLDS = 200;

    private static List<Advice> look(AppWorld world) {
        return ConfigRules.ALL.stream()
                .flatMap(rule -> world.look(rule).stream())
                .toList();
    }

    @Test
    void everyTopicFiresSomewhere() {
        Service off = Given.http(Autostop.OFF, true, 0, "off");
        Service absent = Given.http(Autostop.OFF, true, 0);
        Service strands = Given.http(Autostop.STOP, false, 0, "stop");
        Set<Topic> fired = Stream.of(
                        AppWorld.of(
                                web("a").created(T0.minusSeconds(900_000)), web("b").created(T0.minusSeconds(899_930))),
                        AppWorld.of(web("a").services(off)),
                        AppWorld.of(web("a").services(absent)),
                        AppWorld.of(web("a").min(1)),
                        AppWorld.of(web("a").services(strands)),
                        AppWorld.of(web("a").swap(512)),
                        AppWorld.of(web("a").unhealthy()),
                        AppWorld.of(
                                web("a"),
                                web("b").image("other")
                                        .updated(T0.minusSeconds(9_000))
                                        .version("v")),
                        AppWorld.of(web("a").meta("fly_flyctl_version", "0.2.1")),
                        AppWorld.of(web("a")).toml("swap_size_mb = 1\nprocesses = []"),
                        AppWorld.of(web("a")).toml("[http_service]\nauto_stop_machines = true"))
                .flatMap(world -> look(world).stream())
                .map(Advice::topic)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Topic.class)));

        assertThat(fired).isEqualTo(OURS);
    }

    @Test
    void aFleetInOrderIsLeftInPeace() {
        String toml = """
                primary_region = "iad"
                [[services]]
                  internal_port = 8080
                  auto_stop_machines = "suspend"
                """;

        assertThat(look(AppWorld.of(web("a"), web("b").suspended()).busy("a", 9).toml(toml)))
                .isEmpty();
    }

    /// Whatever a fleet looks like, rules answer, never promise less than nothing, and never more than it costs.
    @Test
    void rulesAreTotalAndHonest() {
        int saving = 0;
        for (int seed = 0; seed < WORLDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Machines> machines = new ArrayList<>();
            Rate cost = Rate.ZERO;
            for (int i = 0; i < 1 + random.nextInt(5); i++) {
                machines.add(machine(random, "m" + i));
                cost = cost.plus(machines.getLast().build().config().isEmpty() ? Rate.ZERO : new Rate(100_000_000));
            }
            AppWorld world = AppWorld.of(machines.toArray(Machines[]::new));
            world = random.nextBoolean() ? world.cold() : world;
            world = random.nextBoolean() ? world.toml("[http_service]\ninternal_port = 8080\n[[vm]]\ncpus = 1") : world;
            for (Rule rule : ConfigRules.ALL) {
                for (Advice advice : world.look(rule)) {
                    assertThat(advice.worth().rate())
                            .as("seed %d: %s", seed, advice)
                            .isBetween(Rate.ZERO, cost);
                    assertThat(advice.headline()).doesNotEndWith(".");
                    assertThat(advice.evidence()).as("%s", advice).noneMatch(one -> one.endsWith("."));
                    saving += advice.worth() instanceof Worth.Saves ? 1 : 0;
                }
            }
        }
        assertThat(saving).isGreaterThan(WORLDS / 10);
    }

    private static Machines machine(SplittableRandom random, String id) {
        Machines machine = web(id).is(Given.oneOf(random, MachineState.values()))
                .services(Given.http(Given.oneOf(random, Autostop.values()), random.nextInt(4) > 0, random.nextInt(3)))
                .guest(Guest.of(Given.oneOf(random, CpuKind.values()), 1 + random.nextInt(8), 256 << random.nextInt(6)))
                .created(T0.minusSeconds(90_000 + random.nextInt(300)))
                .meta("fly_flyctl_version", "0." + random.nextInt(5) + "." + random.nextInt(300));
        List<UnaryOperator<Machines>> oddities = List.of(
                its -> its.is(MachineState.STARTED),
                its -> its.swap(512),
                its -> its.in(LHR),
                its -> its.withoutConfig(),
                its -> its.host(HostStatus.UNREACHABLE),
                its -> its.standbyFor("x"),
                its -> its.services(),
                its -> its.image(""),
                its -> its.unhealthy(),
                its -> its.primary(),
                its -> its.group("worker"));
        for (int i = 0; i < 3; i++) {
            machine = oddities.get(random.nextInt(oddities.size())).apply(machine);
        }
        return machine;
    }

    @Test
    void whatIsNoPlainWordIsQuoted() {
        assertThat(ConfigFixes.fly("scale", "count", "we b=1", "--app", "a'; rm -rf ~"))
                .isEqualTo(new Fix.Command("fly scale count 'we b=1' --app 'a'\\''; rm -rf ~'"));
        assertThat(ConfigFixes.fly("deploy", "--config", "", "--app", "shop-2_x.y"))
                .isEqualTo(new Fix.Command("fly deploy --config '' --app shop-2_x.y"));
        assertThat(ConfigFixes.text("a\"b\\c")).isEqualTo("\"a\\\"b\\\\c\"");
    }
}
