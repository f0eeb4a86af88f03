package dev.hangar.report;

import dev.hangar.model.Autostop;
import dev.hangar.model.CpuKind;
import dev.hangar.model.FleetId;
import dev.hangar.model.Guest;
import dev.hangar.model.HostStatus;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.MachineEvent;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineState;
import dev.hangar.model.Region;
import dev.hangar.model.RestartPolicy;
import dev.hangar.model.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// One machine as `fly launch` makes it, unless told otherwise.
///
/// @param id identifier
/// @param region where
/// @param state state in Fly's spelling
/// @param guest size
/// @param age how long ago it was created
/// @param schedule schedule, if any
/// @param events newest first
record MachineMaker(
        String id,
        String region,
        String state,
        Guest guest,
        Duration age,
        Optional<String> schedule,
        List<MachineEvent> events) {
    static MachineMaker machine(String id, String region, String state) {
        return new MachineMaker(
                id, region, state, Guest.of(CpuKind.SHARED, 1, 512), Duration.ofDays(40), Optional.empty(), List.of());
    }

    MachineMaker size(CpuKind kind, int cpus, int memoryMb) {
        return new MachineMaker(id, region, state, Guest.of(kind, cpus, memoryMb), age, schedule, events);
    }

    /// Created so much later than the first one.
    MachineMaker younger(Duration by) {
        return new MachineMaker(id, region, state, guest, age.minus(by), schedule, events);
    }

    MachineMaker scheduled() {
        return new MachineMaker(id, region, state, guest, age, Optional.of("daily"), events);
    }

    /// Went to sleep and was woken, an hour each, by events; the last wake an hour ago.
    ///
    /// @param asleep `suspended` or `stopped`
    /// @param millis what each start took
    MachineMaker woke(String asleep, long... millis) {
        List<MachineEvent> told = new ArrayList<>();
        for (int i = 0; i < millis.length; i++) {
            Instant asked = FleetMaker.AT.minus(Duration.ofHours(2L * (millis.length - i) - 1));
            told.addFirst(new MachineEvent("sleep", asleep, "flyd", asked.minus(Duration.ofHours(1))));
            told.addFirst(new MachineEvent("start", "starting", "proxy", asked));
            told.addFirst(new MachineEvent("start", "started", "flyd", asked.plusMillis(millis[i])));
        }
        return new MachineMaker(id, region, state, guest, age, schedule, told);
    }

    /// @param told newest first
    MachineMaker events(MachineEvent... told) {
        return new MachineMaker(id, region, state, guest, age, schedule, List.of(told));
    }

    Machine of(FleetId fleet) {
        Instant created = FleetMaker.AT.minus(age);
        return new Machine(
                new MachineId(id),
                "quiet-sky-" + id,
                fleet,
                new Region(region),
                MachineState.parse(state),
                state,
                "01HXINSTANCE",
                created,
                created,
                HostStatus.OK,
                Optional.of(config()),
                false,
                Optional.empty(),
                Map.of("fly_platform_version", "v2", "fly_release_version", "7"),
                List.of(),
                events);
    }

    private MachineConfig config() {
        return new MachineConfig(
                guest,
                "registry.fly.io/app:deployment-1",
                List.of(new Service(8080, true, Autostop.STOP, 0, OptionalInt.of(20), OptionalInt.empty())),
                List.of(),
                schedule,
                List.of(),
                false,
                RestartPolicy.ON_FAILURE,
                0,
                OptionalInt.empty(),
                false,
                Optional.of(new Region("iad")),
                Map.of(),
                Set.of(),
                false);
    }
}
