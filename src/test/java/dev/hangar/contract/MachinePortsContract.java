package dev.hangar.contract;

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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// What every implementation of [MachineSource] and [MachineOperator] must do, whatever Fly is behind it.
///
/// A subclass provides a new world for each test: an app with at least three Machines that have a service which Fly
/// Proxy
/// may start, no volume, no swap, no standby and at most 2 GB; and one volume. Nothing but the test and [#advance] may
/// change that world: no proxy that stops the started Machine, no traffic that wakes the others.
public abstract class MachinePortsContract {
    private static final Duration SETTLE = Duration.ofMinutes(1);
    private static final Duration LEASE_TTL = Duration.ofSeconds(13);
    private static final Optional<LeaseNonce> NO_NONCE = Optional.empty();

    /// Reads the world.
    protected abstract MachineSource source();

    /// Changes the world.
    protected abstract MachineOperator operator();

    /// Reads the same world with a token that it does not accept.
    protected abstract MachineSource sourceWithBadToken();

    /// Would change the same world, with a token that it does not accept.
    protected abstract MachineOperator operatorWithBadToken();

    /// Organization that the app belongs to.
    protected abstract OrgSlug org();

    /// The app.
    protected abstract AppName app();

    /// A Machine of the app in state `started`.
    protected abstract MachineId startedMachine();

    /// A Machine of the app in state `stopped`.
    protected abstract MachineId stoppedMachine();

    /// A Machine of the app in state `suspended`.
    protected abstract MachineId suspendedMachine();

    /// The app's one volume.
    protected abstract Volume volume();

    /// Lets time pass in the world and in the adapter's rate limit. After a minute every move of a Machine has ended.
    protected abstract void advance(Duration time);

    @Test
    void listsTheAppsOfAnOrganization() {
        List<App> apps = value(source().apps(org()));

        assertThat(apps).isSorted().extracting(App::name).contains(app());
        assertThat(apps).allSatisfy(app -> assertThat(app.org()).isEqualTo(org()));
    }

    @Test
    void readsOneApp() {
        assertThat(value(source().app(app()))).returns(app(), App::name).returns(org(), App::org);
    }

    @Test
    void listsTheMachinesOfAnApp() {
        List<Machine> machines = value(source().machines(app()));

        assertThat(machines).isSorted().allSatisfy(machine -> {
            assertThat(machine.fleet().app()).isEqualTo(app());
            assertThat(machine.version()).isNotBlank();
        });
        assertThat(stateIn(machines, startedMachine())).isEqualTo(MachineState.STARTED);
        assertThat(stateIn(machines, stoppedMachine())).isEqualTo(MachineState.STOPPED);
        assertThat(stateIn(machines, suspendedMachine())).isEqualTo(MachineState.SUSPENDED);
    }

    @Test
    void readsOneMachineAsTheListingShowsIt() {
        Machine listed = value(source().machines(app())).stream()
                .filter(machine -> machine.id().equals(startedMachine()))
                .findFirst()
                .orElseThrow();

        Machine read = read(startedMachine());

        assertThat(read.config()).isPresent().isEqualTo(listed.config());
        assertThat(read.config().orElseThrow().isWokenByProxy()).isTrue();
        assertThat(read.region()).isEqualTo(listed.region());
        assertThat(read.createdAt()).isEqualTo(listed.createdAt());
    }

    @Test
    void startsAStoppedMachine() {
        done(operator().start(ref(stoppedMachine()), NO_NONCE));

        assertThat(settledStateOf(stoppedMachine())).isEqualTo(MachineState.STARTED);
    }

    @Test
    void startsASuspendedMachine() {
        done(operator().start(ref(suspendedMachine()), NO_NONCE));

        assertThat(settledStateOf(suspendedMachine())).isEqualTo(MachineState.STARTED);
    }

    @Test
    void stopsAStartedMachine() {
        done(operator().stop(ref(startedMachine()), NO_NONCE));

        assertThat(settledStateOf(startedMachine())).isEqualTo(MachineState.STOPPED);
    }

    @Test
    void suspendsAStartedMachine() {
        done(operator().suspend(ref(startedMachine()), NO_NONCE));

        assertThat(settledStateOf(startedMachine())).isEqualTo(MachineState.SUSPENDED);
    }

    @Test
    void cordonsAndUncordonsAMachine() {
        done(operator().cordon(ref(startedMachine()), NO_NONCE));
        assertThat(read(startedMachine()).cordoned()).isTrue();

        done(operator().uncordon(ref(startedMachine()), NO_NONCE));
        assertThat(read(startedMachine()).cordoned()).isFalse();
    }

    @Test
    void aFreeMachineHasNoLease() {
        assertThat(value(source().lease(ref(stoppedMachine())))).isEmpty();
    }

    @Test
    void aLeaseShowsItsDescriptionUntilItIsReleased() {
        LeaseNonce nonce = value(operator().acquireLease(ref(stoppedMachine()), LEASE_TTL, "contract"));
        assertThat(value(source().lease(ref(stoppedMachine()))))
                .hasValueSatisfying(lease -> assertThat(lease.description()).isEqualTo("contract"));

        done(operator().releaseLease(ref(stoppedMachine()), nonce));

        assertThat(value(source().lease(ref(stoppedMachine())))).isEmpty();
    }

    @Test
    void aLeaseIsHeldByOneOnly() {
        value(operator().acquireLease(ref(stoppedMachine()), LEASE_TTL, "first"));

        assertThat(kind(operator().acquireLease(ref(stoppedMachine()), LEASE_TTL, "second")))
                .isEqualTo(FailureKind.LEASE_HELD);
    }

    @Test
    void aLeasedMachineObeysTheHolderOnly() {
        LeaseNonce nonce = value(operator().acquireLease(ref(stoppedMachine()), LEASE_TTL, "contract"));

        assertThat(kind(operator().start(ref(stoppedMachine()), NO_NONCE))).isEqualTo(FailureKind.LEASE_HELD);
        done(operator().start(ref(stoppedMachine()), Optional.of(nonce)));
    }

    @Test
    void aLeaseEndsByItself() {
        value(operator().acquireLease(ref(stoppedMachine()), LEASE_TTL, "contract"));
        advance(LEASE_TTL.plusSeconds(1));

        Optional<Lease> lease = value(source().lease(ref(stoppedMachine())));

        assertThat(lease).isEmpty();
        done(operator().start(ref(stoppedMachine()), NO_NONCE));
    }

    @Test
    void awaitsAStateThatIsReached() {
        assertThat(value(await(startedMachine(), MachineState.STARTED))).isEqualTo(MachineState.STARTED);
        assertThat(value(await(stoppedMachine(), MachineState.STOPPED))).isEqualTo(MachineState.STOPPED);
    }

    @Test
    void givesUpAwaitingAStateThatIsNotReached() {
        assertThat(kind(await(stoppedMachine(), MachineState.STARTED))).isEqualTo(FailureKind.TIMED_OUT);
    }

    @Test
    void writesReplacesAndRemovesMetadata() {
        MachineRef machine = ref(startedMachine());
        String version = read(startedMachine()).version();

        done(operator().putMetadata(machine, "hangar_tag", "one"));
        assertThat(read(startedMachine()).metadata()).containsEntry("hangar_tag", "one");
        done(operator().putMetadata(machine, "hangar_tag", "two"));
        assertThat(read(startedMachine()).metadata()).containsEntry("hangar_tag", "two");
        done(operator().removeMetadata(machine, "hangar_tag"));

        assertThat(read(startedMachine()).metadata()).doesNotContainKey("hangar_tag");
        assertThat(read(startedMachine()).version()).isEqualTo(version);
    }

    @Test
    void removingMetadataThatIsNotThereIsDone() {
        done(operator().removeMetadata(ref(startedMachine()), "hangar_never_written"));
    }

    @Test
    void tellsEventsNewestFirst() {
        done(operator().stop(ref(startedMachine()), NO_NONCE));
        advance(SETTLE);
        done(operator().start(ref(startedMachine()), NO_NONCE));
        advance(SETTLE);

        List<MachineEvent> events = value(source().events(ref(startedMachine()), 50));

        assertThat(events).extracting(MachineEvent::type).contains("start");
        assertThat(events).isSortedAccordingTo((a, b) -> b.at().compareTo(a.at()));
        assertThat(value(source().events(ref(startedMachine()), 1))).hasSize(1);
        assertThat(read(startedMachine()).startedAt()).isPresent();
    }

    @Test
    void listsVolumes() {
        assertThat(value(source().volumes(app()))).containsExactly(volume());
    }

    @Test
    void createsAMachineThatRuns() {
        MachineId created = value(
                operator().create(ref(startedMachine()), read(startedMachine()).region(), true));

        assertThat(settledStateOf(created)).isEqualTo(MachineState.STARTED);
        Machine copy = read(created);
        Machine template = read(startedMachine());
        assertThat(copy.fleet()).isEqualTo(template.fleet());
        assertThat(copy.config().orElseThrow().guest())
                .isEqualTo(template.config().orElseThrow().guest());
    }

    @Test
    void createsAMachineThatSleeps() {
        MachineId created = value(
                operator().create(ref(startedMachine()), read(startedMachine()).region(), false));

        assertThat(settledStateOf(created)).isEqualTo(MachineState.STOPPED);
    }

    @Test
    void aCreatedMachineHasItsOwnLaunchIdAndNoneOfTheTemplatesTags() {
        done(operator().putMetadata(ref(startedMachine()), "hangar_hold", "tag of the template"));
        done(operator().putMetadata(ref(startedMachine()), "owner", "kept"));

        MachineId created = value(
                operator().create(ref(startedMachine()), read(startedMachine()).region(), false));

        assertThat(read(created).metadata())
                .doesNotContainKey("hangar_hold")
                .containsEntry("owner", "kept")
                .containsEntry("hangar_created_from", startedMachine().value())
                .hasEntrySatisfying("hangar_launch_id", id -> assertThat(id).isNotBlank());
    }

    @Test
    void aCreatedMachineIsMadeWhereItIsAskedFor() {
        MachineId created = value(operator().create(ref(startedMachine()), new Region("lhr"), false));

        assertThat(read(created).region()).isEqualTo(new Region("lhr"));
        assertThat(read(created).config().orElseThrow().services())
                .isEqualTo(read(startedMachine()).config().orElseThrow().services());
    }

    @Test
    void destroysAMachineThatSleeps() {
        done(operator().destroy(ref(stoppedMachine()), NO_NONCE));
        advance(SETTLE);

        assertThat(value(source().machines(app())))
                .filteredOn(machine -> machine.id().equals(stoppedMachine()))
                .allSatisfy(machine -> assertThat(machine.state().kind()).isEqualTo(MachineState.Kind.GONE));
    }

    @Test
    void anAppThatDoesNotExistIsNotFound() {
        AppName unknown = new AppName("no-such-app");

        assertThat(kind(source().app(unknown))).isEqualTo(FailureKind.NOT_FOUND);
        assertThat(kind(source().machines(unknown))).isEqualTo(FailureKind.NOT_FOUND);
        assertThat(kind(source().volumes(unknown))).isEqualTo(FailureKind.NOT_FOUND);
    }

    @Test
    void aMachineThatDoesNotExistIsNotFound() {
        MachineRef unknown = new MachineRef(app(), new MachineId("00000000000000"));

        assertThat(kind(source().machine(unknown))).isEqualTo(FailureKind.NOT_FOUND);
        assertThat(kind(source().lease(unknown))).isEqualTo(FailureKind.NOT_FOUND);
        assertThat(kind(operator().start(unknown, NO_NONCE))).isEqualTo(FailureKind.NOT_FOUND);
        assertThat(kind(operator().create(unknown, read(startedMachine()).region(), true)))
                .isEqualTo(FailureKind.NOT_FOUND);
    }

    @Test
    void aBadTokenIsUnauthorized() {
        assertThat(kind(sourceWithBadToken().machines(app()))).isEqualTo(FailureKind.UNAUTHORIZED);
        assertThat(kind(operatorWithBadToken().start(ref(stoppedMachine()), NO_NONCE)))
                .isEqualTo(FailureKind.UNAUTHORIZED);
        assertThat(settledStateOf(stoppedMachine())).isEqualTo(MachineState.STOPPED);
    }

    private MachineRef ref(MachineId id) {
        return new MachineRef(app(), id);
    }

    private Machine read(MachineId id) {
        return value(source().machine(ref(id)));
    }

    private MachineState settledStateOf(MachineId id) {
        advance(SETTLE);
        return read(id).state();
    }

    private Answer<MachineState> await(MachineId id, MachineState state) {
        return source().await(ref(id), state, read(id).version(), Duration.ofSeconds(1));
    }

    private static MachineState stateIn(List<Machine> machines, MachineId id) {
        return machines.stream()
                .filter(machine -> machine.id().equals(id))
                .map(Machine::state)
                .findFirst()
                .orElseThrow();
    }

    private static void done(Answer<Nothing> answer) {
        value(answer);
    }

    /// The value of an answer that must not be a failure.
    protected static <T> T value(Answer<T> answer) {
        return switch (answer) {
            case Answer.Ok<T>(T value) -> value;
            case Answer.Failed<T>(Failure failure) -> throw new AssertionError("failed: " + failure);
        };
    }

    /// The kind of failure of an answer that must be one.
    protected static FailureKind kind(Answer<?> answer) {
        return answer.whyFailed().map(Failure::kind).orElseThrow(() -> new AssertionError("did not fail: " + answer));
    }
}
