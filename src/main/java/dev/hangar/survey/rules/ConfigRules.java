package dev.hangar.survey.rules;

import dev.hangar.survey.Rule;
import java.util.List;

/// Rules that rest on what is configured and on the states that machines are in.
public final class ConfigRules {
    /// Each of them, in the order of their topics.
    public static final List<Rule> ALL = List.of(
            new LaunchPairKept(),
            new AutostopOff(),
            new AutostopBoolean(),
            new MinMachines(),
            new NoAutostart(),
            new SuspendIneligible(),
            new NotListening(),
            new Drift(),
            new LegacyFlyToml(),
            new MixedImages(),
            new OldFlyctl());

    private ConfigRules() {}
}
