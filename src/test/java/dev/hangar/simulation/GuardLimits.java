package dev.hangar.simulation;

import java.time.Duration;
import java.util.List;

/// What an app's guards are set to, read from the text of the configuration.
///
/// @param pause `none`, `up`, `down` or `all`
/// @param flapLimit 0 for off
record GuardLimits(String pause, Duration yield, Duration cliffHold, int flapLimit) {
    static final GuardLimits USUAL = new GuardLimits("none", Duration.ofHours(1), Duration.ofMinutes(15), 4);

    static GuardLimits of(String configuration, String app) {
        String header = "  " + app + ":\n    policy:\n";
        int at = configuration.indexOf(header);
        if (at < 0) {
            return USUAL;
        }
        List<String> policy = configuration
                .substring(at + header.length())
                .lines()
                .takeWhile(line -> line.startsWith("      "))
                .map(String::strip)
                .toList();
        return new GuardLimits(
                value(policy, "pause", "none"),
                seconds(value(policy, "yield-to-person", "3600s")),
                seconds(value(policy, "cliff-hold", "900s")),
                Integer.parseInt(value(policy, "flap-limit", "4")));
    }

    private static String value(List<String> policy, String key, String otherwise) {
        return policy.stream()
                .filter(line -> line.startsWith(key + ": "))
                .map(line -> line.substring(key.length() + 2))
                .findFirst()
                .orElse(otherwise);
    }

    private static Duration seconds(String text) {
        return Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)));
    }

    /// Whether a pause of that mode stops going down, or else going up; what cannot be read stops both.
    static boolean stops(String mode, boolean down) {
        return switch (mode) {
            case "none" -> false;
            case "up" -> !down;
            case "down" -> down;
            default -> true;
        };
    }
}
