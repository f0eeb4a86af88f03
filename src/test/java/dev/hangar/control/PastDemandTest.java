package dev.hangar.control;

import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.MachineId;
import dev.hangar.model.Reading;
import dev.hangar.model.Sample;
import dev.hangar.model.SignalName;
import dev.hangar.model.SignalQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static dev.hangar.testkit.Machines.T0;
import static org.assertj.core.api.Assertions.assertThat;

class PastDemandTest {
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final SignalQuery QUERY = SignalQuery.proxyConcurrency(Duration.ofMinutes(2));

    /// Answers every step with so many series, and remembers what was asked for.
    private static final class Server implements SignalSource {
        private final int series;
        private final List<Duration> asked = new ArrayList<>();
        private boolean fails;

        Server(int series) {
            this.series = series;
        }

        @Override
        public List<SignalSnapshot> read(List<SignalQuery> queries, Instant at) {
            throw new AssertionError("only the past is asked for");
        }

        @Override
        public List<SignalSnapshot> history(SignalQuery query, Instant from, Instant to, Duration step) {
            asked.add(Duration.between(from, to));
            List<SignalSnapshot> steps = new ArrayList<>();
            for (Instant at = from; !at.isAfter(to); at = at.plus(step)) {
                steps.add(
                        fails
                                ? failed(query, at)
                                : SignalSnapshot.of(query.name(), at, Map.of(new AppName("shop"), samples(at))));
            }
            return steps;
        }

        private static SignalSnapshot failed(SignalQuery query, Instant at) {
            Failure refused = Failure.of(FailureKind.UNAVAILABLE, "refused");
            return SignalSnapshot.failed(query.name(), at, Reading.AbsenceReason.SOURCE_FAILED, refused);
        }

        private List<Sample> samples(Instant at) {
            List<Sample> samples = new ArrayList<>();
            for (int i = 0; i < series; i++) {
                samples.add(new Sample(
                        new AppName("shop"),
                        Optional.empty(),
                        Optional.of(new MachineId("m" + i)),
                        new Reading.Fresh(1, at)));
            }
            return samples;
        }
    }

    private static List<SignalSnapshot> read(Server server, Duration learn) {
        Map<SignalName, List<SignalSnapshot>> past = PastDemand.read(server, List.of(QUERY), T0, WINDOW, learn);
        return past.getOrDefault(QUERY.name(), List.of());
    }

    @Test
    void theWindowAloneIsReadWhereNothingIsToBeLearned() {
        List<SignalSnapshot> past = read(new Server(3), Duration.ZERO);

        assertThat(past.getFirst().at()).isEqualTo(T0.minus(WINDOW).minusSeconds(30));
        assertThat(past.getLast().at()).isEqualTo(T0.minusSeconds(15));
    }

    @Test
    void stepsAreOneSlotApartAndNoneIsThereTwice() {
        List<SignalSnapshot> past = read(new Server(2), Duration.ofHours(24));

        assertThat(past).hasSize(24 * 240);
        for (int i = 1; i < past.size(); i++) {
            assertThat(Duration.between(past.get(i - 1).at(), past.get(i).at())).isEqualTo(Duration.ofSeconds(15));
        }
    }

    @Test
    void manySeriesAreReadForAShorterTime() {
        Server server = new Server(500);
        List<SignalSnapshot> past = read(server, Duration.ofHours(24));

        assertThat(past).hasSize(300);
        assertThat(server.asked).hasSize(2);
    }

    @Test
    void aServerThatDoesNotAnswerIsNotAskedAgain() {
        Server server = new Server(2);
        server.fails = true;
        read(server, Duration.ofHours(24));

        assertThat(server.asked).hasSize(1);
    }

    @Test
    void theWindowIsReadHoweverManySeriesThereAre() {
        assertThat(read(new Server(20_000), Duration.ofHours(24))).hasSize(22);
    }
}
