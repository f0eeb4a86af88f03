package dev.hangar.testkit;

import dev.hangar.control.LeaseNonce;
import dev.hangar.control.MachineOperator;
import dev.hangar.control.MachineSource;
import dev.hangar.model.Answer;
import dev.hangar.model.App;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.Lease;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineEvent;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineRef;
import dev.hangar.model.MachineState;
import dev.hangar.model.Nothing;
import dev.hangar.model.OrgSlug;
import dev.hangar.model.Region;
import dev.hangar.model.Volume;
import dev.hangar.policy.CreateTag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Both machine ports over one small world in memory: keeps machines and leases, takes queued faults, records calls as
/// `verb machine`. Writes without the right nonce fail while a lease is held, as at Fly.
public final class FakeFly implements MachineSource, MachineOperator {
    /// Verbs that change something.
    public static final Set<String> WRITES = Set.of(
            "lease", "release", "start", "stop", "suspend", "cordon", "uncordon", "tag", "untag", "create", "destroy");

    /// Our own process dies in the middle of a pass.
    public static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private sealed interface Fault {
        record Refuse(FailureKind kind) implements Fault {}

        /// Carried out, but the answer never arrives.
        record LoseAnswer() implements Fault {}
    }

    private final InstantSource time;
    private final TreeMap<MachineRef, Machine> machines = new TreeMap<>();
    private final Map<MachineRef, String> nonces = new HashMap<>();
    private final Map<String, Deque<Fault>> faults = new HashMap<>();
    private final Map<String, Runnable> meanwhile = new HashMap<>();
    private final List<String> calls = new ArrayList<>();
    private MachineState suspendLeadsTo = MachineState.SUSPENDED;
    private Optional<Runnable> interlude = Optional.empty();
    private int callsToInterlude;
    private boolean listsLeases = true;
    private int callsLeft = Integer.MAX_VALUE;
    private boolean crashes = true;
    private int serial;

    public FakeFly(InstantSource time, List<Machine> world) {
        this.time = time;
        world.forEach(machine -> machines.put(MachineRef.of(machine), machine));
    }

    /// The next `verb` fails in this way and does nothing.
    public FakeFly refuse(String verb, FailureKind kind) {
        faults.computeIfAbsent(verb, any -> new ArrayDeque<>()).add(new Fault.Refuse(kind));
        return this;
    }

    /// The next `verb` is carried out, but times out.
    public FakeFly loseAnswer(String verb) {
        faults.computeIfAbsent(verb, any -> new ArrayDeque<>()).add(new Fault.LoseAnswer());
        return this;
    }

    /// After so many more calls every call throws [Crash].
    public FakeFly crashAfter(int more) {
        callsLeft = more;
        return this;
    }

    /// Somebody else acts right before the next `verb`.
    public FakeFly meanwhile(String verb, Runnable action) {
        meanwhile.put(verb, action);
        return this;
    }

    /// From now on no listing shows a lease (facts 1.3).
    public FakeFly hideLeases() {
        listsLeases = false;
        return this;
    }

    /// Somebody else acts after so many more calls, right before the next one.
    public FakeFly interlude(int more, Runnable action) {
        interlude = Optional.of(action);
        callsToInterlude = more;
        return this;
    }

    /// After so many more calls every call fails and does nothing, until [#recover()].
    public FakeFly outageAfter(int more) {
        callsLeft = more;
        crashes = false;
        return this;
    }

    public void recover() {
        callsLeft = Integer.MAX_VALUE;
        crashes = true;
    }

    public FakeFly suspendLeadsTo(MachineState state) {
        suspendLeadsTo = state;
        return this;
    }

    /// Changes a machine behind everybody's back.
    public void change(String id, UnaryOperator<Machines> change) {
        machines.computeIfPresent(
                Machines.ref(id), (ref, old) -> change.apply(Machines.from(old)).build());
    }

    public Machine now(String id) {
        return view(known(Machines.ref(id)));
    }

    public List<Machine> all() {
        return machines.values().stream().map(this::view).toList();
    }

    public boolean isLeased(String id) {
        return now(id).lease().filter(lease -> lease.isHeldAt(time.instant())).isPresent();
    }

    /// Calls since the last look.
    public List<String> takeCalls() {
        List<String> taken = List.copyOf(calls);
        calls.clear();
        return taken;
    }

    public boolean wroteNothing() {
        return calls.stream().map(call -> call.split(" ", -1)[0]).noneMatch(WRITES::contains);
    }

    private Machine view(Machine machine) {
        boolean expired =
                machine.lease().filter(lease -> !lease.isHeldAt(time.instant())).isPresent();
        return expired ? Machines.from(machine).lease(Optional.empty()).build() : machine;
    }

    private <T> Answer<T> call(String verb, String subject, Supplier<Answer<T>> effect) {
        if (callsLeft == 0) {
            if (crashes) {
                throw new Crash();
            }
            return Answer.failed(Failure.of(FailureKind.UNAVAILABLE, "outage"));
        }
        callsLeft--;
        if (callsToInterlude-- == 0) {
            Optional<Runnable> somebodyElse = interlude;
            interlude = Optional.empty();
            somebodyElse.ifPresent(Runnable::run);
        }
        Optional.ofNullable(meanwhile.remove(verb)).ifPresent(Runnable::run);
        calls.add(verb + " " + subject);
        Fault fault = Optional.ofNullable(faults.get(verb)).map(Deque::poll).orElse(null);
        if (fault == null) {
            return effect.get();
        }
        return switch (fault) {
            case Fault.Refuse(FailureKind kind) -> Answer.failed(Failure.of(kind, "queued"));
            case Fault.LoseAnswer lost -> {
                Answer<T> lostAnswer = effect.get();
                yield Answer.failed(Failure.of(FailureKind.TIMED_OUT, "no answer to " + lostAnswer));
            }
        };
    }

    private Answer<Nothing> write(
            String verb, MachineRef ref, Optional<LeaseNonce> nonce, UnaryOperator<Machines> effect) {
        return call(verb, ref.id().value(), () -> {
            Machine machine = machines.get(ref);
            if (machine == null) {
                return Answer.failed(Failure.of(FailureKind.NOT_FOUND, "machine not found"));
            }
            boolean held = view(machine).lease().isPresent();
            boolean ours = nonce.map(LeaseNonce::value)
                    .filter(value -> value.equals(nonces.get(ref)))
                    .isPresent();
            if (held && !ours) {
                return Answer.failed(Failure.of(FailureKind.LEASE_HELD, "lease currently held"));
            }
            machines.put(ref, effect.apply(Machines.from(machine)).build());
            return Answer.ok(Nothing.DONE);
        });
    }

    private Answer<Nothing> move(
            String verb, MachineRef ref, Optional<LeaseNonce> nonce, Set<MachineState> from, MachineState to) {
        Machine machine = machines.get(ref);
        if (machine != null && !from.contains(machine.state())) {
            return call(
                    verb,
                    ref.id().value(),
                    () -> Answer.failed(Failure.of(FailureKind.CONFLICT, "is " + machine.stateText())));
        }
        return write(verb, ref, nonce, builder -> {
            Machines moved = builder.is(to).updated(time.instant());
            return to == MachineState.STARTED ? moved.event("start", "started", "user", time.instant()) : moved;
        });
    }

    @Override
    public Answer<List<App>> apps(OrgSlug org) {
        return call("apps", org.value(), () -> Answer.ok(List.of(Machines.APP)));
    }

    @Override
    public Answer<App> app(AppName app) {
        return call("app", app.value(), () -> Answer.ok(Machines.APP));
    }

    @Override
    public Answer<List<Machine>> machines(AppName app) {
        return call(
                "list",
                app.value(),
                () -> Answer.ok(
                        listsLeases
                                ? all()
                                : all().stream().map(Machine::withoutLease).toList()));
    }

    @Override
    public Answer<Machine> machine(MachineRef ref) {
        return call("read", ref.id().value(), () -> {
            Machine machine = machines.get(ref);
            return machine == null
                    ? Answer.failed(Failure.of(FailureKind.NOT_FOUND, "machine not found"))
                    : Answer.ok(view(machine));
        });
    }

    @Override
    public Answer<Optional<Lease>> lease(MachineRef ref) {
        return call(
                "get-lease", ref.id().value(), () -> Answer.ok(view(known(ref)).lease()));
    }

    @Override
    public Answer<List<MachineEvent>> events(MachineRef ref, int limit) {
        return call("events", ref.id().value(), () -> Answer.ok(known(ref).events()));
    }

    @Override
    public Answer<List<Volume>> volumes(AppName app) {
        return call("volumes", app.value(), () -> Answer.ok(List.of()));
    }

    @Override
    public Answer<MachineState> await(MachineRef ref, MachineState state, String version, Duration patience) {
        return call("await", ref.id().value(), () -> {
            MachineState now = known(ref).state();
            return now == state
                    ? Answer.ok(now)
                    : Answer.failed(Failure.of(FailureKind.TIMED_OUT, "currently " + now.wireName()));
        });
    }

    @Override
    public Answer<LeaseNonce> acquireLease(MachineRef ref, Duration ttl, String description) {
        return call("lease", ref.id().value(), () -> {
            Machine machine = machines.get(ref);
            if (machine == null) {
                return Answer.failed(Failure.of(FailureKind.NOT_FOUND, "machine not found"));
            }
            if (view(machine).lease().isPresent()) {
                return Answer.failed(Failure.of(FailureKind.LEASE_HELD, "lease currently held"));
            }
            Instant expiry = time.instant().plus(ttl);
            machines.put(
                    ref,
                    Machines.from(machine)
                            .lease(Optional.of(new Lease("hangar", expiry, description)))
                            .build());
            serial++;
            nonces.put(ref, "nonce-" + serial);
            return Answer.ok(new LeaseNonce("nonce-" + serial));
        });
    }

    @Override
    public Answer<Nothing> releaseLease(MachineRef ref, LeaseNonce nonce) {
        return write("release", ref, Optional.of(nonce), builder -> builder.lease(Optional.empty()));
    }

    @Override
    public Answer<Nothing> start(MachineRef ref, Optional<LeaseNonce> nonce) {
        return move("start", ref, nonce, Set.of(MachineState.STOPPED, MachineState.SUSPENDED), MachineState.STARTED);
    }

    @Override
    public Answer<Nothing> stop(MachineRef ref, Optional<LeaseNonce> nonce) {
        return move("stop", ref, nonce, Set.of(MachineState.STARTED), MachineState.STOPPED);
    }

    @Override
    public Answer<Nothing> suspend(MachineRef ref, Optional<LeaseNonce> nonce) {
        return move("suspend", ref, nonce, Set.of(MachineState.STARTED), suspendLeadsTo);
    }

    @Override
    public Answer<Nothing> cordon(MachineRef ref, Optional<LeaseNonce> nonce) {
        return write("cordon", ref, nonce, Machines::cordoned);
    }

    @Override
    public Answer<Nothing> uncordon(MachineRef ref, Optional<LeaseNonce> nonce) {
        return write("uncordon", ref, nonce, builder -> builder.cordoned(false));
    }

    /// Metadata writes are not guarded by leases (facts 1.4).
    @Override
    public Answer<Nothing> putMetadata(MachineRef ref, String key, String value, Optional<LeaseNonce> nonce) {
        return metadata("tag", ref, builder -> builder.meta(key, value));
    }

    @Override
    public Answer<Nothing> removeMetadata(MachineRef ref, String key, Optional<LeaseNonce> nonce) {
        return metadata("untag", ref, builder -> builder.withoutMeta(key));
    }

    private Answer<Nothing> metadata(String verb, MachineRef ref, UnaryOperator<Machines> effect) {
        return call(verb, ref.id().value(), () -> {
            machines.computeIfPresent(
                    ref, (key, old) -> effect.apply(Machines.from(old)).build());
            return Answer.ok(Nothing.DONE);
        });
    }

    @Override
    public Answer<MachineId> create(MachineRef template, Region region, boolean launch) {
        return call("create", template.id() + " in " + region, () -> {
            serial++;
            Machine made = Machines.from(known(template))
                    .id("new" + serial)
                    .in(region)
                    .created(time.instant())
                    .updated(time.instant())
                    .is(launch ? MachineState.STARTED : MachineState.STOPPED)
                    .lease(Optional.empty())
                    .meta(CreateTag.LAUNCH_ID, "launch-" + serial)
                    .build();
            machines.put(MachineRef.of(made), made);
            return Answer.ok(made.id());
        });
    }

    @Override
    public Answer<Nothing> destroy(MachineRef ref, Optional<LeaseNonce> nonce) {
        return write("destroy", ref, nonce, builder -> builder.is(MachineState.DESTROYED));
    }

    private Machine known(MachineRef ref) {
        return Objects.requireNonNull(machines.get(ref), () -> "no machine " + ref);
    }
}
