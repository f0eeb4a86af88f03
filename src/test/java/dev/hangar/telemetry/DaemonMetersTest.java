package dev.hangar.telemetry;

import dev.hangar.model.MicroDollars;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Prices;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class DaemonMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final DaemonMeters meters = new DaemonMeters(registry);

    private double gauge(String name, String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }

    @Test
    void theModeIsOneOfTwo() {
        meters.configured(true, Duration.ofSeconds(15), Optional.of(new MicroDollars(40_500_000)));

        assertThat(gauge("hangar.mode", "mode", "act")).isEqualTo(1);
        assertThat(gauge("hangar.mode", "mode", "observe")).isZero();
        assertThat(gauge("hangar.interval.seconds")).isEqualTo(15);
        assertThat(gauge("hangar.spend.budget.dollars")).isEqualTo(40.5);
    }

    @Test
    void withoutABudgetThereIsNone() {
        meters.configured(false, Duration.ofSeconds(15), Optional.empty());

        assertThat(registry.find("hangar.spend.budget.dollars").gauges()).isEmpty();
        assertThat(gauge("hangar.mode", "mode", "observe")).isEqualTo(1);
    }

    @Test
    void theBuildAndTheAgeOfTheLoopAreShown() {
        meters.build("0.1.0", "abc");
        meters.loop(() -> Duration.ofMillis(1_500), () -> Duration.ofMinutes(2));

        assertThat(gauge("hangar.build.info", "version", "0.1.0", "revision", "abc"))
                .isEqualTo(1);
        assertThat(gauge("hangar.tick.age.seconds")).isEqualTo(1.5);
        assertThat(gauge("hangar.oldest.pass.age.seconds")).isEqualTo(120);
    }

    @Test
    void ourOwnMachineHasItsPrice() {
        meters.ownCost(
                Map.of("FLY_VM_MEMORY_MB", "256", "FLY_REGION", "ams"), Prices.LIST, InstantSource.fixed(Machines.T0));

        double cpus = Runtime.getRuntime().availableProcessors();
        assertThat(gauge("hangar.own.cost.dollars.per.hour"))
                .isPositive()
                .isLessThan(cpus)
                .isEqualTo(
                        OwnMachine.of(Map.of("FLY_VM_MEMORY_MB", "256", "FLY_REGION", "ams"))
                                .flatMap(machine -> machine.price(Prices.BOOK))
                                .map(rate -> rate.perHour().value() * 1e-6)
                                .orElseThrow(),
                        within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"'',ams", "256,''", "lots,ams", "0,ams", "-256,ams"})
    void elsewhereItCostsWhatWeCannotKnow(String memory, String region) {
        meters.ownCost(
                Map.of("FLY_VM_MEMORY_MB", memory, "FLY_REGION", region),
                Prices.LIST,
                InstantSource.fixed(Machines.T0));

        assertThat(registry.find("hangar.own.cost.dollars.per.hour").gauges()).isEmpty();
    }
}
