package dev.hangar.report;

import dev.hangar.cost.Rate;
import dev.hangar.model.MicroDollars;
import dev.hangar.policy.LaunchPairMode;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Topic;
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
