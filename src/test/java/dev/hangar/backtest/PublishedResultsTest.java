package dev.hangar.backtest;

import dev.hangar.report.BacktestReport;
import dev.hangar.report.BacktestRow;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// Peers and optimum on real demand, against the figures of a reference simulator that others wrote. A cell is
/// `cost ratio / late share in % / actions a day`, with the decimals that were published.
class PublishedResultsTest {
    private static final double COST = 0.005;
    private static final double LATE_POINTS = 0.05;

    private static final Map<String, Trace> READ = new HashMap<>();

    @ParameterizedTest
    @CsvSource(textBlock = """
            wc98_cup,    113.3, 8.89/0.00/0,  1.10/0.01/127, 1.01/0.05/425,  1.41/0.00/58,  1.38/0.04/396,  1.02/0.02/190,  1.01/0/190
            wc98_may,    24.0,  10.99/0.00/0, 1.01/0.01/3,   1.00/0.01/11,   1.03/0.01/5,   1.02/0.02/29,   1.00/0.01/3,    1.00/0/3
            appserver,   292.4, 2.22/0.00/0,  1.05/0.02/364, 1.01/0.27/2712, 1.47/0.00/58,  1.40/0.00/970,  1.04/0.03/496,  1.02/0/496
            nyc_taxi,    228.6, 2.10/0.00/0,  1.11/0.06/464, 1.03/0.93/4832, 1.56/0.00/95,  1.39/0.00/1723, 1.08/0.14/905,  1.05/0/905
            nasa_jul,    52.3,  7.34/0.00/0,  1.55/0.47/482, 1.10/4.31/3922, 2.16/0.04/323, 1.34/1.32/2163, 1.35/1.07/1048, 1.16/0/1048
            tweets_aapl, 26.9,  72.33/0.00/0, 1.95/0.69/253, 1.10/5.38/1989, 1.88/0.07/180, 1.39/0.55/745,  1.25/0.79/285,  1.15/0/286
            genai_jobs,  12.5,  32.57/0.00/0, 2.12/7.35/203, 1.13/39/1140,   3.05/2.65/223, 1.67/16/972,    1.54/16/451,    1.19/0/451
            """)
    void besideTheProxy(
            String trace,
            double machineHours,
            String peak,
            String flyProxy,
            String flyAutoscaler,
            String hpa,
            String kpa,
            String skiRental,
            String optimum60)
            throws TraceException {
        BacktestReport report = replay(trace, Wake.PROXY);

        assertThat(report.optimumSeconds() / 3600 / report.days()).isCloseTo(machineHours, within(0.051));
        assertOptimum60(trace, report, optimum60);
        assertRow(report, "always-on", peak);
        assertRow(report, "fly-proxy", flyProxy);
        assertRow(report, "fly-autoscaler", flyAutoscaler);
        assertRow(report, "hpa", hpa);
        assertRow(report, "kpa", kpa);
        assertRow(report, "ski-rental", skiRental);
        assertRow(report, "optimum", "1.00/0.00/" + row(report, "optimum").actionsPerDay());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            wc98_cup,    8.89/0.00/0,  1.00/0.22/425,  1.41/0.00/58,  1.38/0.07/372,  1.02/0.09/190
            wc98_may,    10.99/0.00/0, 1.00/0.06/11,   1.03/0.02/5,   1.02/0.04/28,   1.00/0.06/3
            appserver,   2.22/0.00/0,  0.99/0.95/2712, 1.47/0.00/58,  1.40/0.00/970,  1.03/0.10/496
            nyc_taxi,    2.10/0.00/0,  0.99/3.27/4832, 1.56/0.00/95,  1.39/0.00/1726, 1.08/0.42/905
            nasa_jul,    7.34/0.00/0,  0.95/14/3922,   2.16/0.10/328, 1.42/2.80/2284, 1.31/3.05/1048
            tweets_aapl, 72.33/0.00/0, 0.95/14/1989,   1.88/0.23/181, 1.40/0.90/735,  1.23/1.75/285
            genai_jobs,  32.57/0.00/0, 0.94/49/1140,   3.04/2.81/224, 1.74/17/972,    1.46/18/451
            """)
    void asWorkers(String trace, String peak, String flyAutoscaler, String hpa, String kpa, String skiRental)
            throws TraceException {
        BacktestReport report = replay(trace, Wake.WORKER);

        assertRow(report, "always-on", peak);
        assertRow(report, "fly-autoscaler", flyAutoscaler);
        assertRow(report, "hpa", hpa);
        assertRow(report, "kpa", kpa);
        assertRow(report, "ski-rental", skiRental);
    }

    private static BacktestReport replay(String trace, Wake wake) throws TraceException {
        Scenario scenario = new Scenario(wake, Duration.ofSeconds(5), Duration.ZERO, 0.01);
        return Backtest.run(trace(trace), scenario, Policies.names(wake));
    }

    private static Trace trace(String name) throws TraceException {
        Trace trace = READ.get(name);
        if (trace == null) {
            trace = Traces.real(name);
            READ.put(name, trace);
        }
        return trace;
    }

    /// The optimum of somebody who would also pay a minute of a machine for every start that is spared.
    private static void assertOptimum60(String name, BacktestReport report, String cell) throws TraceException {
        Trace trace = trace(name);
        Tally tally = Optimum.run(trace, Optimum.schedule(trace, 65), 5).tally();

        assertCell(
                "optimum with starts at 60 s",
                tally.billedSeconds() / report.optimumSeconds(),
                0,
                tally.actions() / trace.days(),
                cell);
    }

    private static BacktestRow row(BacktestReport report, String policy) {
        return report.rows().stream()
                .filter(row -> row.policy().equals(policy))
                .findFirst()
                .orElseThrow();
    }

    private static void assertRow(BacktestReport report, String policy, String cell) {
        BacktestRow row = row(report, policy);
        assertCell(policy, row.costRatio().orElseThrow(), row.lateShare(), row.actionsPerDay(), cell);
    }

    /// Half of the last published decimal is added to what is allowed: shares from 10 % on have none.
    private static void assertCell(String policy, double ratio, double lateShare, double actions, String cell) {
        List<String> expected = List.of(cell.split("/", -1));
        double cost = Double.parseDouble(expected.get(0));
        double late = Double.parseDouble(expected.get(1));

        assertThat(ratio).as("%s: cost", policy).isCloseTo(cost, within(COST * cost + 0.005));
        assertThat(100 * lateShare)
                .as("%s: late share in %%", policy)
                .isCloseTo(late, within(LATE_POINTS + (late < 10 ? 0.005 : 0.5)));
        double perDay = Double.parseDouble(expected.get(2));
        assertThat(actions).as("%s: actions a day", policy).isCloseTo(perDay, within(1 + 0.001 * perDay));
    }
}
