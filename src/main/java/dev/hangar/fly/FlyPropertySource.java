package dev.hangar.fly;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hangar.control.PropertySource;
import dev.hangar.model.Answer;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.IpAddress;
import dev.hangar.model.OrgSlug;
import dev.hangar.model.VolumeSnapshot;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// [PropertySource] on the Machines API. Can send nothing but `GET`: its client knows no other method.
///
/// Lists of a whole organization come in pages of at most 1,000 (facts 1.3): as many calls as pages, the first three at
/// once, the others a second apart, as Fly's rate limit wants it. A page that is refused for its rate all the same is
/// asked for once more.
public final class FlyPropertySource implements PropertySource {
    /// Far above any organization: 300,000 machines. More pages than that are a server that goes round in circles.
    static final int MOST_PAGES = 300;

    private static final int PAGE = 1000;
    /// A little more than what a token of the rate limit takes to come back.
    private static final Duration BETWEEN_PAGES = Duration.ofMillis(1_050);

    private final ReadClient client;
    /// For pages, of which one that fails loses the whole list.
    private final ReadClient patient;
    private final Pause pause;

    /// Lets time pass between two pages.
    @FunctionalInterface
    public interface Pause {
        /// Returns when `time` has passed.
        ///
        /// @throws InterruptedException when the thread was interrupted
        void of(Duration time) throws InterruptedException;
    }

    /// Takes what a page holds.
    @FunctionalInterface
    private interface Taker {
        void take(JsonNode page) throws UnreadableException;
    }

    /// @param settings base address, token, time-out and clock
    /// @param transport carries the calls
    /// @param pause sleeps, or lets the settings' clock go on in any other way
    public FlyPropertySource(FlySettings settings, Transport transport, Pause pause) {
        this.client = new ReadClient(settings, transport);
        this.patient = new ReadClient(settings, new PatientTransport(transport, pause));
        this.pause = pause;
    }

    @Override
    public Answer<MachineCounts> machineCounts(OrgSlug org) {
        MachineTally tally = new MachineTally();
        return pages(ReadAction.LIST_ORG_MACHINES, org, "machines?summary=true&limit=" + PAGE, tally::add)
                .map(read -> tally.counts());
    }

    @Override
    public Answer<VolumeList> volumes(OrgSlug org) {
        VolumeTally tally = new VolumeTally();
        return pages(ReadAction.LIST_ORG_VOLUMES, org, "volumes?limit=" + PAGE, tally::add)
                .map(read -> tally.list());
    }

    @Override
    public Answer<List<VolumeSnapshot>> snapshots(AppName app, String volume) {
        String target = Paths.app(app) + "/volumes/" + Paths.encode(volume) + "/snapshots";
        return client.get(ReadAction.LIST_SNAPSHOTS, volume, target, body -> PropertyReader.snapshots(body, volume));
    }

    @Override
    public Answer<List<IpAddress>> addresses(AppName app) {
        return client.get(
                ReadAction.LIST_ADDRESSES, app.value(), Paths.app(app) + "/ip_assignments", PropertyReader::addresses);
    }

    /// Reads page by page until no cursor is given. A page may be short or empty while more remains, so that only
    /// the cursor tells the end; one that comes again would go on for ever.
    private Answer<Integer> pages(ReadAction action, OrgSlug org, String what, Taker taker) {
        String first = "/v1/orgs/" + Paths.encode(org.value()) + "/" + what;
        Set<String> seen = new HashSet<>();
        String target = first;
        for (int page = 1; page <= MOST_PAGES; page++) {
            switch (page(action, org, target, taker)) {
                case Answer.Failed<String>(Failure failure) -> {
                    return Answer.failed(failure);
                }
                case Answer.Ok<String>(String cursor)
                when cursor.isEmpty() -> {
                    return Answer.ok(page);
                }
                case Answer.Ok<String>(String cursor)
                when !seen.add(cursor) -> {
                    return endless();
                }
                case Answer.Ok<String>(String cursor) -> target = first + "&cursor=" + Paths.encode(cursor);
            }
        }
        return endless();
    }

    private Answer<String> page(ReadAction action, OrgSlug org, String target, Taker taker) {
        try {
            if (!patient.mayCall(action, org.value())) {
                pause.of(BETWEEN_PAGES);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Answer.failed(Failure.of(FailureKind.TIMED_OUT, "interrupted between two pages of a list"));
        }
        return patient.get(action, org.value(), target, page -> {
            taker.take(page);
            return PropertyReader.cursor(page);
        });
    }

    private static <T> Answer<T> endless() {
        return Answer.failed(
                Failure.of(FailureKind.INVALID_ANSWER, "the list has no end: its cursor goes round in circles"));
    }
}
