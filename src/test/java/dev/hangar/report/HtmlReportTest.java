package dev.hangar.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class HtmlReportTest {
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z0-9]+)[^<>]*>");

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.hangar.report.Surveys#cases")
    void nothingIsFetchedAndNothingRuns(String name, Report report) {
        assertThat(new HtmlReport().render(report))
                .as(name)
                .doesNotContain("src=", "url(", "@import", "<script", "<link", "<img", "<iframe", "NaN", "Infinity")
                .doesNotContainPattern("href=\"[^#]")
                .doesNotContainPattern("<[^>]*\\son[a-z]+=")
                .contains("default-src 'none'");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.hangar.report.Surveys#cases")
    void whatOpensCloses(String name, Report report) {
        Matcher tags = TAG.matcher(new HtmlReport().render(report).replace("<!DOCTYPE html>", ""));
        Deque<String> open = new ArrayDeque<>();
        while (tags.find()) {
            String tag = tags.group(2);
            if (tag.matches("meta|br") || tags.group().endsWith("/>")) {
                continue;
            }
            if (tags.group(1).isEmpty()) {
                open.push(tag);
            } else {
                assertThat(open.pop()).as("%s at %d", name, tags.start()).isEqualTo(tag);
            }
        }
        assertThat(open).as(name).isEmpty();
    }

    @Test
    void hostileTextStaysText() {
        assertThat(new HtmlReport().render(Surveys.hostile()))
                .doesNotContain("\u001b", "\u202e", "\"onload")
                .contains("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    @Test
    void everyMachineIsThereAndChartsStayReadable() {
        String page = new HtmlReport().render(Surveys.crowd(20, 20));

        assertThat(count(page, "<tr><td><code>")).isEqualTo(400);
        assertThat(count(page, "class=\"bar now\"")).isEqualTo(SpendChart.MOST);
        assertThat(count(page, "class=\"line started\"")).isEqualTo(8);
        assertThat(count(page, "class=\"state ")).isEqualTo(8 * StateChart.MOST);
        assertThat(page).contains("The 8 dearest of 20 apps are drawn.", "the 12 dearest of 20 apps");
    }

    @Test
    void whereNoCapacityIsKnownDemandStandsByItself() {
        String page = new HtmlReport().render(Surveys.surveyed());

        assertThat(page)
                .contains("Demand in machines: concurrency divided by 20")
                .contains("aria-label=\"Demand for cafe\"")
                .contains("Demand by itself: no one capacity of a machine is known.");
    }

    @Test
    void demandThatWasNotMeasuredIsAGap() {
        String page = new HtmlReport().render(Surveys.surveyed());

        // 30 points of which the 6th, 17th and 28th have no demand: four areas, one line of started machines.
        String shop = page.substring(page.indexOf("aria-label=\"Started machines of shop against demand\""));
        shop = shop.substring(0, shop.indexOf("</svg>"));
        assertThat(count(shop, "class=\"demand mean\"")).isEqualTo(4);
        assertThat(count(shop, "class=\"line started\"")).isEqualTo(1);
    }

    @Test
    void ofManyPlansTheFirstAreInSight() {
        String page = new HtmlReport().render(Surveys.crowd(14, 3));

        assertThat(page).contains("<b>4 more plans</b>", "<b>4 more</b> <span class=\"quiet\">autostop-off 4</span>");
        assertThat(count(page, "<pre class=\"plan\"")).isEqualTo(14);
    }

    private static int count(String page, String what) {
        return page.split(Pattern.quote(what), -1).length - 1;
    }
}
