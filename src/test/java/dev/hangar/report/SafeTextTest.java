package dev.hangar.report;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SafeTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"my-app", "$3.27 -> 30d", "Zürich – 100 % “ok” → Ελλάδα Привет", "~!@#$%^&*()[]{}<>|\\`'"})
    void leavesHarmlessTextAsItIs(String text) {
        assertThat(SafeText.of(text, true)).isEqualTo(text);
    }

    /// Escape, C1 control, newline, override, isolate, zero width, no-break and soft blanks, combining, Hebrew, wide,
    /// emoji, line separator, lone surrogate.
    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 7, 8, 10, 13, 27, 0x7f, 0x85, 0x9b, 0xa0, 0xad, 0x301, 0x5d0, 0x61c, 0x200b, 0x200e, 0x202e, 0x2028,
                0x2066, 0x3000, 0x65e5, 0xfeff, 0xd800, 0x1f600, 0xe0041
            })
    void showsAnythingElseByItsCodePoint(int point) {
        String hostile = "a" + Character.toString(point) + "b";

        assertThat(SafeText.of(hostile, true)).isEqualTo(String.format("a<U+%04X>b", point));
    }

    @Test
    void showsAsciiOnlyWhenAsked() {
        assertThat(SafeText.of("Zürich", false)).isEqualTo("Z<U+00FC>rich");
    }

    @Test
    void everyCodePointTakesWhatItShows() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            String shown = SafeText.of(Character.toString(point), true);
            assertThat(shown.codePoints().noneMatch(Character::isISOControl)).isTrue();
            assertThat(shown.codePoints().noneMatch(SafeTextTest::turnsDirection))
                    .isTrue();
        }
    }

    private static boolean turnsDirection(int point) {
        return switch (Character.getDirectionality(point)) {
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE -> true;
            default -> false;
        };
    }
}
