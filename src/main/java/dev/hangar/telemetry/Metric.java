package dev.hangar.telemetry;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// One metric of the daemon. The enums that implement this are the whole list: nothing is exported under `hangar_` that
/// is not in it, and `docs/metrics.md` is written from it.
public sealed interface Metric permits FleetMetric, MoneyMetric, DecisionMetric, DaemonMetric, OutsideMetric {
    Spec spec();

    /// Every metric, in the order of the manual.
    static List<Metric> all() {
        return Stream.<Metric[]>of(
                        FleetMetric.values(),
                        MoneyMetric.values(),
                        DecisionMetric.values(),
                        DaemonMetric.values(),
                        OutsideMetric.values())
                .flatMap(Arrays::stream)
                .toList();
    }

    /// What kind of figure it is, in the terms of Prometheus.
    enum Kind {
        COUNTER,
        GAUGE,
        /// Exported as `_bucket`, `_count`, `_sum` and `_max`.
        HISTOGRAM,
        /// Exported as `_count`, `_sum` and `_max`.
        SUMMARY
    }

    /// Base units only.
    enum Unit {
        FLEETS("fleets"),
        MACHINES("machines"),
        SECONDS("s"),
        DOLLARS("$"),
        DOLLARS_PER_HOUR("$/h"),
        SHARE("0..1"),
        FLAG("0 or 1"),
        COUNT("");

        private final String text;

        Unit(String text) {
            this.text = text;
        }

        /// As the manual shows it; empty for plain counts.
        public String text() {
            return text;
        }
    }

    /// How far one may build on it.
    enum Stability {
        /// Name, unit and labels stay; a change is announced one minor version ahead.
        STABLE,
        /// May change with any version.
        EXPERIMENTAL
    }

    /// When it is there.
    enum Presence {
        ALWAYS("always"),
        FLEETS("per fleet"),
        EVENT("from its first event on"),
        ACTING("in `act` mode"),
        ADAPTIVE("per fleet with `scaling: adaptive`"),
        CONFIGURED("where configured"),
        ON_FLY("on a Fly Machine");

        private final String text;

        Presence(String text) {
            this.text = text;
        }

        /// As the manual shows it.
        public String text() {
            return text;
        }
    }

    /// A label.
    ///
    /// @param name in Prometheus' spelling
    /// @param values all that it can have; empty where they are the user's own names, or codes of others
    record Label(String name, List<String> values) {
        /// Fly's scraper adds `app`, `region`, `host` and `instance` of the daemon itself, so a fleet's must not be
        /// called so.
        static final List<Label> FLEET = List.of(open("fleet_app"), open("fleet_group"));

        public Label {
            values = List.copyOf(values);
        }

        /// Whether it can have this value.
        boolean takes(String value) {
            return values.isEmpty() || values.contains(value);
        }

        static Label open(String name) {
            return new Label(name, List.of());
        }

        static Label closed(String name, String... values) {
            return new Label(name, List.of(values));
        }

        static Label closed(String name, Enum<?>[] values) {
            return new Label(name, Arrays.stream(values).map(Label::word).toList());
        }

        /// Lower case, with dashes.
        static String word(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// All of a metric.
    ///
    /// @param name as Prometheus shows it
    /// @param kind kind of figure
    /// @param unit base unit
    /// @param labels in order
    /// @param presence when it is there
    /// @param stability how far one may build on it
    /// @param help one sentence without full stop
    record Spec(
            String name,
            Kind kind,
            Unit unit,
            List<Label> labels,
            Presence presence,
            Stability stability,
            String help) {
        public Spec {
            labels = List.copyOf(labels);
        }

        static Spec counter(String name, Unit unit, String help) {
            return of(name, Kind.COUNTER, unit, help);
        }

        static Spec gauge(String name, Unit unit, String help) {
            return of(name, Kind.GAUGE, unit, help);
        }

        static Spec of(String name, Kind kind, Unit unit, String help) {
            return new Spec(name, kind, unit, List.of(), Presence.ALWAYS, Stability.STABLE, help);
        }

        Spec by(Label... more) {
            return new Spec(
                    name,
                    kind,
                    unit,
                    Stream.concat(labels.stream(), Arrays.stream(more)).toList(),
                    presence,
                    stability,
                    help);
        }

        Spec perFleet() {
            return by(Label.FLEET.toArray(Label[]::new)).only(Presence.FLEETS);
        }

        Spec only(Presence when) {
            return new Spec(name, kind, unit, labels, when, stability, help);
        }

        Spec experimental() {
            return new Spec(name, kind, unit, labels, presence, Stability.EXPERIMENTAL, help);
        }

        /// The name under which Micrometer keeps it: it adds the suffixes itself.
        String meterName() {
            String bare = switch (kind) {
                case COUNTER -> without(name, "_total");
                case HISTOGRAM, SUMMARY -> without(name, "_seconds");
                case GAUGE -> name;
            };
            return bare.replace('_', '.');
        }

        private static String without(String name, String suffix) {
            if (!name.endsWith(suffix)) {
                throw new IllegalStateException("this is a bug: " + name + " must end in " + suffix);
            }
            return name.substring(0, name.length() - suffix.length());
        }
    }
}
