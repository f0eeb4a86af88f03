package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.MachineRef;
import dev.hangar.model.Reason;
import dev.hangar.model.Region;
import dev.hangar.model.SleepKind;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Settings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.IAD;
import static dev.hangar.testkit.Machines.LHR;
import static dev.hangar.testkit.Machines.ref;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

/// Plans that create what no engine of ours would: each is refused with its own words.
class CreateCheckTest {
    private static final Action CREATE = create(ref("a"), IAD);

    record Row(String situation, Given given, List<Action> plan, String wrong) {
        @Override
        public String toString() {
            return situation;
        }
    }

    private static Row row(String situation, Given given, Action first, String wrong, Action... more) {
        return new Row(
                situation,
                given,
                Stream.concat(Stream.of(first), Stream.of(more)).toList(),
                wrong);
    }

    private static Action create(MachineRef template, Region region) {
        return new Action.Create(template, region, Reason.MORE_WANTED);
    }

    private static Given fleet(int most, int spares, Machines... machines) {
        return Given.fleet(machines).settings(Settings.usual().create(most, spares));
    }

    static Stream<Row> plans() {
        Settings up = Settings.usual().create(9, 3).guards(Guards.USUAL.paused(PauseMode.UP));
        Action sleep = new Action.Sleep(ref("b"), SleepKind.STOP, false, Reason.IDLE);
        return Stream.of(
                row("as it should be", fleet(9, 3, web("a")), CREATE, ""),
                row("not configured", Given.fleet(web("a")), CREATE, "creates machine 2 of 0"),
                row("beyond the limit", fleet(1, 3, web("a")), CREATE, "creates machine 2 of 1"),
                row("not wanted", fleet(9, 1, web("a"), web("b")), CREATE, "nothing asks for"),
                row("two at once", fleet(9, 3, web("a")), CREATE, "creates 2 machines", create(ref("a"), IAD)),
                row("beside a sleep", fleet(9, 3, web("a"), web("b")), CREATE, "while it takes capacity", sleep),
                row("from a stranger", fleet(9, 3, web("a")), create(ref("z"), IAD), "not in the fleet"),
                row("from a sleeper", fleet(9, 3, web("a"), web("b").stopped()), create(ref("b"), IAD), "not sound"),
                row("from one with a volume", fleet(9, 3, web("a").volume("vol_a")), CREATE, "not sound"),
                row("where the fleet is not", fleet(9, 3, web("a")), create(ref("a"), LHR), "where the fleet is not"),
                row("paused", Given.fleet(web("a")).settings(up), CREATE, "although paused"),
                row(
                        "a deploy",
                        fleet(9, 3, web("a")).deploy(Optional.of("canary")),
                        CREATE,
                        "although deploy-running"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void plans(Row row) {
        List<String> wrong = row.given.violations(row.plan.toArray(Action[]::new));
        if (row.wrong.isEmpty()) {
            assertThat(wrong).isEmpty();
        } else {
            assertThat(wrong).anySatisfy(violation -> assertThat(violation).contains(row.wrong));
        }
    }
}
