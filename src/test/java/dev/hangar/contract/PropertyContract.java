package dev.hangar.contract;

import dev.hangar.control.PropertySource;
import dev.hangar.model.Answer;
import dev.hangar.model.AppName;
import dev.hangar.model.FailureKind;
import dev.hangar.model.IpAddress;
import dev.hangar.model.OrgSlug;
import dev.hangar.model.Volume;
import dev.hangar.model.VolumeSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// What every implementation of [PropertySource] must do, whatever Fly is behind it.
///
/// A subclass provides organization `acme`: app `shop` has 1,100 machines, a shared IPv4, an IPv6 and one volume
/// `data` of 3 GB, a quarter of it in use, which no machine mounts and that was made some days ago; app `web` has one
/// machine and an IPv4 of its own; app `idle` has nothing.
public abstract class PropertyContract {
    protected static final OrgSlug ORG = new OrgSlug("acme");
    protected static final AppName SHOP = new AppName("shop");
    protected static final AppName WEB = new AppName("web");
    protected static final AppName IDLE = new AppName("idle");
    protected static final int MACHINES = 1_100;

    /// Reads the organization.
    protected abstract PropertySource source();

    /// Reads it with a token that it does not accept.
    protected abstract PropertySource sourceWithBadToken();

    @Test
    void countsMachinesByAppOverAllPages() {
        PropertySource.MachineCounts counts = value(source().machineCounts(ORG));

        assertThat(counts.machines()).hasSize(2).containsEntry(SHOP, MACHINES).containsEntry(WEB, 1);
        assertThat(counts.isComplete()).isTrue();
    }

    @Test
    void listsVolumesByApp() {
        PropertySource.VolumeList list = value(source().volumes(ORG));
        SortedMap<AppName, List<Volume>> volumes = list.byApp();
        assertThat(list.unreadable()).isZero();

        assertThat(volumes).containsOnlyKeys(SHOP);
        assertThat(volumes.get(SHOP)).singleElement().satisfies(volume -> {
            assertThat(volume.name()).isEqualTo("data");
            assertThat(volume.sizeGb()).isEqualTo(3);
            assertThat(volume.isBilled()).isTrue();
            assertThat(volume.attachedTo()).isEmpty();
            assertThat(volume.createdAt()).isPresent();
            assertThat(volume.usedBytes()).hasValue((3L << 30) / 4);
        });
    }

    @Test
    void listsSnapshotsTheOldestFirst() {
        Volume volume =
                value(source().volumes(ORG)).byApp().values().iterator().next().getFirst();

        List<VolumeSnapshot> snapshots = value(source().snapshots(SHOP, volume.id()));

        assertThat(snapshots)
                .hasSizeGreaterThan(1)
                .isSortedAccordingTo((a, b) -> a.createdAt().compareTo(b.createdAt()));
        assertThat(snapshots).allSatisfy(snapshot -> {
            assertThat(snapshot.volume()).isEqualTo(volume.id());
            assertThat(snapshot.storedBytes()).isEqualTo((3L << 30) / 4);
            assertThat(snapshot.retentionDays()).isEqualTo(5);
        });
    }

    @Test
    void listsAddressesAndTellsWhichCost() {
        assertThat(value(source().addresses(SHOP)))
                .hasSize(2)
                .noneMatch(IpAddress::isDedicatedIpv4)
                .anyMatch(IpAddress::shared);
        assertThat(value(source().addresses(WEB)))
                .filteredOn(IpAddress::isDedicatedIpv4)
                .singleElement()
                .satisfies(address -> assertThat(address.region()).isEqualTo(Optional.empty()));
        assertThat(value(source().addresses(IDLE))).isEmpty();
    }

    @Test
    void anUnknownAppIsNotFound() {
        assertThat(source().addresses(new AppName("nobody")).whyFailed())
                .hasValueSatisfying(failure -> assertThat(failure.kind()).isEqualTo(FailureKind.NOT_FOUND));
    }

    @Test
    void aBadTokenIsUnauthorized() {
        PropertySource source = sourceWithBadToken();

        assertThat(List.of(
                        source.machineCounts(ORG),
                        source.volumes(ORG),
                        source.addresses(SHOP),
                        source.snapshots(SHOP, "vol_1")))
                .allSatisfy(answer ->
                        assertThat(answer.whyFailed().orElseThrow().kind()).isEqualTo(FailureKind.UNAUTHORIZED));
    }

    private static <T> T value(Answer<T> answer) {
        return switch (answer) {
            case Answer.Ok<T>(T value) -> value;
            case Answer.Failed<T> failed -> throw new AssertionError(failed.toString());
        };
    }
}
