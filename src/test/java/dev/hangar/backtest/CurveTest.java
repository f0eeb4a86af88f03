package dev.hangar.backtest;

import dev.hangar.report.BacktestReport;
import dev.hangar.report.BacktestSeries;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// What a chart is given.
class CurveTest {
    @Test
    void aShortTraceKeepsEverySlot() {
        BacktestReport report = report(2, 0, 5);

        assertThat(report.demand()).isEqualTo(new BacktestSeries(3, 1, List.of(2.0, 0.0, 5.0), List.of(2.0, 0.0, 5.0)));
        assertThat(report.rows().getFirst().started().means()).containsExactly(5.0, 5.0, 5.0);
        assertThat(report.rows().getFirst().started().billedSeconds()).containsExactly(75.0, 150.0, 225.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {599, 600, 601, 1199, 1201, 5000})
    void aLongOneIsThinnedOutAndKeepsItsPeaksAndItsBill(int slots) {
        double[] load = IntStream.range(0, slots).mapToDouble(slot -> slot % 7).toArray();

        BacktestReport report = report(load);

        BacktestSeries started = report.rows().getLast().started();
        assertThat(started.means()).hasSizeBetween(300, 600);
        assertThat(report.demand().peaks()).contains(6.0);
        assertThat(started.billedSeconds().getLast())
                .isCloseTo(report.rows().getLast().billedSeconds(), within(1e-6));
    }

    @Test
    void withoutDemandNoRatioCanBeTold() {
        BacktestReport report = report(0, 0);

        assertThat(report.optimumSeconds()).isZero();
        assertThat(report.rows()).allSatisfy(row -> {
            assertThat(row.costRatio()).isEmpty();
            assertThat(row.lateShare()).isZero();
        });
    }

    /// The first row is always-on, the last ski rental.
    private static BacktestReport report(double... load) {
        return Backtest.run(Traces.of(load), ReplayTest.scenario(Wake.PROXY, 5, 1), List.of("always-on", "ski-rental"));
    }
}
