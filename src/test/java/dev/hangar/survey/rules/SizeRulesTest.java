package dev.hangar.survey.rules;

import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Rule;
import dev.hangar.survey.World;
import dev.hangar.testkit.Machines;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.LHR;
import static dev.hangar.testkit.Machines.web;
import static dev.hangar.testkit.Machines.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/// Machines that are larger, or smaller, than what they use.
class SizeRulesTest {
    private static final Rule MEMORY = new OversizedMemory();
    private static final Rule CPU = new OversizedCpu();
    private static final Rule THROTTLED = new ThrottledCpu();
    private static final Duration WEEK = Duration.ofDays(7);

    @ParameterizedTest(name = "{2}")
    @MethodSource
    void fires(Rule rule, World world, String headline, String worth, String size, String command) {
        List<Advice> found = Told.by(rule, world.build());

        assertThat(found).extracting(Told::headline).containsExactly(headline);
        assertThat(Told.worth(found.getFirst())).isEqualTo(worth);
        assertThat(Told.doings(found.getFirst())).containsExactly("[[vm]]\n" + size, command);
        assertThat(Told.by(rule, world.reversed())).isEqualTo(found);
    }

    static Stream<Arguments> fires() {
        return Stream.of(memories(), cpus(), throttled()).flatMap(rows -> rows);
    }

    private static Stream<Arguments> memories() {
        return Stream.of(
                arguments(
                        MEMORY,
                        // 300 MB and a fifth, and 40 MB that the guest does not see: 400.
                        gigabyte(Used.little().memory(300, 984)),
                        "shop/app: 1024 MB of memory where 512 MB would do",
                        "saves at most $3.00",
                        "  size = \"shared-cpu-1x\"\n  memory = \"512mb\"",
                        "fly scale vm shared-cpu-1x --vm-memory 512 -a shop --process-group app"),
                arguments(
                        MEMORY,
                        // 410 MB and a fifth are 492; with what the guest does not see they no longer fit 512.
                        gigabyte(Used.little().memory(410, 984)),
                        "shop/app: 1024 MB of memory where 768 MB would do",
                        "saves at most $1.50",
                        "  size = \"shared-cpu-1x\"\n  memory = \"768mb\"",
                        "fly scale vm shared-cpu-1x --vm-memory 768 -a shop --process-group app"),
                arguments(
                        MEMORY,
                        // Awake half of the window saves half; no counter of a rare event is none, as all was read.
                        gigabyte(Used.little()
                                .seen(WEEK)
                                .memory(300, 984)
                                .oomUnknown()
                                .swapUnknown()),
                        "shop/app: 1024 MB of memory where 512 MB would do",
                        "saves at most $1.50",
                        "  size = \"shared-cpu-1x\"\n  memory = \"512mb\"",
                        "fly scale vm shared-cpu-1x --vm-memory 512 -a shop --process-group app"),
                arguments(
                        MEMORY,
                        // A performance vCPU comes with 2 GB, whatever is used.
                        World.empty()
                                .app(
                                        "shop",
                                        web("a"),
                                        worker("w").group("jobs").guest(Guest.of(CpuKind.PERFORMANCE, 2, 8192)))
                                .used("w", Used.little().memory(100, 8000).build()),
                        "shop/jobs: 8192 MB of memory where 4096 MB would do",
                        "saves at most $24.01",
                        "  processes = [\"jobs\"]\n  size = \"performance-2x\"\n  memory = \"4096mb\"",
                        "fly scale vm performance-2x --vm-memory 4096 -a shop --process-group jobs"),
                arguments(
                        MEMORY,
                        // The busiest machine counts, and each machine's own region.
                        World.shop(web("a").memory(1024), web("b").memory(1024).in(LHR))
                                .used("a", Used.little().memory(100, 984).build())
                                .used("b", Used.little().memory(500, 984).build()),
                        "shop/app: 1024 MB of memory where 768 MB would do",
                        "saves at most $3.20",
                        "  size = \"shared-cpu-1x\"\n  memory = \"768mb\"",
                        "fly scale vm shared-cpu-1x --vm-memory 768 -a shop --process-group app"));
    }

    private static Stream<Arguments> cpus() {
        return Stream.of(
                arguments(
                        CPU,
                        sized(
                                Guest.of(CpuKind.PERFORMANCE, 4, 8192),
                                Used.little().cpus(1.4, 4)),
                        "shop/app: performance-4x where performance-2x would do",
                        "saves at most $41.99",
                        "  size = \"performance-2x\"\n  memory = \"8192mb\"",
                        "fly scale vm performance-2x --vm-memory 8192 -a shop --process-group app"),
                arguments(
                        CPU,
                        // Three quarters of what one shared vCPU may use without end are 0.047.
                        sized(Guest.of(CpuKind.SHARED, 4, 1024), Used.little().cpus(0.04, 0.25)),
                        "shop/app: shared-cpu-4x where shared-cpu-1x would do",
                        "saves at most $2.08",
                        "  size = \"shared-cpu-1x\"\n  memory = \"1024mb\"",
                        "fly scale vm shared-cpu-1x --vm-memory 1024 -a shop --process-group app"),
                arguments(
                        CPU,
                        sized(
                                Guest.of(CpuKind.PERFORMANCE, 1, 2048),
                                Used.little().cpus(0.08, 1).throttleUnknown()),
                        "shop/app: performance-1x where shared-cpu-2x would do",
                        "saves at most $19.61",
                        "  size = \"shared-cpu-2x\"\n  memory = \"2048mb\"",
                        "fly scale vm shared-cpu-2x --vm-memory 2048 -a shop --process-group app"));
    }

    private static Stream<Arguments> throttled() {
        String risk = "risk: answers slow down, and wake-ups too, just when there is most to do";
        return Stream.of(
                arguments(
                        THROTTLED,
                        sized(
                                Guest.of(CpuKind.SHARED, 1, 256),
                                Used.little().cpus(0.08, 0.0625).throttled(0.05)),
                        "shop/app: shared-cpu-1x is too small: its CPU is held back",
                        risk,
                        "  size = \"shared-cpu-2x\"\n  memory = \"512mb\"",
                        "fly scale vm shared-cpu-2x --vm-memory 512 -a shop --process-group app"),
                arguments(
                        THROTTLED,
                        // More than any shared size gives without end.
                        sized(
                                Guest.of(CpuKind.SHARED, 2, 4096),
                                Used.little().cpus(0.6, 0.125).throttled(0.4)),
                        "shop/app: shared-cpu-2x is too small: its CPU is held back",
                        risk,
                        "  size = \"performance-1x\"\n  memory = \"4096mb\"",
                        "fly scale vm performance-1x --vm-memory 4096 -a shop --process-group app"),
                arguments(
                        THROTTLED,
                        // Use not known: one step.
                        sized(
                                Guest.of(CpuKind.SHARED, 2, 512),
                                Used.little().cpusUnknown().throttled(0.4)),
                        "shop/app: shared-cpu-2x is too small: its CPU is held back",
                        risk,
                        "  size = \"shared-cpu-4x\"\n  memory = \"1024mb\"",
                        "fly scale vm shared-cpu-4x --vm-memory 1024 -a shop --process-group app"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void staysSilent(Rule rule, String because, World world) {
        assertThat(Told.by(rule, world.build())).as(because).isEmpty();
    }

    static Stream<Arguments> staysSilent() {
        return Stream.of(noMemory(), noCpu(), notThrottled()).flatMap(rows -> rows);
    }

    private static Stream<Arguments> noMemory() {
        return Stream.of(
                arguments(MEMORY, "used as it is", gigabyte(little().memory(700, 984))),
                arguments(MEMORY, "out of memory once", gigabyte(little().oomKills(1))),
                arguments(MEMORY, "swapped", gigabyte(little().swap(1))),
                arguments(MEMORY, "held back", gigabyte(little().throttled(0.01))),
                arguments(MEMORY, "seen for less than a week", gigabyte(little().seen(WEEK.minusHours(1)))),
                arguments(MEMORY, "memory not known", gigabyte(little().memoryUnknown())),
                arguments(MEMORY, "what the guest sees is not known", gigabyte(little().totalUnknown())),
                arguments(
                        MEMORY,
                        "whether it ran out of memory could not be read",
                        gigabyte(little().oomUnknown()).usageUnread("out of memory")),
                arguments(
                        MEMORY,
                        "has swap, and its use is not known",
                        World.shop(web("a").memory(1024).swap(512))
                                .used("a", little().swapUnknown().build())),
                arguments(MEMORY, "nobody asked", World.shop(web("a").memory(1024))),
                arguments(
                        MEMORY,
                        "one started machine is not seen: it may be the busiest",
                        World.shop(web("a").memory(1024), web("b").memory(1024)).used("a", little().build())),
                arguments(
                        MEMORY,
                        "of one machine no memory is known",
                        World.shop(web("a").memory(1024), web("b").memory(1024))
                                .used("a", little().build())
                                .used("b", little().memoryUnknown().build())),
                arguments(
                        MEMORY,
                        "machines of several sizes",
                        World.shop(web("a").memory(1024), web("b").memory(2048))
                                .used("a", little().build())
                                .used("b", little().build())),
                arguments(
                        MEMORY,
                        "the smallest size",
                        World.shop(web("a")).used("a", Used.little().build())),
                arguments(
                        MEMORY,
                        "the plan puts it to sleep",
                        World.empty()
                                .load("a", 0)
                                .app("shop", web("a").memory(1024))
                                .used("a", little().build())),
                arguments(
                        MEMORY,
                        "a database",
                        World.empty()
                                .app("db", "postgres_cluster", worker("a").memory(1024))
                                .used("a", little().build())));
    }

    private static Stream<Arguments> noCpu() {
        Guest four = Guest.of(CpuKind.SHARED, 4, 1024);
        Guest performance = Guest.of(CpuKind.PERFORMANCE, 2, 4096);
        return Stream.of(
                arguments(CPU, "used as it is", sized(performance, Used.little().cpus(0.8, 2))),
                arguments(
                        CPU,
                        "held back: use tells nothing",
                        sized(four, Used.little().throttled(0.002))),
                arguments(
                        CPU,
                        "whether it was held back is not known",
                        sized(four, Used.little().throttleUnknown())),
                arguments(CPU, "use not known", sized(performance, Used.little().cpusUnknown())),
                arguments(CPU, "out of memory", sized(performance, Used.little().oomKills(2))),
                arguments(
                        CPU,
                        "seen too briefly",
                        sized(performance, Used.little().seen(Duration.ofDays(6)))),
                arguments(
                        CPU,
                        "fewer vCPUs do not take the memory",
                        sized(Guest.of(CpuKind.SHARED, 2, 4096), Used.little())),
                arguments(
                        CPU,
                        "saves less than half a dollar",
                        sized(Guest.of(CpuKind.SHARED, 2, 512), Used.little().seen(WEEK))));
    }

    private static Stream<Arguments> notThrottled() {
        Guest small = Guest.of(CpuKind.SHARED, 1, 256);
        return Stream.of(
                arguments(THROTTLED, "now and then", sized(small, Used.little().throttled(0.04))),
                arguments(THROTTLED, "not known", sized(small, Used.little().throttleUnknown())),
                arguments(
                        THROTTLED,
                        "seen for hours",
                        sized(small, Used.little().throttled(0.5).seen(Duration.ofHours(23)))),
                arguments(
                        THROTTLED,
                        "not a shared CPU",
                        sized(
                                Guest.of(CpuKind.PERFORMANCE, 1, 2048),
                                Used.little().throttled(0.5))));
    }

    @Test
    void evidenceHasTheNumbersAndTheWindow() {
        assertThat(Told.by(MEMORY, gigabyte(Used.little().memory(300, 984)).build())
                        .getFirst()
                        .evidence())
                .first()
                .asString()
                .startsWith("the most that a machine used in 14 days awake, of the last 14 days, is 300 MB;");
        assertThat(Told.by(
                                THROTTLED,
                                sized(
                                                Guest.of(CpuKind.SHARED, 1, 256),
                                                Used.little().cpus(0.08, 0.0625).throttled(0.3))
                                        .build())
                        .getFirst()
                        .evidence())
                .containsExactly(
                        "1 machine of 1 held back by the CPU quota in the last 14 days, the worst in 30 % of the time",
                        "shared-cpu-1x may use 0.0625 vCPUs without end, and used up to 0.08",
                        "a machine that runs all the time in iad costs $2.19 / 30 days, and $4.39 / 30 days as"
                                + " shared-cpu-2x:512MB");
    }

    @ParameterizedTest
    @CsvSource({
        "SHARED, 1, 0, shared-cpu-1x:256MB",
        "SHARED, 1, 256, shared-cpu-1x:256MB",
        "SHARED, 1, 256.1, shared-cpu-1x:512MB",
        "SHARED, 2, 300, shared-cpu-2x:512MB",
        "PERFORMANCE, 2, 4200, performance-2x:4352MB"
    })
    void theLadderHasSteps(CpuKind kind, int cpus, double neededMb, String size) {
        assertThat(Ladder.memory(Guest.of(kind, cpus, 8192), neededMb))
                .map(Guest::toString)
                .contains(size);
    }

    @Test
    void theLadderHasAnEnd() {
        assertThat(Ladder.memory(Guest.of(CpuKind.SHARED, 1, 2048), 2049)).isEmpty();
    }

    private static Used little() {
        return Used.little().memory(300, 984);
    }

    private static World gigabyte(Used used) {
        return sized(Guest.of(CpuKind.SHARED, 1, 1024), used);
    }

    private static World sized(Guest guest, Used used) {
        return World.shop(machine(guest)).used("a", used.build());
    }

    private static Machines machine(Guest guest) {
        return web("a").guest(guest);
    }
}
