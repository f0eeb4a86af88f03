package dev.hangar.cli.doctor;

import dev.hangar.config.EffectiveSetting;
import dev.hangar.config.HangarSettings;
import dev.hangar.config.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Names in sentences.
final class Names {
    private static final int MOST = 12;

    private Names() {}

    /// The first of them, and how many more there are.
    static String some(Collection<String> names) {
        List<String> sorted = names.stream().sorted().toList();
        if (sorted.isEmpty()) {
            return "none";
        }
        String first = String.join(", ", sorted.subList(0, Math.min(MOST, sorted.size())));
        return sorted.size() > MOST ? first + " and " + (sorted.size() - MOST) + " more" : first;
    }

    /// ` Did you mean shop?`, with a blank in front, where something is near.
    static String meant(String name, Collection<String> known) {
        return Nearest.to(name, known.stream())
                .map(near -> ". Did you mean " + near + "?")
                .orElse("");
    }

    static Optional<String> nearest(String name, Collection<String> known) {
        return Nearest.to(name, known.stream());
    }

    /// ` (HANGAR_APP)`: who said what a key is.
    static String origin(HangarSettings settings, String key) {
        return settings.effective().stream()
                .filter(setting -> setting.key().equals(key))
                .map(EffectiveSetting::source)
                .filter(source -> !source.equals("default"))
                .findFirst()
                .map(source -> " (" + source + ")")
                .orElse("");
    }
}
