package dev.hangar.control;

import dev.hangar.model.Action;
import dev.hangar.model.Fleet;
import dev.hangar.model.MachineEvent;
import dev.hangar.model.MachineId;
import dev.hangar.model.Outcome;
import dev.hangar.model.Reason;
import dev.hangar.model.SleepKind;
import dev.hangar.policy.Evaluation;
import dev.hangar.policy.Forecast;
import dev.hangar.policy.PolicyEngine;
import dev.hangar.policy.PolicySettings;
import dev.hangar.policy.StartTag;
import dev.hangar.testkit.FakeFly;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.ManualTime;
import dev.hangar.testkit.Prices;
import dev.hangar.testkit.Readings;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

class ExplainerTest {
    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final PolicyEngine ENGINE = new PolicyEngine(Prices.BOOK);
    private static final Explainer EXPLAINER = new Explainer(ENGINE, INTERVAL);

    /// A daemon in `observe` mode that sees the same fleet and the same values in each of its passes.
    private static final class Standstill {
        private final ManualTime time = new ManualTime(T0);
        private final Pass pass = new Pass(new FakeFly(time, List.of()), ENGINE, Optional.empty(), time);
        private final Fleet fleet;
        private final PolicySettings settings;
        private FleetMemory memory = FleetMemory.NEW;

        Standstill(Settings settings, Machines... machines) {
            this.settings = settings.build();
            this.fleet =
                    Machines.fleet(Arrays.stream(machines).map(Machines::build).toList());
        }

        PassRecord.Decided pass() {
            Instant at = time.instant();
            Pass.Input input = new Pass.Input(
                    at,
                    fleet,
                    Readings.at(at).concurrency("a", 2).concurrency("b", 1).build(),
                    Optional.empty(),
                    new TreeMap<>(),
                    Optional.empty());
            Pass.Result result = pass.run(input, memory, settings);
            memory = result.memory();
            time.advance(INTERVAL);
            return result.record();
        }
    }

    private static Explanation explain(PassRecord.Decided pass, PassRecord... past) {
        return EXPLAINER.explain(pass, at -> pass.evaluation().basis().settings(), List.of(past));
    }

    @Test
    void foretellsWhatTheDaemonDoesThen() {
        Standstill daemon = new Standstill(Settings.usual(), web("a"), web("b"));
        Forecast foretold = explain(daemon.pass()).forecast();

        PassRecord.Decided later = daemon.pass();
        while (later.evaluation().plan().isEmpty()) {
            assertThat(explain(later).forecast()).as("at %s", later.at()).isEqualTo(foretold);
            later = daemon.pass();
        }

        assertThat(foretold)
                .isEqualTo(new Forecast.Later(later.at(), later.evaluation().plan()));
        assertThat(later.at()).isEqualTo(T0.plus(Settings.WINDOW));
    }

    record Row(String type, String source, EventReport.Asker asker) {}

    static Stream<Row> rows() {
        return Stream.of(
                new Row("suspend", "user", EventReport.Asker.HANGAR),
                new Row("stop", "user", EventReport.Asker.HANGAR),
                new Row("start", "user", EventReport.Asker.TOKEN),
                new Row("update", "user", EventReport.Asker.TOKEN),
                new Row("suspend", "proxy", EventReport.Asker.PROXY),
                new Row("suspend", "flyd", EventReport.Asker.FLY),
                new Row("suspend", "host", EventReport.Asker.UNKNOWN));
    }

    /// The past pass suspended it, a second before the event.
    @ParameterizedTest
    @MethodSource("rows")
    void tellsWhoAsked(Row row) {
        PassRecord.Decided now = withEvent(new MachineEvent(row.type(), "x", row.source(), T0.minusSeconds(600)));

        assertThat(explain(now, slept("b", T0.minusSeconds(601), new Outcome.Applied(T0)))
                        .events())
                .first()
                .satisfies(event -> {
                    assertThat(event.machine()).isEqualTo(new MachineId("b"));
                    assertThat(event.asker()).isEqualTo(row.asker());
                    assertThat(event.deed().isPresent()).isEqualTo(row.asker() == EventReport.Asker.HANGAR);
                });
    }

    static Stream<PassRecord.Decided> notIt() {
        return Stream.of(
                slept("b", T0.minusSeconds(900), new Outcome.Applied(T0)),
                slept("a", T0.minusSeconds(601), new Outcome.Applied(T0)),
                slept("b", T0.minusSeconds(601), new Outcome.AlreadySo()),
                slept("b", T0.minusSeconds(601), new Outcome.Skipped("changed")));
    }

    @ParameterizedTest
    @MethodSource("notIt")
    void claimsNoDeedOfAnother(PassRecord.Decided past) {
        PassRecord.Decided now = withEvent(new MachineEvent("suspend", "suspending", "user", T0.minusSeconds(600)));

        assertThat(explain(now, past).events().getFirst().asker()).isEqualTo(EventReport.Asker.TOKEN);
    }

    @Test
    void knowsAStartOfAHangarByItsTag() {
        Instant start = T0.minusSeconds(600);
        Machines tagged = web("b").event("start", "starting", "user", start)
                .meta(StartTag.KEY, new StartTag(new MachineId("b"), start).value());

        EventReport event = explain(new Standstill(Settings.usual(), web("a"), tagged).pass())
                .events()
                .getFirst();

        assertThat(event.asker()).isEqualTo(EventReport.Asker.HANGAR);
        assertThat(event.deed()).isEmpty();
    }

    private static PassRecord.Decided withEvent(MachineEvent event) {
        return new Standstill(Settings.usual(), web("a"), web("b").events(List.of(event))).pass();
    }

    private static PassRecord.Decided slept(String machine, Instant at, Outcome outcome) {
        Evaluation any = new Standstill(Settings.usual(), web("a")).pass().evaluation();
        Action sleep = new Action.Sleep(Machines.ref(machine), SleepKind.SUSPEND, true, Reason.IDLE);
        return new PassRecord.Decided(
                "past",
                Machines.FLEET,
                at,
                true,
                any,
                List.of(),
                List.of(new PassRecord.Acted(sleep, outcome)),
                List.of());
    }
}
