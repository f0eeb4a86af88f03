package dev.hangar.grafana;

/// Queries of the shape that fits one daemon, several that share the fleets, and one that was just replaced.
///
/// Whoever scrapes adds labels: Fly `app`, `region`, `host` and `instance` of the daemon. So nothing is compared series
/// by series:
/// a gauge of a fleet is taken once however many daemons tell it, and counters are added up.
final class Promql {
    /// Hours of the 30 days that prices are told for.
    static final String HOURS = "720";

    private static final String CHOSEN = "{fleet_app=~\"$fleet_app\", fleet_group=~\"$fleet_group\"}";

    /// Times the width of a bar in seconds: a rate, unlike `increase` over that width, loses nothing between two bars.
    static final String WIDTH = " * $__interval_ms / 1000";

    private Promql() {}

    /// A gauge of each chosen fleet.
    static String each(String gauge) {
        return "max by (fleet_app, fleet_group) (" + gauge + CHOSEN + ")";
    }

    /// The same, by process group: for one app.
    static String group(String gauge) {
        return "max by (fleet_group) (" + gauge + CHOSEN + ")";
    }

    /// The longest that a gauge was within one step: of a saw, one sample a step shows nothing.
    static String peak(String label, String gauge) {
        return "max by (" + label + ") (max_over_time(" + gauge + "[$__rate_interval]))";
    }

    /// A gauge of all chosen fleets together.
    static String all(String gauge) {
        return "sum(" + each(gauge) + ")";
    }

    /// Dollars per hour of all chosen fleets, for 30 days.
    static String monthly(String gauge) {
        return all(gauge) + " * " + HOURS;
    }

    /// A counter of the chosen fleets over the time that is shown.
    static String gained(String counter) {
        return "sum(increase(" + counter + CHOSEN + "[$__range]))";
    }

    /// The same of one that every daemon counts, whoever acts: taken once for each fleet.
    static String gainedOnce(String counter) {
        return "sum(max by (fleet_app, fleet_group) (increase(" + counter + CHOSEN + "[$__range])))";
    }

    /// A counter of each chosen fleet over the time that is shown.
    static String gainedEach(String counter) {
        return "sum by (fleet_app, fleet_group) (increase(" + counter + CHOSEN + "[$__range]))";
    }

    /// How often a counter of the chosen fleets rose within the width of one bar.
    static String bar(String counter) {
        return "sum(rate(" + counter + CHOSEN + "[$__rate_interval]))" + WIDTH;
    }

    /// The same, by process group.
    static String groupBar(String counter) {
        return "sum by (fleet_group) (rate(" + counter + CHOSEN + "[$__rate_interval]))" + WIDTH;
    }

    /// The same of a counter of no fleet, by a label.
    static String barBy(String label, String counter) {
        return "sum by (" + label + ") (rate(" + counter + "[$__rate_interval]))" + WIDTH;
    }

    /// A counter of the chosen fleets per hour.
    static String hourly(String counter) {
        return "sum(rate(" + counter + CHOSEN + "[$__rate_interval])) * 3600";
    }

    /// A counter of no fleet over the time that is shown.
    static String times(String counter) {
        return "sum(increase(" + counter + "[$__range]))";
    }

    static String timesBy(String label, String counter) {
        return "sum by (" + label + ") (increase(" + counter + "[$__range]))";
    }

    static String minutelyBy(String label, String counter) {
        return "sum by (" + label + ") (rate(" + counter + "[$__rate_interval])) * 60";
    }

    /// A quantile of a histogram.
    static String quantile(String share, String histogram) {
        return "histogram_quantile(" + share + ", sum by (le) (rate(" + histogram + "_bucket[$__rate_interval])))";
    }
}
