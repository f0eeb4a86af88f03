package dev.hangar.cost;

import dev.hangar.model.MicroDollars;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RateTest {
    @ParameterizedTest
    @CsvSource({
        // pico-dollars per second, time, micro-dollars
        "1000000,  PT1S,        1",
        "1000000,  PT0S,        0",
        "499999,   PT1S,        0",
        "500000,   PT1S,        1",
        "-500000,  PT1S,        -1",
        "1000000,  PT0.5S,      1",
        "1000000,  PT0.499999999S, 0",
        "846500,   PT1H,        3047", // 0.8465 µ$/s × 3600 = 3047.4
        "846500,   P30D,        2194128",
        "9223372036854775, P1000D, 796899343984252560",
    })
    void costIsRoundedOnceHalfUp(long pico, Duration time, long micros) {
        assertThat(new Rate(pico).over(time)).isEqualTo(new MicroDollars(micros));
    }

    @Test
    void hourAndMonth() {
        Rate rate = new Rate(846_500);

        assertThat(rate.perHour()).isEqualTo(rate.over(Duration.ofHours(1)));
        assertThat(rate.perMonth()).hasToString("$2.19");
    }

    @Test
    void sumsAndDifferences() {
        assertThat(new Rate(3).plus(new Rate(4))).isEqualTo(new Rate(7));
        assertThat(new Rate(3).minus(new Rate(4))).isEqualTo(new Rate(-1));
        assertThat(new Rate(3)).isLessThan(new Rate(4));
        assertThat(Rate.ZERO.over(Rate.MONTH)).isEqualTo(MicroDollars.ZERO);
    }
}
