package dev.hangar.telemetry;

import dev.hangar.control.PassRecord;
import dev.hangar.testkit.Passes;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScalingLineTest {
    @Test
    void namesTheRuleAndWhatItCosts() {
        assertThat(line(Passes.quiet())).isEqualTo("target-tracking");
        assertThat(line(Passes.adaptive(3))).isEqualTo("\"iad head-room 0.15, hold 2m (nothing learned yet)\"");
        assertThat(line(Passes.adaptive(400)))
                .matches("\"iad head-room .* [0-9.]+ machines \\$[0-9.]+/30d late [0-9.]+%\"");
    }

    private static String line(PassRecord.Decided decided) {
        return ScalingLine.of(decided.evaluation().report().scaling());
    }
}
