package dev.hangar.report;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class MarkdownTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '^', textBlock = """
            soft_limit is 20 (of 2)  ! soft_limit is 20 (of 2)
            _loud_                   ! \\_loud\\_
            a|b                      ! a\\|b
            **bold** `x`             ! \\*\\*bold\\*\\* \\`x\\`
            [a](b)                   ! \\[a\\](b)
            <b>&amp;                 ! \\<b\\>\\&amp;
            @everyone and a@b.c      ! @&#8203;everyone and a@&#8203;b.c
            #12                      ! \\#&#8203;12
            https://evil.example     ! https:&#8203;//evil.example
            www.evil.example         ! www.&#8203;evil.example
            - item                   ! \\- item
            back\\slash              ! back\\\\slash
            """)
    void wordsBecomeNothingElse(String raw, String escaped) {
        assertThat(MarkdownText.of(raw)).isEqualTo(escaped);
    }

    @Test
    void namesStayInTheirCode() {
        assertThat(MarkdownText.code("a`|` \n@x")).isEqualTo("`a<U+0060><U+007C><U+0060> <U+000A>@x`");
        assertThat(MarkdownText.code(" ")).isEqualTo("` `");
    }

    @Test
    void aFenceIsLongerThanWhatItHolds() {
        assertThat(MarkdownText.block("toml", List.of("```", "a ````"))).isEqualTo("`````toml\n```\na ````\n`````\n");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.hangar.report.Surveys#cases")
    void everyRowOfATableHasItsCells(String name, Report report) {
        String markdown = new MarkdownReport().render(report);

        int cells = 0;
        for (String line : markdown.split("\n", -1)) {
            int now = line.startsWith("|") ? line.replace("\\|", "").split("\\|", -1).length : 0;
            assertThat(now).as("%s: %s", name, line).isIn(cells == 0 ? List.of(now) : List.of(0, cells));
            cells = now;
        }
    }

    @Test
    void aReportOfHundredsOfAppsFitsAComment() {
        assertThat(new MarkdownReport().render(Surveys.crowd(40, 50)).length()).isLessThan(65_536);
    }
}
