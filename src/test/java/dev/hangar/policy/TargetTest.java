package dev.hangar.policy;

import dev.hangar.model.Reason;
import dev.hangar.model.Region;
import dev.hangar.testkit.Settings;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.IAD;
import static dev.hangar.testkit.Machines.LHR;
import static dev.hangar.testkit.Machines.T0;
import static org.assertj.core.api.Assertions.assertThat;

class TargetTest {
    record Row(
            String situation,
            Need past,
            Need need,
            Floors floors,
            OptionalInt ceiling,
            Map<Region, Integer> grow,
            int growTotal,
            Map<Region, Integer> keep,
            int keepTotal) {
        @Override
        public String toString() {
            return situation;
        }
    }

    private static Need need(Map<Region, Integer> regions, int withoutRegion) {
        return new Need(new TreeMap<>(regions), withoutRegion, 0);
    }

    private static Floors floors(int total, Map<Region, Integer> regions) {
        return new Floors(total, new TreeMap<>(regions), Optional.empty());
    }

    private static final Need NONE = need(Map.of(), 0);
    private static final Floors FREE = floors(0, Map.of());
    private static final OptionalInt NO_CEILING = OptionalInt.empty();

    static Stream<Row> rows() {
        return Stream.of(
                new Row("nothing wanted", NONE, NONE, FREE, NO_CEILING, Map.of(), 0, Map.of(), 0),
                new Row(
                        "growing follows now, keeping follows the window",
                        need(Map.of(IAD, 5), 0),
                        need(Map.of(IAD, 2), 0),
                        FREE,
                        NO_CEILING,
                        Map.of(IAD, 2),
                        2,
                        Map.of(IAD, 5),
                        5),
                new Row(
                        "the peaks of regions add up, even at different times",
                        need(Map.of(LHR, 3), 0),
                        need(Map.of(IAD, 2), 0),
                        FREE,
                        NO_CEILING,
                        Map.of(IAD, 2),
                        2,
                        Map.of(IAD, 2, LHR, 3),
                        5),
                new Row(
                        "a need without region keeps a window of its own",
                        need(Map.of(), 4),
                        need(Map.of(IAD, 1), 2),
                        FREE,
                        NO_CEILING,
                        Map.of(IAD, 1),
                        2,
                        Map.of(IAD, 1),
                        4),
                new Row(
                        "floors lift both",
                        NONE,
                        need(Map.of(IAD, 1), 0),
                        floors(4, Map.of(IAD, 2, LHR, 1)),
                        NO_CEILING,
                        Map.of(IAD, 2, LHR, 1),
                        4,
                        Map.of(IAD, 2, LHR, 1),
                        4),
                new Row(
                        "what keeps the last machine starts none",
                        NONE,
                        NONE,
                        new Floors(0, new TreeMap<>(), Optional.of(Reason.NOTHING_CAN_WAKE)),
                        NO_CEILING,
                        Map.of(),
                        0,
                        Map.of(),
                        1),
                new Row(
                        "the ceiling cuts the totals",
                        need(Map.of(IAD, 9), 0),
                        need(Map.of(IAD, 5), 0),
                        FREE,
                        OptionalInt.of(3),
                        Map.of(IAD, 5),
                        3,
                        Map.of(IAD, 9),
                        3));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void rows(Row row) {
        PolicyMemory memory = PolicyMemory.NEW
                .seen(T0, row.past, Set.of(), Settings.WINDOW)
                .seen(T0.plusSeconds(15), row.need, Set.of(), Settings.WINDOW);
        Target target = Target.of(row.need, Recommendation.windows(memory), row.floors, row.ceiling);
        assertThat(target.grow()).isEqualTo(row.grow);
        assertThat(target.growTotal()).isEqualTo(row.growTotal);
        assertThat(target.keep()).isEqualTo(row.keep);
        assertThat(target.keepTotal()).isEqualTo(row.keepTotal);
    }

    @Test
    void betweenGrowAndKeepTheFleetIsLeftAsItIs() {
        Target target = new Target(new TreeMap<>(), 2, new TreeMap<>(), 5);
        assertThat(target.desired(1)).isEqualTo(2);
        assertThat(target.desired(4)).isEqualTo(4);
        assertThat(target.desired(7)).isEqualTo(5);
        assertThat(target.grow(IAD)).isZero();
        assertThat(target.keep(LHR)).isZero();
    }
}
