package dev.hangar.config;

import dev.hangar.model.AppName;
import dev.hangar.model.FleetId;
import dev.hangar.model.OrgSlug;
import dev.hangar.model.ProcessGroup;
import dev.hangar.model.Region;
import dev.hangar.policy.IdleAction;
import dev.hangar.policy.PolicySettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.hangar.config.Loading.load;
import static dev.hangar.config.Loading.problems;
import static dev.hangar.config.Loading.settings;
import static org.assertj.core.api.Assertions.assertThat;

/// Which layer wins, and contradictions between layers.
class LayersTest {
    private static final Map<String, String> ORG = Map.of("HANGAR_FLY_TOKEN", "t", "HANGAR_ORG", "acme");
    private static final String LAYERS = """
            hangar:
              policy: {step-up: 1, idle-action: suspend, regions: {iad: 1, fra: 1}, tolerance: 0.2}
              orgs:
                acme: {policy: {step-up: 2, cool-down: 2m}}
              apps:
                shop-eu: {policy: {step-up: 6}, groups: {worker: {policy: {drain-limit: 9m}}}}
                shop-*: {policy: {step-up: 5}, groups: {worker: {policy: {step-up: 7, drain-limit: 8m}}}}
                "*-eu": {policy: {step-up: 4, regions: {fra: 3}}}
                "*": {policy: {step-up: 3, wake-time: 9s}}
            """;

    private static PolicySettings policy(HangarSettings settings, String org, String app, String group) {
        FleetId fleet = new FleetId(new AppName(app), new ProcessGroup(group));
        return switch (settings.policies().policyFor(new OrgSlug(org), fleet)) {
            case PolicyChoice.Usable(PolicySettings policy) -> policy;
            case PolicyChoice.Impossible(List<Problem> problems) -> throw new AssertionError(problems);
        };
    }

    @ParameterizedTest
    @CsvSource({
        // org, app, group, step-up: the last layer that names it wins
        "acme,  other,   app,    3",
        "acme,  blog-eu, app,    4",
        "acme,  shop-us, app,    5",
        "acme,  shop-eu, app,    6",
        "acme,  shop-eu, worker, 7",
        "acme,  blog-eu, worker, 4",
    })
    void theMoreSpecificLayerWins(String org, String app, String group, int stepUp) {
        assertThat(policy(settings(load(LAYERS, ORG)), org, app, group).stepUp())
                .isEqualTo(stepUp);
    }

    @Test
    void aLayerSetsOnlyWhatItNames() {
        PolicySettings policy = policy(settings(load(LAYERS, ORG)), "acme", "shop-eu", "worker");

        assertThat(policy.idleAction()).isEqualTo(IdleAction.SUSPEND);
        assertThat(policy.tolerance()).isEqualTo(0.2);
        assertThat(policy.coolDown()).isEqualTo(Duration.ofMinutes(2));
        assertThat(policy.wakeTime()).isEqualTo(Duration.ofSeconds(9));
        assertThat(policy.drainLimit()).as("exact name after glob").isEqualTo(Duration.ofMinutes(9));
        assertThat(policy.regionFloors()).isEqualTo(Map.of(new Region("iad"), 1, new Region("fra"), 3));
        assertThat(policy.stepDown()).as("default").isEqualTo(1);
    }

    @Test
    void anExactNameComesAfterAGlobWithAsManyLetters() {
        String yaml = "hangar: {apps: {shop: {policy: {step-up: 2}}, shop*: {policy: {step-up: 3}}}}";

        assertThat(policy(settings(load(yaml, ORG)), "acme", "shop", "app").stepUp())
                .isEqualTo(2);
    }

    @Test
    void anotherOrganizationHasItsOwnLayer() {
        assertThat(policy(settings(load(LAYERS, ORG)), "other", "shop-eu", "app")
                        .coolDown())
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void variablesSetTheLowestLayer() {
        Map<String, String> environment =
                Map.of("HANGAR_FLY_TOKEN", "t", "HANGAR_ORG", "acme", "HANGAR_POLICY_STEP_UP", "9");

        assertThat(policy(settings(load(LAYERS, environment)), "acme", "other", "app")
                        .stepUp())
                .isEqualTo(3);
        assertThat(policy(settings(load(environment)), "acme", "other", "app").stepUp())
                .isEqualTo(9);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            policy: {min-machines-running: 3}, apps: {shop: {groups: {worker: {policy: {max-machines-running: 2}}}}} | hangar.apps.shop.groups.worker.policy.max-machines-running = "2": must be at least 3, which is the floor by hangar.policy.min-machines-running (hangar.yaml line 1)
            policy: {max-machines-running: 2}, orgs: {acme: {policy: {min-machines-running: 3}}} | hangar.policy.max-machines-running = "2": must be at least 3, which is the floor by hangar.orgs.acme.policy.min-machines-running (hangar.yaml line 1)
            policy: {max-machines-running: 2, regions: {iad: 1, fra: 2}} | hangar.policy.max-machines-running = "2": must be at least 3, which is the floor by the sum of the floors of all regions (hangar.yaml line 1)
            apps: {shop-*: {policy: {min-machines-running: 5}}, "*-eu": {policy: {max-machines-running: 3}}} | hangar.apps.*-eu.policy.max-machines-running = "3": must be at least 5, which is the floor by hangar.apps.shop-*.policy.min-machines-running (hangar.yaml line 1)
            """)
    void contradictionsBetweenLayersAreFoundAtStart(String line, String problem) {
        assertThat(problems(load("hangar: {" + line + "}", ORG))).containsExactly(problem);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            apps: {shop-*: {policy: {min-machines-running: 5}}, blog-*: {policy: {max-machines-running: 3}}}
            policy: {max-machines-running: 3}, apps: {"*": {policy: {max-machines-running: 9}}, shop: {policy: {min-machines-running: 5}}}
            policy: {max-machines-running: 3}, apps: {shop: {policy: {max-machines-running: 9}, groups: {w: {policy: {min-machines-running: 5}}}}}
            """)
    void layersThatNeverMeetDoNotContradict(String line) {
        assertThat(problems(load("hangar: {" + line + "}", ORG))).isEmpty();
    }

    /// How much history a start must read: the default counts where no layer says more.
    @Test
    void theLongestStabilizationOfAnyLayerIsKnown() {
        assertThat(settings(load("hangar: {}", ORG)).policies().longestStabilization())
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(settings(load("hangar: {apps: {shop: {groups: {w: {policy: {stabilization: 9m}}}}}}", ORG))
                        .policies()
                        .longestStabilization())
                .isEqualTo(Duration.ofMinutes(9));
        assertThat(settings(load("hangar: {policy: {stabilization: 1m}}", ORG))
                        .policies()
                        .longestStabilization())
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void threeGlobsThatClashOnlyTogetherAreAValueNotAnException() {
        // Each region floor is fine with the ceiling, and so is each pair; shop-eu-2 meets all three: 2 + 2 > 3.
        String yaml = """
                hangar:
                  apps:
                    "shop*": {policy: {regions: {iad: 2}}}
                    "*eu*": {policy: {regions: {fra: 2}}}
                    "*2": {policy: {max-machines-running: 3}}
                """;
        HangarSettings settings = settings(load(yaml, ORG));
        FleetId fleet = new FleetId(new AppName("shop-eu-2"), new ProcessGroup("app"));

        assertThat(settings.policies().policyFor(new OrgSlug("acme"), fleet))
                .isInstanceOfSatisfying(
                        PolicyChoice.Impossible.class,
                        impossible -> assertThat(impossible.problems())
                                .singleElement()
                                .asString()
                                .contains("hangar.apps.*2.policy.max-machines-running = \"3\": must be at least 4"));
    }

    @ParameterizedTest
    @CsvSource({
        "shop,    shop,     true",
        "shop,    shops,    false",
        "shop-*,  shop-,    true",
        "shop-*,  shop,     false",
        "*,       anything, true",
        "*-eu,    a-eu-eu,  true",
        "a*b*c,   axxbxxc,  true",
        "a*b*c,   axxcxxb,  false",
        "a*b*c,   abbc,     true",
        "**,      x,        true",
    })
    void globsMatchWholeNames(String glob, String name, boolean matches) {
        assertThat(new Glob(glob).matches(name)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "shop-*, *-eu, shop-eu",
        "shop-*, blog-*, ",
        "a*, *, a",
        "*a*, *b*, ab",
        "a*c, ab*, abc",
        "shop, s*, shop"
    })
    void twoGlobsMeetInANameThatBothMatch(String left, String right, String name) {
        assertThat(new Glob(left).witnessWith(new Glob(right)).orElse(null)).isEqualTo(name);
        assertThat(new Glob(right).witnessWith(new Glob(left)).isPresent()).isEqualTo(name != null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            queue_depth                     | true
            queue_depth{app="a", x=~"}{"}   | true
            {__name__="a:b"}                | true
            queue_depth[5m]                 | false
            queue_depth offset 5m           | false
            sum(queue_depth)                | false
            a + b                           | false
            a{x="1"} or b{x="2"}            | false
            """)
    void onlyABareSelectorTellsItsSampleTime(String promql, boolean bare) {
        assertThat(BareSelector.sampledAt(promql))
                .isEqualTo(bare ? java.util.Optional.of("timestamp(" + promql + ")") : java.util.Optional.empty());
    }
}
