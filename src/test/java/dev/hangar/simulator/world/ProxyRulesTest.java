package dev.hangar.simulator.world;

import dev.hangar.model.MachineId;
import dev.hangar.model.Region;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProxyRulesTest {
    /// Machines are named a, b, c in the order of their loads; the soft limit is 10.
    @ParameterizedTest(name = "loads {0}, floor {1}: {2}")
    @CsvSource({
        "0,        0, a",
        "1,        0, none",
        "0,        1, none",
        "3 4,      0, a",
        "4 3,      0, b",
        "3 4,      1, a",
        "3 4,      2, none",
        // one above its limit: 2 − (1 + 1) = 0 in excess
        "11 2,     0, none",
        "11 2 2,   0, b",
        "11 12 2,  0, none",
        "10 10 10, 0, a",
        "11 11 11, 0, none",
    })
    void autostopTakesOneSpareMachineOfARegion(String loads, int floor, String victim) {
        List<ProxyRules.Running> running = new ArrayList<>();
        for (String load : loads.split(" ", -1)) {
            String id = Character.toString('a' + running.size());
            running.add(new ProxyRules.Running(new MachineId(id), Integer.parseInt(load), 10, true));
        }

        Optional<MachineId> stopped = ProxyRules.autostop(running, floor);

        assertThat(stopped.map(MachineId::value).orElse("none")).isEqualTo(victim);
    }

    @Test
    void autostopLeavesMachinesAloneWhoseAutostopIsOff() {
        List<ProxyRules.Running> running = List.of(
                new ProxyRules.Running(new MachineId("a"), 0, 10, false),
                new ProxyRules.Running(new MachineId("b"), 3, 10, true));

        assertThat(ProxyRules.autostop(running, 0)).contains(new MachineId("b"));
        assertThat(ProxyRules.autostop(running.subList(0, 1), 0)).isEmpty();
    }

    /// Slots are `region/hard limit`, named a, b, c.
    @ParameterizedTest(name = "demand {0} over {1}: {2}, waiting {3}")
    @CsvSource({
        "iad=6,        iad/25 iad/25 iad/25, 2 2 2,    0",
        "iad=7,        iad/25 iad/25,        4 3,      0",
        "iad=30,       iad/10 iad/10,        10 10,    10",
        "iad=9,        iad/2 iad/10,         2 7,      0",
        "iad=5,        lhr/10,               5,        0",
        "iad=15 lhr=1, iad/10 lhr/10,        10 6,     0",
        "fra=4,        iad/10 ams/10,        0 4,      0",
        "iad=3,        '',                   '',       3",
    })
    void requestsAreSpreadOverARegionAndSpillAtTheHardLimit(String demand, String slots, String loads, int waiting) {
        TreeMap<Region, Integer> byRegion = new TreeMap<>();
        for (String part : demand.split(" ", -1)) {
            byRegion.put(new Region(part.substring(0, 3)), Integer.parseInt(part.substring(4)));
        }
        List<ProxyRules.Slot> available = new ArrayList<>();
        Arrays.stream(slots.split(" ", -1)).filter(text -> !text.isEmpty()).forEach(text -> {
            MachineId id = new MachineId(Character.toString('a' + available.size()));
            available.add(
                    new ProxyRules.Slot(id, new Region(text.substring(0, 3)), 5, Integer.parseInt(text.substring(4))));
        });

        ProxyRules.Assignment assignment = ProxyRules.assign(byRegion, available);

        Map<MachineId, Integer> sorted = new TreeMap<>(assignment.loads());
        assertThat(String.join(
                        " ", sorted.values().stream().map(String::valueOf).toList()))
                .isEqualTo(loads);
        assertThat(assignment.waiting()).isEqualTo(waiting);
    }
}
