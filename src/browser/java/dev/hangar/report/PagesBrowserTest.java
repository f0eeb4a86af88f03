package dev.hangar.report;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/// The pages as people meet them: in a browser, light and dark, wide and narrow.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesBrowserTest {
    private static final int WIDE = 1280;
    private static final int NARROW = 390;

    private static final String WIDER_THAN_THE_WINDOW = "document.documentElement.scrollWidth > innerWidth";

    private final Browser browser = new Browser();

    @AfterAll
    void close() {
        browser.close();
    }

    static Stream<Arguments> pages() throws IOException {
        String backtest = Files.readString(Path.of("src/test/resources/golden/report/backtest.html"));
        return Stream.of(
                        Arguments.of("surveyed", new HtmlReport().render(Surveys.surveyed())),
                        Arguments.of("hostile", new HtmlReport().render(Surveys.hostile())),
                        Arguments.of("crowd", new HtmlReport().render(Surveys.crowd(200, 8))),
                        Arguments.of("nothing", new HtmlReport().render(Reports.of())),
                        Arguments.of("backtest", backtest))
                .flatMap(page -> Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
                        .flatMap(scheme -> Stream.of(WIDE, NARROW)
                                .map(width -> Arguments.of(
                                        page.get()[0] + "-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width,
                                        width,
                                        scheme,
                                        page.get()[1]))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void isQuietAndFitsTheWindow(String name, int width, ColorScheme scheme, String html) throws IOException {
        Browser.Look look = new Browser.Look(name, width, scheme);
        Browser.Opened opened = browser.open(html, look);
        Page page = opened.page();
        Browser.picture(page, look);

        assertThat(page.evaluate(WIDER_THAN_THE_WINDOW))
                .as("the page moves sideways")
                .isEqualTo(false);
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo(scheme == ColorScheme.DARK ? "rgb(15, 19, 24)" : "rgb(255, 255, 255)");
        assertThat(opened.complaints()).isEmpty();
        assertThat(opened.requests()).isEmpty();
        page.context().close();
    }

    @Test
    void chartsHaveTheirMarks() throws IOException {
        Page page = open("marks", Surveys.surveyed());

        assertThat(page.locator("#spend rect.bar").count())
                .as("three for each of five apps")
                .isEqualTo(15);
        assertThat(page.locator("path.line.started").count())
                .as("shop and cafe")
                .isEqualTo(2);
        assertThat(page.locator("#time svg[aria-label^='States']").count()).isEqualTo(5);
        assertThat(page.locator("#time details")
                        .first()
                        .locator("rect.state.suspended")
                        .count())
                .isEqualTo(1);
        assertThat(page.locator("#fleets table.machines tbody tr").count()).isEqualTo(13);
        assertThat(page.locator("article.advice").count()).isEqualTo(6);
        assertThat(page.locator("article.advice").first().getAttribute("class")).contains("outage");
        page.context().close();
    }

    @Test
    void partsOpenByKeyboard() throws IOException {
        Page page = open("keyboard", Surveys.surveyed());
        Locator part = page.locator("#spend details").first();

        assertThat(part.getAttribute("open")).isNull();
        part.locator("summary").focus();
        page.keyboard().press("Enter");

        assertThat(part.locator("table").isVisible()).isTrue();
        assertThat(part.locator("tbody tr").first().textContent()).startsWith("shop$70.00");
        page.keyboard().press("Space");
        assertThat(part.locator("table").isVisible()).isFalse();
        page.context().close();
    }

    @Test
    void jumpsLeadSomewhere() throws IOException {
        Page page = open("jumps", Surveys.surveyed());

        for (Locator jump : page.locator("nav a").all()) {
            assertThat(page.locator(jump.getAttribute("href")).count())
                    .as(jump.textContent())
                    .isEqualTo(1);
        }
        page.context().close();
    }

    /// Without this the silence of the other pages would say nothing.
    @Test
    void whatFetchesOrRunsIsNoticed() throws IOException {
        String html = "<!DOCTYPE html><title>bad</title><img src=\"http://127.0.0.1:9/x.png\"><script>alert(1)</script>"
                + "<p style=\"width:3000px\">wide</p>";

        Browser.Opened opened = browser.open(html, new Browser.Look("bad", WIDE, ColorScheme.LIGHT));

        assertThat(opened.complaints()).contains("dialog: 1");
        assertThat(opened.requests()).containsExactly("http://127.0.0.1:9/x.png");
        assertThat(opened.page().evaluate(WIDER_THAN_THE_WINDOW)).isEqualTo(true);
        opened.page().context().close();
    }

    @Test
    void hostileNamesMakeNoElements() throws IOException {
        Page page = open("hostile-elements", Surveys.hostile());

        assertThat(page.locator("script, img, iframe, main b > b, a[href*='example']")
                        .count())
                .isZero();
        assertThat(page.locator("article.advice h3").textContent()).startsWith("</script><script>alert(1)</script>");
        assertThat(page.evaluate("[...document.querySelectorAll('*')].some(e => e.hasAttribute('onload'))"))
                .isEqualTo(false);
        page.context().close();
    }

    @Test
    void theWidestPartsMoveByThemselves() throws IOException {
        Browser.Opened opened = browser.open(
                new HtmlReport().render(Surveys.surveyed()), new Browser.Look("scroll", NARROW, ColorScheme.LIGHT));

        assertThat(opened.page().evaluate("(e => e.scrollWidth > e.clientWidth)(document.querySelector('.scroll'))"))
                .isEqualTo(true);
        assertThat(opened.page().locator(".scroll:not([tabindex])").count()).isZero();
        opened.page().context().close();
    }

    private Page open(String name, Report report) throws IOException {
        return browser.open(new HtmlReport().render(report), new Browser.Look(name, WIDE, ColorScheme.LIGHT))
                .page();
    }
}
