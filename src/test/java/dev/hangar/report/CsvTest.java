package dev.hangar.report;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class CsvTest {
    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '^', textBlock = """
            plain          ! plain
            two words      ! two words
            a,b            ! "a,b"
            a;b            ! "a;b"
            say "no"       ! "say ""no""\"
            =1+1           ! '=1+1
            +1             ! '+1
            -1             ! '-1
            @SUM(A1)       ! '@SUM(A1)
            =a,"b"         ! "'=a,""b""\"
            12.500000      ! 12.500000
            ^^             ! ^^
            """)
    void cellsAreQuotedAndNoFormulas(String raw, String cell) {
        assertThat(Csv.row(List.of(raw))).isEqualTo(cell + "\r\n");
    }

    @Test
    void whatBeginsWithABlankOrABreakIsNoFormulaEither() {
        assertThat(Csv.row(List.of("\t=1", "\r=1", "\n", " =1", "a\nb\u001b[2J")))
                .isEqualTo("'<U+0009>=1,'<U+000D>=1,'<U+000A>,' =1,a<U+000A>b<U+001B>[2J\r\n");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.hangar.report.Surveys#cases")
    void thereIsOneLinePerMachineAndNoCellIsAFormula(String name, Report report) {
        String csv = new CsvReport().render(report);

        assertThat(csv.split("\r\n", -1)).as(name).hasSize(report.summary().machines() + 2);
        assertThat(csv).as(name).doesNotContainPattern("(?m)(^|,)\"?[=+@\t-]").endsWith("\r\n");
    }
}
