package dev.hangar.report;

import dev.hangar.cost.Rate;
import dev.hangar.model.MicroDollars;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MoneyTest {
    @Test
    void whatALineShowsAddsUp() {
        Random random = new Random(20_261_122);
        for (int i = 0; i < 10_000; i++) {
            Money money = new Money(new Rate(random.nextLong(50_000_000)), new Rate(random.nextLong(50_000_000)));

            BigDecimal shown = dollars(money.afterPerMonth()).subtract(dollars(money.nowPerMonth()));

            assertThat(new BigDecimal(money.change().replace("$", ""))).isEqualByComparingTo(shown);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0.000000", "1, 0.000001", "-3544897, -3.544897", "36620000, 36.620000"})
    void decimalsHaveSixPlaces(long micros, String expected) {
        assertThat(Money.decimal(new MicroDollars(micros))).isEqualTo(expected);
    }

    @Test
    void lessThanACentIsNoChangeToShow() {
        assertThat(new Money(new Rate(1_000), new Rate(1_001)).changes()).isFalse();
    }

    private static BigDecimal dollars(MicroDollars amount) {
        return new BigDecimal(amount.toString().replace("$", ""));
    }
}
