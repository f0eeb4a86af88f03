package dev.hangar.survey.rules;

import dev.hangar.control.Usage;
import dev.hangar.testkit.Machines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

class QuietTest {
    /// Two days of points, one every `minutes`; each figure for so many points, `-1` for points without a sample.
    private static Optional<Quiet> of(int minutes, String figures) {
        List<Usage.Point> points = new ArrayList<>();
        String[] words = figures.split(" ", -1);
        for (int i = 0; i <= Duration.ofDays(2).toMinutes() / minutes; i++) {
            double figure = Double.parseDouble(words[i % words.length]);
            points.add(new Usage.Point(
                    Machines.T0.plus(Duration.ofMinutes((long) minutes * i)),
                    OptionalDouble.of(1),
                    figure < 0 ? OptionalDouble.empty() : OptionalDouble.of(figure)));
        }
        return Quiet.of(points);
    }

    @ParameterizedTest
    @CsvSource({
        "5, 1, 0.0, 0",
        "5, 0, 1.0, 0",
        "60, 0 0 0 1, 0.75, 12",
        // Rests of five minutes are too short for the proxy; of ten they are not.
        "5, 0 1, 0.5, 0",
        "5, 0 0 1 1, 0.5, 144",
        // What was asked in an hour without a sample is not known.
        "60, 0 -1 1 1, 0.3333, 0",
    })
    void restsAndWakesAreCounted(int minutes, String figures, double share, int wakes) {
        Quiet quiet = of(minutes, figures).orElseThrow();

        assertThat(quiet.share()).isCloseTo(share, offset(0.01));
        assertThat(quiet.wakes()).isEqualTo(wakes);
    }

    @Test
    void aGapBetweenSamplesIsNoRest() {
        assertThat(of(180, "0 0 1")).isEmpty();
    }

    @Test
    void lessThanADayIsNotEnough() {
        assertThat(of(60, "0 -1 -1 -1")).isEmpty();
        assertThat(Quiet.of(List.of())).isEmpty();
    }

    @Test
    void wakesAreReckonedPerMonth() {
        assertThat(new Quiet(0.5, 12, Duration.ofDays(2)).wakesPerMonth()).isEqualTo(180);
    }
}
