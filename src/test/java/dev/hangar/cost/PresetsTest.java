package dev.hangar.cost;

import dev.hangar.model.Guest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PresetsTest {
    @ParameterizedTest
    @CsvSource({
        "shared-cpu-1x, shared-cpu-1x:256MB",
        "shared-cpu-1x:2GB, shared-cpu-1x:2048MB",
        "shared-cpu-8x, shared-cpu-8x:2048MB",
        "SHARED-CPU-2X:768mb, shared-cpu-2x:768MB",
        "performance-1x, performance-1x:2048MB",
        "performance-2x:8192MB, performance-2x:8192MB",
        "performance-16x:128GB, performance-16x:131072MB"
    })
    void aSizeIsAPresetWithItsMemoryOrMore(String size, String guest) {
        assertThat(Presets.guest(size).map(Guest::toString)).contains(guest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "shared-cpu-3x",
                "performance-32x",
                "performance-2x:2048MB",
                "shared-cpu-1x:4GB",
                "shared-cpu-1x:300MB",
                "shared-cpu-1x:256",
                "a10",
                "shared-cpu-1x:999999GB"
            })
    void whatFlyDoesNotSellIsNoSize(String size) {
        assertThat(Presets.guest(size)).isEmpty();
    }

    @Test
    void everyNameIsASize() {
        assertThat(Presets.names())
                .hasSize(14)
                .allSatisfy(name -> assertThat(Presets.guest(name)).isPresent());
    }
}
