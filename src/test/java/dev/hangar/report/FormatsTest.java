package dev.hangar.report;

import dev.hangar.testkit.Golden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What each format looks like, byte for byte.
class FormatsTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.hangar.report.Surveys#cases")
    void table(String name, Report report) {
        for (int width : new int[] {80, 100}) {
            String table = new TableReport(new TableStyle(width, false, true)).render(report);
            Golden.assertMatches("report/" + name + "-" + width + ".txt", table);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.hangar.report.Surveys#cases")
    void markdown(String name, Report report) {
        Golden.assertMatches("report/" + name + ".md", new MarkdownReport().render(report));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.hangar.report.Surveys#cases")
    void html(String name, Report report) {
        Golden.assertMatches("report/" + name + ".html", new HtmlReport().render(report));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.hangar.report.Surveys#cases")
    void csv(String name, Report report) {
        Golden.assertMatches("report/" + name + ".csv", new CsvReport().render(report));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.hangar.report.Surveys#cases")
    void json(String name, Report report) {
        Golden.assertMatches("report/" + name + ".json", new JsonReport().render(report));
    }
}
