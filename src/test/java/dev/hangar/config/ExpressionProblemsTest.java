package dev.hangar.config;

import dev.hangar.model.AppName;
import dev.hangar.model.FleetId;
import dev.hangar.model.OrgSlug;
import dev.hangar.model.ProcessGroup;
import dev.hangar.model.SignalName;
import dev.hangar.policy.PolicySettings;
import dev.hangar.policy.Scaling;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.hangar.config.Loading.ONE_APP;
import static dev.hangar.config.Loading.load;
import static dev.hangar.config.Loading.oneAppAnd;
import static dev.hangar.config.Loading.problems;
import static dev.hangar.config.Loading.settings;
import static org.assertj.core.api.Assertions.assertThat;

/// `policy.scaling: expression` and what belongs to it.
class ExpressionProblemsTest {
    private static final String NAMES = "ceiling, created, floor, hour, jobs_waiting, load, minute, proxy_concurrency, "
            + "started, stopped, suspended, weekday";

    private static LoadResult with(String policy) {
        return load("hangar:\n  signals: {jobs-waiting: {promql: waiting}}\n" + policy.indent(2), ONE_APP);
    }

    private static Scaling scaling(LoadResult result, String app) {
        FleetId fleet = new FleetId(new AppName(app), new ProcessGroup("app"));
        return settings(result)
                .policies()
                .settingsFor(new OrgSlug("acme"), fleet)
                .scaling();
    }

    @Test
    void aFormulaAndItsSignals() {
        LoadResult result = with("policy: {scaling: expression, expression: {started: 'ceil(Jobs_Waiting / 10)'}}");
        assertThat(scaling(result, "shop")).isInstanceOfSatisfying(Scaling.Expression.class, its -> {
            assertThat(its.started().text()).isEqualTo("ceil(Jobs_Waiting / 10)");
            assertThat(its.signals()).isEqualTo(Map.of("jobs_waiting", new SignalName("jobs-waiting")));
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            create: {spares: 1}                                       | hangar.policy.create.spares | needs create.most beside it
            expression: {created: '4'}                                | hangar.policy.expression.created | needs create.most beside it
            expression: {created: wrong}, create: {most: 3}           | hangar.policy.expression.created | unknown name wrong
            expression: {created: ceiling}, create: {most: 3}         | hangar.policy.expression.created | ceiling needs
            create: {most: 0}                                         | hangar.policy.create.most | must be
            create: {most: 3, spares: -1}                             | hangar.policy.create.spares | must be
            """)
    void creatingNeedsALimit(String policy, String key, String why) {
        assertThat(problems(with("policy: {" + policy + "}")))
                .singleElement()
                .asString()
                .contains(key)
                .contains(why);
    }

    @Test
    void machinesToCreate() {
        LoadResult result = with("policy: {create: {most: 7, spares: 2}, expression: {created: jobs_waiting / 5}}");
        FleetId fleet = new FleetId(new AppName("shop"), new ProcessGroup("app"));
        PolicySettings its = settings(result).policies().settingsFor(new OrgSlug("acme"), fleet);
        assertThat(its.creating().most()).hasValue(7);
        assertThat(its.creating().spares()).isEqualTo(2);
        assertThat(its.creating().formula().orElseThrow().started().text()).isEqualTo("jobs_waiting / 5");
        assertThat(its.signalNames()).contains(new SignalName("jobs-waiting"));
    }

    @Test
    void aLayerMayReplaceTheFormulaAlone() {
        LoadResult result = with("""
                policy: {scaling: expression, expression: {started: jobs_waiting / 10}}
                apps:
                  mailer: {policy: {expression: {started: jobs_waiting / 5}}}
                  shop: {policy: {scaling: target-tracking}}
                """);
        assertThat(scaling(result, "blog")).asString().contains("jobs_waiting / 10");
        assertThat(scaling(result, "mailer")).asString().contains("jobs_waiting / 5");
        assertThat(scaling(result, "shop")).isEqualTo(new Scaling.TargetTracking());
    }

    @Test
    void aVariableMaySetIt() {
        LoadResult result = load(oneAppAnd(
                "HANGAR_POLICY_SCALING", "expression", "HANGAR_POLICY_EXPRESSION_STARTED", "proxy_concurrency / 20"));
        assertThat(scaling(result, "shop")).asString().contains("proxy_concurrency / 20");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            scaling: expression | hangar.policy.scaling = "expression": needs expression.started beside it, such as ceil(queue_depth / 10) (hangar.yaml line 4)
            scaling: expresion | hangar.policy.scaling = "expresion": must be one of adaptive, expression, target-tracking (hangar.yaml line 4)
            expression: {started: "ceil(jobs_waiting / 10"} | hangar.policy.expression.started = "ceil(jobs_waiting / 10": is no formula: Closing brace not found at character 1 (hangar.yaml line 4)
            expression: {started: "median(1, 2)"} | hangar.policy.expression.started = "median(1, 2)": is no formula: Undefined function 'median' at character 1; functions are abs, ceil, floor, if, max, min, round (hangar.yaml line 4)
            expression: {started: } | hangar.policy.expression.started: has no value: give one, or remove the key (hangar.yaml line 4)
            expression: {started: [1]} | hangar.policy.expression.started: must be a formula such as ceil(queue_depth / 10) (hangar.yaml line 4)
            expression: {startet: 3} | hangar.policy.expression.startet: unknown key; did you mean hangar.policy.expression.started? (hangar.yaml line 4)
            """)
    void whatIsWrong(String policy, String problem) {
        assertThat(problems(with("policy:\n  " + policy + "\n"))).containsExactly(problem);
    }

    @Test
    void anUnknownNameIsToldWithThoseThatExist() {
        assertThat(problems(with("policy: {scaling: expression, expression: {started: jobs_waitin / 10}}")))
                .containsExactly("hangar.policy.expression.started = \"jobs_waitin / 10\": unknown name jobs_waitin;"
                        + " did you mean jobs_waiting?: names are " + NAMES + " (hangar.yaml line 3)");
        assertThat(problems(with("policy: {expression: {started: jobs-waiting}}")))
                .hasSize(2)
                .allMatch(problem -> problem.contains("unknown name"));
    }

    @Test
    void aSignalMayNotHaveTheNameOfABuiltIn() {
        String yaml = "hangar:\n  signals: {load: {promql: x}}\n  policy: {expression: {started: load}}\n";
        assertThat(problems(load(yaml, ONE_APP)))
                .containsExactly(
                        "hangar.policy.expression.started = \"load\": load is a built-in name and a signal too:"
                                + " give the signal another name (hangar.yaml line 3)");
    }

    @Test
    void theCeilingMustBeThereWhereverTheFormulaReadsIt() {
        LoadResult result = with("""
                policy: {scaling: expression, expression: {started: 'ceiling - 1'}, max-machines-running: 4}
                apps: {shop: {policy: {expression: {started: ceiling}}}}
                """);
        assertThat(problems(result)).isEmpty();
        assertThat(problems(with("policy: {scaling: expression, expression: {started: ceiling}}")))
                .containsExactly("hangar.policy.expression.started = \"ceiling\": ceiling needs max-machines-running"
                        + " beside it (hangar.yaml line 3)");
    }

    @Test
    void aBrokenFormulaOfAnAppIsToldEvenWhenItIsNotInForce() {
        assertThat(problems(with("apps: {shop: {policy: {expression: {started: '1 +'}}}}")))
                .containsExactly(
                        "hangar.apps.shop.policy.expression.started = \"1 +\": is no formula: ends too early at"
                                + " character 3 (hangar.yaml line 3)");
    }

    @Test
    void theTextIsAmongTheEffectiveSettings() {
        assertThat(settings(with("policy: {expression: {started: 'ceil(jobs_waiting / 10)'}}"))
                        .effective())
                .extracting(EffectiveSetting::toString)
                .contains("hangar.policy.expression.started = ceil(jobs_waiting / 10) (hangar.yaml line 3)");
    }
}
