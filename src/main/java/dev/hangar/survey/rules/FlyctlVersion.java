package dev.hangar.survey.rules;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version of flyctl, such as `0.3.147`. Builds between releases are numbered by their day, such as `2025.9.3`.
record FlyctlVersion(int major, int minor, int patch) implements Comparable<FlyctlVersion> {
    /// The first that writes `auto_stop_machines = "suspend"`: released within days of the change of 2024-07-19.
    static final FlyctlVersion FIRST_WITH_SUSPEND = new FlyctlVersion(0, 2, 93);

    private static final Pattern TEXT = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,5})(?:[-+ ].*)?");
    private static final int FIRST_YEAR = 2019;
    private static final Comparator<FlyctlVersion> ORDER = Comparator.comparingInt(FlyctlVersion::major)
            .thenComparingInt(FlyctlVersion::minor)
            .thenComparingInt(FlyctlVersion::patch);

    /// When some versions came out, by the dates of the tags in flyctl's repository; looked up in August 2026.
    private static final List<Known> KNOWN = List.of(
            known(0, 0, 443, "2023-01-05"),
            known(0, 1, 24, "2023-06-01"),
            known(0, 1, 87, "2023-09-01"),
            known(0, 1, 131, "2023-12-01"),
            known(0, 2, 12, "2024-03-07"),
            known(0, 2, 63, "2024-06-05"),
            known(0, 2, 125, "2024-09-02"),
            known(0, 3, 45, "2024-12-02"),
            known(0, 3, 87, "2025-03-01"),
            known(0, 3, 136, "2025-06-02"),
            known(0, 3, 174, "2025-09-03"),
            known(0, 3, 207, "2025-11-04"),
            known(0, 3, 228, "2025-12-02"),
            known(0, 4, 16, "2026-03-02"),
            known(0, 4, 58, "2026-06-04"),
            known(0, 4, 87, "2026-08-20"));

    private record Known(FlyctlVersion version, LocalDate day) {}

    private static Known known(int major, int minor, int patch, String day) {
        return new Known(new FlyctlVersion(major, minor, patch), LocalDate.parse(day));
    }

    /// The version that a text names; empty for anything else, such as `dev`.
    static Optional<FlyctlVersion> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new FlyctlVersion(
                        Integer.parseInt(parts.group(1)),
                        Integer.parseInt(parts.group(2)),
                        Integer.parseInt(parts.group(3))))
                : Optional.empty();
    }

    /// A day by which it was out, at most some months late; empty for one that is newer than the table.
    Optional<LocalDate> outBy() {
        if (major >= FIRST_YEAR) {
            return day();
        }
        return KNOWN.stream()
                .filter(known -> known.version.compareTo(this) >= 0)
                .map(Known::day)
                .findFirst();
    }

    private Optional<LocalDate> day() {
        try {
            return Optional.of(LocalDate.of(major, minor, patch));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(FlyctlVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
