package dev.hangar.backtest;

import java.util.ArrayList;
import java.util.List;

/// A series of slots thinned out to points that a chart can show: of each stretch of equal length, the mean and
/// the largest value.
final class Curve {
    /// Most points of a curve.
    static final int MOST_POINTS = 600;

    private final int slotsPerPoint;
    private final List<Double> means = new ArrayList<>();
    private final List<Double> peaks = new ArrayList<>();
    private int inPoint;
    private double sum;
    private double peak;

    /// @param slots how many values will come
    Curve(int slots) {
        this.slotsPerPoint = Math.ceilDiv(slots, MOST_POINTS);
    }

    int slotsPerPoint() {
        return slotsPerPoint;
    }

    void add(double value) {
        sum += value;
        peak = Math.max(peak, value);
        inPoint++;
        if (inPoint == slotsPerPoint) {
            close();
        }
    }

    /// Means by point. The last point may stand for fewer slots.
    List<Double> means() {
        return with(means, sum / Math.max(1, inPoint));
    }

    /// Largest values by point.
    List<Double> peaks() {
        return with(peaks, peak);
    }

    private List<Double> with(List<Double> closed, double open) {
        List<Double> all = new ArrayList<>(closed);
        if (inPoint > 0) {
            all.add(open);
        }
        return List.copyOf(all);
    }

    private void close() {
        means.add(sum / inPoint);
        peaks.add(peak);
        inPoint = 0;
        sum = 0;
        peak = 0;
    }
}
