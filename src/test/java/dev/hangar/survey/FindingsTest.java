package dev.hangar.survey;

import dev.hangar.cost.Rate;
import dev.hangar.model.AppName;
import dev.hangar.model.FleetId;
import dev.hangar.model.ProcessGroup;
import dev.hangar.model.Service;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

import static dev.hangar.testkit.Machines.SERVICE;
import static dev.hangar.testkit.Machines.SHOP;
import static dev.hangar.testkit.Machines.web;
import static dev.hangar.testkit.Machines.worker;
import static org.assertj.core.api.Assertions.assertThat;

class FindingsTest {
    private static final Rule OUTAGE = (app, survey) -> List.of(advice(app, new Advice.Worth.Outage("nobody answers")));
    private static final Rule DOLLARS = (app, survey) -> List.of(advice(
            app,
            new Advice.Worth.Saves(new Rate(app.name().value().equals("shop") ? 1_000_000 : 2_000_000), false, false)));

    @Test
    void everyRuleLooksAtEveryAppAndTheMostImportantComesFirst() {
        World world = World.shop(web("a")).app("blog", web("b"));

        List<String> found = headlines(Findings.of(world.build(), List.of(DOLLARS, OUTAGE)));

        assertThat(found).containsExactly("Outage blog", "Outage shop", "Saves blog", "Saves shop");
        assertThat(headlines(Findings.of(world.reversed(), List.of(OUTAGE, DOLLARS))))
                .isEqualTo(found);
    }

    @Test
    void capacityIsTheSmallestSoftLimitOfTheFleet() {
        Service wide = new Service(9090, true, SERVICE.autostop(), 0, OptionalInt.of(500), OptionalInt.empty());
        Service usual = new Service(9091, true, SERVICE.autostop(), 0, OptionalInt.empty(), OptionalInt.empty());
        Survey survey = World.shop(
                        web("a").services(wide, usual),
                        web("b").services(wide, wide),
                        worker("w").group("queue"),
                        web("c").group("cron").softLimit(5).schedule("daily"))
                .build();

        assertThat(Findings.of(survey, List.of()).capacities())
                .containsOnlyKeys(new FleetId(SHOP, new ProcessGroup("app")))
                .containsValue(Service.DEFAULT_SOFT_LIMIT);
    }

    @Test
    void billAndConfidenceComeAlong() {
        Survey survey = World.shop(web("a")).build();
        Confidence.Gaps gaps = new Confidence.Gaps(new TreeSet<>(List.of(new AppName("lost"))), new TreeSet<>());

        Findings findings = Findings.of(survey, List.of(), gaps);

        assertThat(findings.bill()).isEqualTo(Bill.of(survey));
        assertThat(findings.confidence()).contains(Confidence.of(survey, gaps));
        assertThat(Findings.of(survey, List.of()).confidence()).contains(Confidence.of(survey, Confidence.Gaps.NONE));
    }

    /// A block for the floor of a whole organization cannot be told from some of its apps.
    @Test
    void ofSomeAppsNothingIsSaidOfTheOrganization() {
        Survey survey = World.shop(web("a")).build();
        Rule ofAll = (app, its) -> List.of(new Advice(
                Topic.RESERVATION,
                Advice.Subject.ORG,
                "buy",
                List.of("it was seen"),
                List.of(new Advice.Fix.Words("mend it")),
                new Advice.Worth.Tidies()));

        assertThat(Findings.of(survey, List.of(ofAll, OUTAGE)).advice()).hasSize(2);
        assertThat(Findings.of(
                                survey,
                                List.of(ofAll, OUTAGE),
                                new Confidence.Gaps(new TreeSet<>(), new TreeSet<>(), true))
                        .advice())
                .extracting(Advice::topic)
                .doesNotContain(Topic.RESERVATION)
                .hasSize(1);
    }

    private static List<String> headlines(Findings findings) {
        return findings.advice().stream().map(Advice::headline).toList();
    }

    private static Advice advice(AppSurvey app, Advice.Worth worth) {
        return new Advice(
                Topic.LAUNCH_PAIR,
                Advice.Subject.of(app.name()),
                worth.getClass().getSimpleName() + " " + app.name(),
                List.of("it was seen"),
                List.of(new Advice.Fix.Words("mend it")),
                worth);
    }
}
