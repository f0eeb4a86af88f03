package dev.hangar.report;

import dev.hangar.cost.Rate;
import dev.hangar.model.MicroDollars;
import dev.hangar.policy.LaunchPairMode;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Bill;
import dev.hangar.survey.Topic;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class HeadlineTest {
    private static final Advice.Fix FIX = new Advice.Fix.Words("do it");

    @Test
    void nobodySavesMoreThanIsLeftToPay() {
        Headline headline = headline(new Advice.Worth.Saves(new Rate(900_000_000), false, true));

        assertThat(headline.saving().perMonth()).isEqualTo(headline.money().afterPerMonth());
    }

    /// Two advices about one cheap app must not take their dollars from a dear one.
    @Test
    void ofAnAppNobodySavesMoreThanIsLeftToPayForIt() {
        Rate dollar = new Rate(385_802);
        Advice.Worth saves = new Advice.Worth.Saves(dollar, false, true);
        FindingsMaker findings = new FindingsMaker()
                .billing("cheap", Bill.Kind.IPV4, Optional.empty(), dollar)
                .billing("dear", Bill.Kind.VOLUMES, Optional.empty(), dollar.times(50))
                .advising(Topic.OVERSIZED_CPU, "cheap", "one", saves, FIX)
                .advising(Topic.OVERSIZED_MEMORY, "cheap", "two", saves, FIX)
                .advising(Topic.OVERSIZED_CPU, "dear", "three", saves, FIX);

        Headline headline = Headline.of(Surveys.with(Reports.of(), findings.find()));

        assertThat(headline.savings()).isEqualTo(3);
        assertThat(headline.saving()).isEqualTo(dollar.times(2));
    }

    @Test
    void whatThePlanSavesIsNotCountedTwice() {
        Headline headline = headline(new Advice.Worth.Saves(new Rate(1_000_000), true, false));

        assertThat(headline.savings()).isZero();
        assertThat(headline.saving().perMonth()).isEqualTo(MicroDollars.ZERO);
        assertThat(headline.advice()).isEqualTo("1 to consider");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1000000 | 1000000 | 0 %
            1000000 |  630000 | -37 %
            1000000 |  986000 | -1.4 %
            1000000 | 1100000 | +10 %
            1000000 |       0 | -100 %
            """)
    void changesAreToldInPercent(long now, long after, String percent) {
        Headline headline = headline(new Advice.Worth.Tidies());

        assertThat(new Headline(
                                new Money(new Rate(now), new Rate(after)),
                                headline.worst(),
                                headline.hangar(),
                                0,
                                0,
                                Rate.ZERO,
                                0,
                                headline.confidence())
                        .percent())
                .contains(percent);
    }

    @Test
    void onlyWhatConcernsTheWantedAppsStays() {
        Report shop = Surveys.surveyed().only(app -> app.value().equals("shop"));

        assertThat(shop.records()).hasSize(1);
        assertThat(shop.findings().bill().lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.app().value()).isEqualTo("shop"));
        assertThat(shop.findings().advice())
                .extracting(one -> one.subject().name())
                .containsExactly("shop/app", "shop/app");
        assertThat(shop.findings().lines()).hasSize(1);
        assertThat(shop.findings().capacities()).hasSize(1);
        assertThat(shop.findings().confidence()).isPresent();
    }

    private static Headline headline(Advice.Worth worth) {
        FindingsMaker findings = new FindingsMaker().billing(Reports.launchPair(LaunchPairMode.PARK));
        findings.advising(Topic.LAUNCH_PAIR, "blog", "Two machines where one would do", worth, FIX);
        return Headline.of(Surveys.with(Reports.of(Reports.launchPair(LaunchPairMode.PARK)), findings.find()));
    }
}
