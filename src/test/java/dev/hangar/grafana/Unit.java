package dev.hangar.grafana;

/// How a number is shown: Grafana's name of the unit.
enum Unit {
    DOLLARS("currencyUSD"),
    SECONDS("s"),
    SHARE("percentunit"),
    BYTES("bytes"),
    /// A count, such as machines or fleets; large ones are shortened.
    COUNT("short"),
    PER_MINUTE("suffix:/min"),
    INTERVALS("suffix:intervals"),
    /// What is mapped to words.
    WORDS("none");

    private final String id;

    Unit(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }
}
