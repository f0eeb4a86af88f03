package dev.hangar.control;

import dev.hangar.model.Answer;
import dev.hangar.model.App;
import dev.hangar.model.AppName;
import dev.hangar.model.Lease;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineEvent;
import dev.hangar.model.MachineRef;
import dev.hangar.model.MachineState;
import dev.hangar.model.OrgSlug;
import dev.hangar.model.Volume;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Port to what Fly knows. Reads only: this is all that `observe` mode ever holds. Every call is bounded in time.
public interface MachineSource {
    /// Apps of an organization that the token can see, sorted.
    Answer<List<App>> apps(OrgSlug org);

    /// One app.
    Answer<App> app(AppName app);

    /// Every machine of an app, sorted, including machines in final states that Fly still lists.
    Answer<List<Machine>> machines(AppName app);

    /// One machine as it is now.
    Answer<Machine> machine(MachineRef machine);

    /// The lease on a machine; empty when nobody holds one.
    Answer<Optional<Lease>> lease(MachineRef machine);

    /// Events of a machine, newest first, at most `limit` (1..50).
    Answer<List<MachineEvent>> events(MachineRef machine, int limit);

    /// Volumes of an app.
    Answer<List<Volume>> volumes(AppName app);

    /// Waits until the machine is in `state`, at most `patience` (1 s..60 s, Fly's own cap).
    ///
    /// @param version config version (`instance_id`) that must be in that state; Fly requires it for `stopped`
    /// @return the state reached, or [dev.hangar.model.FailureKind#TIMED_OUT] when it was not reached in time
    Answer<MachineState> await(MachineRef machine, MachineState state, String version, Duration patience);
}
