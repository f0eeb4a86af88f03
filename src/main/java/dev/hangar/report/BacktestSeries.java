package dev.hangar.report;

import java.util.ArrayList;
import java.util.List;

/// Machines over time, thinned out to what a chart can show.
///
/// @param slots slots of 15 s of the whole series
/// @param slotsPerPoint slots that a point stands for; the last point may stand for fewer
/// @param means mean of each point
/// @param peaks largest value of each point
public record BacktestSeries(int slots, int slotsPerPoint, List<Double> means, List<Double> peaks) {
    public BacktestSeries {
        means = List.copyOf(means);
        peaks = List.copyOf(peaks);
        if (means.size() != peaks.size() || means.size() != Math.ceilDiv(slots, slotsPerPoint)) {
            throw new IllegalArgumentException(slots + " slots by " + slotsPerPoint + " do not make " + means.size()
                    + " means and " + peaks.size() + " peaks");
        }
    }

    /// Machine-seconds from the beginning to the end of each point: the bill as it grows.
    public List<Double> billedSeconds() {
        List<Double> sums = new ArrayList<>();
        double sum = 0;
        for (int point = 0; point < means.size(); point++) {
            int length = Math.min(slotsPerPoint, slots - point * slotsPerPoint);
            sum += means.get(point) * length * 15;
            sums.add(sum);
        }
        return List.copyOf(sums);
    }
}
