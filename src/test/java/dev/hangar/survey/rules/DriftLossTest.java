package dev.hangar.survey.rules;

import dev.hangar.model.Autostop;
import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Advice.Fix;
import dev.hangar.survey.Advice.Worth;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Prices;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.survey.rules.DriftTest.FILE;
import static dev.hangar.survey.rules.DriftTest.RISK;
import static dev.hangar.survey.rules.DriftTest.file;
import static dev.hangar.survey.rules.DriftTest.running;
import static dev.hangar.survey.rules.DriftTest.shop;
import static dev.hangar.testkit.Machines.IAD;
import static dev.hangar.testkit.Machines.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/// What the next deploy would take away, and what its sizes are worth.
class DriftLossTest {
    private static final Fix NOT_AS_IT_IS = new Fix.Words("do not deploy fly.toml as it is: put what is to stay into it"
            + " first, such as these lines, and deploy it then");

    static Stream<Arguments> losses() {
        String removes = "the next fly deploy removes 1 service that the file does not have";
        Fix http = new Fix.Lines("""
                [http_service]
                  internal_port = 8080
                  auto_stop_machines = "suspend"
                  auto_start_machines = true
                  min_machines_running = 0""");
        return Stream.of(
                arguments(
                        "a group",
                        running(shop("a"), worker("b").group("worker")),
                        "the next fly deploy destroys 1 machine of groups that the file does not have",
                        List.of(new Fix.Lines("""
                                [processes]
                                  # beside the groups that are there; where there is no [processes] yet, app = "" as well
                                  worker = "COMMAND"  # as fly machine status -d shows it"""))),
                arguments("its only service", file("app = 'shop'\n"), removes, List.of(http)),
                arguments(
                        "its only service, which the machines have in two ways",
                        running(shop("a"), shop("b").services(Given.http(Autostop.SUSPEND, true, 1, "suspend")))
                                .toml("app = 'shop'\n"),
                        removes,
                        List.of(http)),
                arguments(
                        "its port",
                        file(FILE.replace("8080", "3000")),
                        removes,
                        List.of(new Fix.Lines("[http_service]\n  internal_port = 8080"))),
                arguments(
                        "one of two services",
                        running(shop("a")
                                .services(
                                        Given.http(Autostop.SUSPEND, true, 0, "suspend"),
                                        Given.service(5432, Autostop.OFF, true, 0, List.of(5432)))),
                        removes,
                        List.of(new Fix.Lines("""
                                [[services]]
                                  internal_port = 5432
                                  protocol = "tcp"
                                  auto_stop_machines = "off"
                                  auto_start_machines = true
                                  min_machines_running = 0
                                  [[services.ports]]
                                    port = 5432
                                    # and its handlers, as fly services list shows them"""))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void losses(String what, AppWorld world, String risk, List<Fix> restores) {
        Advice advice = world.look(new Drift()).getFirst();

        assertThat(advice.worth()).isEqualTo(new Worth.Outage(risk));
        assertThat(advice.fixes()).startsWith(NOT_AS_IT_IS).containsAll(restores);
        assertThat(advice.fixes()).noneMatch(Fix.Command.class::isInstance);
    }

    static Worth one() {
        return new Worth.Saves(
                Prices.BOOK
                        .started(Guest.of(CpuKind.SHARED, 1, 512), IAD)
                        .orElseThrow()
                        .minus(Prices.SMALL),
                false,
                true);
    }

    private static final double MB = 1 << 20;

    private static AppWorld smaller(Machines... machines) {
        return AppWorld.of(machines).toml(FILE + "[[vm]]\nsize = 'shared-cpu-1x'");
    }

    @Test
    void aSizeWithLessMemoryThanWasInUseIsARisk() {
        Advice advice = smaller(shop("a").memory(512))
                .memoryUsed("a", 300 * MB)
                .look(new Drift())
                .getFirst();

        assertThat(advice.worth()).isEqualTo(new Worth.Risk("the next fly deploy gives less memory than was in use"));
        assertThat(advice.evidence()).contains("a had up to 300 MB in use, and the file gives it 256 MB");
        assertThat(advice.fixes()).containsExactly(NOT_AS_IT_IS, new Fix.Lines("""
                [[vm]]
                  cpu_kind = "shared"
                  cpus = 1
                  memory = "512mb\""""));
    }

    @Test
    void aSizeThatFitsOrMayFitIsASaving() {
        String unknown = "how much memory was in use is not known, so the smaller size may be too small: a";
        Advice fits = smaller(shop("a").memory(512))
                .memoryUsed("a", 200 * MB)
                .cold()
                .look(new Drift())
                .getFirst();
        Advice mayFit = smaller(shop("a").memory(512)).cold().look(new Drift()).getFirst();

        assertThat(fits.worth()).isInstanceOf(Worth.Saves.class);
        assertThat(fits.evidence()).doesNotContain(unknown);
        assertThat(mayFit.worth()).isEqualTo(fits.worth());
        assertThat(mayFit.evidence()).contains(unknown);
    }

    @Test
    void whatThePlanParksSavesNothingByItsSize() {
        assertThat(smaller(shop("a").memory(512)).look(new Drift()))
                .extracting(Advice::worth)
                .containsExactly(RISK);
        assertThat(smaller(shop("a").memory(512)).cold().look(new Drift()))
                .extracting(Advice::worth)
                .containsExactly(one());
    }
}
