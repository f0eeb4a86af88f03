package dev.hangar.policy.adaptive;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// Learned windows against the plain sum of `facts/algorithms.md` B6.
class GapWindowsTest {
    private static final int[] MADE_UP = {10, 97};

    private static double sum(List<Integer> gaps, int from, int until, int price) {
        double total = 0;
        for (int gap : gaps) {
            boolean hit = gap + 1 <= until && (from == 0 || from < gap);
            total += 15.0 * Math.max(0, Math.min(gap, until) - from) + (hit ? 0 : price);
        }
        return total;
    }

    private static GapWindows learned(List<Integer> gaps) {
        GapWindows windows = new GapWindows();
        gaps.forEach(windows::ended);
        windows.learn();
        return windows;
    }

    @Test
    void beforeThreeGapsTheMachineStaysForItsPrice() {
        GapWindows windows = learned(List.of(7, 7));

        assertThat(windows.from(1)).isZero();
        assertThat(windows.until(1)).isEqualTo(300 / 15);
    }

    @Test
    void aRegularGapIsSleptThroughAndTheMachineIsAwakeInTime() {
        List<Integer> gaps = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            gaps.add(240);
        }
        GapWindows windows = learned(gaps);

        assertThat(windows.from(3)).isEqualTo(239);
        assertThat(windows.until(3)).isEqualTo(241);
        assertThat(windows.awake(3, 100)).isFalse();
        assertThat(windows.awake(3, 240)).isTrue();
        assertThat(windows.awake(3, 241)).isFalse();
    }

    @Test
    void shortGapsAreBridged() {
        List<Integer> gaps = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            gaps.add(i % 3 + 1);
        }
        GapWindows windows = learned(gaps);

        assertThat(windows.from(2)).isZero();
        assertThat(windows.until(2)).isEqualTo(4);
    }

    @Test
    void noWindowOfFewDistinctGapsIsCheaper() {
        Random random = new Random(5);
        for (int world = 0; world < 60; world++) {
            List<Integer> gaps = new ArrayList<>();
            int distinct = random.nextInt(1, 12);
            for (int i = 0; i < random.nextInt(3, 60); i++) {
                gaps.add(1 + random.nextInt(distinct) * random.nextInt(1, 20));
            }
            GapWindows windows = learned(gaps);
            List<Integer> all = new ArrayList<>(gaps);
            for (int made : MADE_UP) {
                all.add(made);
            }
            for (int rule = 0; rule < RuleFamily.GAPS; rule++) {
                int price = RuleFamily.gapPriceSeconds(rule);
                double its = sum(all, windows.from(rule), windows.until(rule), price);
                // Stop at once, and keep for ever: whatever was learned is no dearer.
                assertThat(its).isLessThanOrEqualTo(sum(all, 0, 0, price));
                assertThat(its).isLessThanOrEqualTo(sum(all, 0, 100_000, price));
                long different = all.stream().distinct().count();
                if (different <= 24 && all.size() <= 24) {
                    for (int from = 0; from <= 260; from++) {
                        for (int until = from; until <= 261; until += until < 40 ? 1 : 20) {
                            assertThat(its)
                                    .as(world + ": " + from + " to " + until + " of " + all)
                                    .isLessThanOrEqualTo(sum(all, from, until, price) + 1e-9);
                        }
                    }
                }
            }
        }
    }

    @Test
    void onlyTheLastFourHundredGapsCount() {
        GapWindows windows = new GapWindows();
        for (int i = 0; i < 1000; i++) {
            windows.ended(2000);
        }
        for (int i = 0; i < 400; i++) {
            windows.ended(1);
        }
        windows.learn();

        assertThat(windows.until(0)).isEqualTo(2);
        assertThat(windows.gapsSeen()).isEqualTo(400);
    }
}
