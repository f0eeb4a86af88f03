package dev.hangar.control;

import dev.hangar.model.Answer;
import dev.hangar.model.App;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.Lease;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineEvent;
import dev.hangar.model.MachineRef;
import dev.hangar.model.MachineState;
import dev.hangar.model.OrgSlug;
import dev.hangar.model.Volume;
import dev.hangar.testkit.FakeFly;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AppDirectoryTest {
    private static final Instant T0 = Machines.T0;
    private static final OrgSlug ORG = Machines.APP.org();

    /// A source of apps that can be made to fail.
    private static final class Apps implements MachineSource {
        private final FakeFly others = new FakeFly(new ManualTime(T0), List.of());
        private Optional<Failure> failure = Optional.empty();
        private int listings;

        @Override
        public Answer<List<App>> apps(OrgSlug org) {
            listings++;
            return failure.<Answer<List<App>>>map(Answer::failed)
                    .orElseGet(() -> Answer.ok(
                            List.of(Machines.APP, new App(new AppName("other"), org, "deployed", Optional.empty()))));
        }

        @Override
        public Answer<App> app(AppName app) {
            return failure.<Answer<App>>map(Answer::failed)
                    .orElseGet(() -> Answer.ok(new App(app, ORG, "deployed", Optional.empty())));
        }

        @Override
        public Answer<List<Machine>> machines(AppName app) {
            return others.machines(app);
        }

        @Override
        public Answer<Machine> machine(MachineRef machine) {
            return others.machine(machine);
        }

        @Override
        public Answer<Optional<Lease>> lease(MachineRef machine) {
            return others.lease(machine);
        }

        @Override
        public Answer<List<MachineEvent>> events(MachineRef machine, int limit) {
            return others.events(machine, limit);
        }

        @Override
        public Answer<List<Volume>> volumes(AppName app) {
            return others.volumes(app);
        }

        @Override
        public Answer<MachineState> await(MachineRef machine, MachineState state, String version, Duration patience) {
            return others.await(machine, state, version, patience);
        }
    }

    private final Apps source = new Apps();

    private AppDirectory ofOrg() {
        return new AppDirectory(source, Optional.of(ORG), List.of(), app -> app.equals(Machines.SHOP));
    }

    @Test
    void listsTheManagedAppsOnceAMinute() {
        AppDirectory directory = ofOrg();

        assertThat(directory.apps(T0)).extracting(App::name).containsExactly(Machines.SHOP);
        directory.apps(T0.plusSeconds(60));
        assertThat(source.listings).isEqualTo(1);
        directory.apps(T0.plusSeconds(61));
        assertThat(source.listings).isEqualTo(2);
    }

    @Test
    void keepsTheLastListWhenTheReadingFailsAndTriesAgainAtOnce() {
        AppDirectory directory = ofOrg();
        directory.apps(T0);
        source.failure = Optional.of(Failure.of(FailureKind.UNAVAILABLE, "503"));

        Instant later = T0.plus(Duration.ofMinutes(2));
        assertThat(directory.apps(later)).hasSize(1);
        assertThat(directory.failures()).hasSize(1);

        source.failure = Optional.empty();
        directory.apps(later.plusSeconds(1));
        assertThat(directory.failures()).isEmpty();
    }

    @Test
    void isUnknownUntilItWasReadOnce() {
        source.failure = Optional.of(Failure.of(FailureKind.UNAUTHORIZED, "401"));
        AppDirectory directory = ofOrg();

        assertThat(directory.apps(T0)).isEmpty();
        assertThat(directory.isKnown()).isFalse();
    }

    @Test
    void readsNamedAppsWithoutListingTheOrganization() {
        AppDirectory directory =
                new AppDirectory(source, Optional.empty(), List.of(new AppName("a"), new AppName("b")), app -> true);

        assertThat(directory.apps(T0)).hasSize(2);
        assertThat(source.listings).isZero();
    }
}
