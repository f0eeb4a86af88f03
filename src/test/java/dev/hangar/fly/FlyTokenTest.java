package dev.hangar.fly;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

final class FlyTokenTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        fm2_abc                      | FlyV1 fm2_abc
        fm1r_abc                     | FlyV1 fm1r_abc
        fm1a_abc                     | FlyV1 fm1a_abc
        fm1a_a,fm2_b                 | FlyV1 fm1a_a,fm2_b
        'fm2_a, fm2_b,'              | FlyV1 fm2_a,fm2_b
        FlyV1 fm2_abc                | FlyV1 fm2_abc
        flyv1 fm2_abc                | FlyV1 fm2_abc
        FlyV1 fm2_a,FlyV1 fm2_b      | FlyV1 fm2_a,fm2_b
        FlyV1 unknown_kind           | FlyV1 unknown_kind
        Bearer FlyV1 fm2_abc         | FlyV1 fm2_abc
        Bearer FlyV1 unknown_kind    | FlyV1 unknown_kind
        Bearer fm2_abc               | FlyV1 fm2_abc
        fo1_abc                      | Bearer fo1_abc
        Bearer fo1_abc               | Bearer fo1_abc
        xfm2_abc                     | Bearer xfm2_abc
        """)
    void theSchemeFollowsTheToken(String text, String header) {
        assertThat(FlyToken.of(text).headerValue()).isEqualTo(header);
    }

    @Test
    void blanksAndLineEndsAroundItAreDropped() {
        assertThat(FlyToken.of(" fm2_abc\r\n").headerValue()).isEqualTo("FlyV1 fm2_abc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                ",",
                "FlyV1 ",
                "Bearer FlyV1",
                "fm2_planted\nHost: evil",
                "fm2_planted x",
                "fm2_plänted"
            })
    void whatNoHeaderCanCarryIsRefusedWithoutShowingIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlyToken.of(text))
                .withMessageNotContainingAny("planted", "plänted");
    }

    @Test
    void itIsNeverPrinted() {
        assertThat(FlyToken.of("fm2_planted")).hasToString("FlyToken[redacted]");
    }
}
