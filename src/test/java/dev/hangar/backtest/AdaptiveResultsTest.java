package dev.hangar.backtest;

import dev.hangar.report.BacktestReport;
import dev.hangar.report.BacktestRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// What the adaptive scaling must reach on real demand with one set of parameters: the late share of 1 % is kept, and
/// the
/// cost is no more than what was published for such a design, and less where taking turns pays.
class AdaptiveResultsTest {
    @ParameterizedTest
    @CsvSource({
        "wc98_cup, 1.01",
        "wc98_may, 1.005",
        "appserver, 1.03",
        "nyc_taxi, 1.07",
        "nasa_jul, 1.41",
        "tweets_aapl, 1.24",
        "genai_jobs, 3.95"
    })
    void besideTheProxy(String trace, double mostCost) throws TraceException {
        keeps(Traces.real(trace), Wake.PROXY, mostCost);
    }

    @ParameterizedTest
    @CsvSource({
        "wc98_cup, 1.00",
        "wc98_may, 1.005",
        "appserver, 1.01",
        "nyc_taxi, 1.055",
        "nasa_jul, 1.60",
        "tweets_aapl, 1.38",
        "genai_jobs, 4.05"
    })
    void asWorkers(String trace, double mostCost) throws TraceException {
        keeps(Traces.real(trace), Wake.WORKER, mostCost);
    }

    /// Each half by itself, begun without any memory: what was chosen while looking at whole traces holds on parts of
    /// them.
    @ParameterizedTest
    @CsvSource({
        "wc98_cup, 1.02, 1.01",
        "wc98_may, 1.01, 1.01",
        "appserver, 1.04, 1.04",
        "nyc_taxi, 1.08, 1.08",
        "nasa_jul, 1.48, 1.48",
        "tweets_aapl, 1.30, 1.30",
        "genai_jobs, 5.2, 3.7"
    })
    void eachHalfByItself(String name, double first, double second) throws TraceException {
        Trace trace = Traces.real(name);
        int half = trace.slots() / 2;
        keeps(part(trace, 0, half), Wake.PROXY, first);
        keeps(part(trace, half, trace.slots()), Wake.PROXY, second);
    }

    private static Trace part(Trace trace, int from, int to) {
        double[] load = new double[to - from];
        double[] arrivals = new double[to - from];
        for (int slot = from; slot < to; slot++) {
            load[slot - from] = trace.load(slot);
            arrivals[slot - from] = trace.arrivals(slot);
        }
        return Trace.of(trace.name(), load, arrivals);
    }

    private static void keeps(Trace trace, Wake wake, double mostCost) {
        Scenario scenario = new Scenario(wake, Duration.ofSeconds(5), Duration.ZERO, 0.01);
        BacktestReport report = Backtest.run(trace, scenario, List.of("adaptive"));
        BacktestRow row = report.rows().getFirst();

        assertThat(row.lateShare()).as("late share of %s", trace.name()).isLessThanOrEqualTo(0.01);
        assertThat(row.costRatio().orElseThrow()).as("cost of %s", trace.name()).isLessThanOrEqualTo(mostCost);
    }
}
