package dev.hangar.policy;

import dev.hangar.model.Action;
import dev.hangar.model.Check;
import dev.hangar.model.HostStatus;
import dev.hangar.model.MachineState;
import dev.hangar.model.Reason;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Readings;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.IAD;
import static dev.hangar.testkit.Machines.LHR;
import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

/// Situation → what is created, and why nothing is.
class CreationTest {
    /// @param expected `<template> in <region>`, a reason for holding, or nothing
    record Row(String situation, Given given, String expected) {
        @Override
        public String toString() {
            return situation;
        }
    }

    private static Row row(String situation, Given given, String expected) {
        return new Row(situation, given, expected);
    }

    /// Each machine that runs has 18 connections of a soft limit of 20: all of them are needed. The first is the
    /// newest.
    private static Given busy(Settings settings, Machines... machines) {
        Readings loads = Readings.at(T0);
        Stream.of(machines)
                .map(Machines::build)
                .filter(machine -> machine.state() == MachineState.STARTED)
                .forEach(machine -> loads.concurrency(machine.id().value(), 18));
        return Given.fleet(machines)
                .settings(settings.stabilization(Duration.ZERO))
                .readings(loads);
    }

    private static Settings settings(int most, int spares) {
        return Settings.usual().create(most, spares);
    }

    private static Settings formula(int most, double result) {
        return Settings.usual().creating(new Creating(OptionalInt.of(most), 0, Optional.of(constant(result))));
    }

    private static Scaling.Expression constant(double result) {
        return new Scaling.Expression(new Given.Constant(result, Set.of()), new TreeMap<>());
    }

    private static Machines release(Machines machine, String number) {
        return machine.meta("fly_release_version", number);
    }

    static Stream<Row> situations() {
        return Stream.of(
                row("off by default", busy(Settings.usual(), web("a")), ""),
                row("a limit alone makes nothing", busy(settings(9, 0), web("a")), ""),
                row("one spare", busy(settings(9, 1), web("a")), "a in iad"),
                row("one spare, which exists", busy(settings(9, 1), web("a"), web("b").stopped()), ""),
                row("one is broken", busy(settings(9, 1), web("a"), web("b").is(MachineState.FAILED)), "a in iad"),
                row("one is just being made", busy(settings(9, 1), web("a"), web("b").is(MachineState.CREATED)), ""),
                row("a host is in trouble", busy(settings(9, 1), web("a"), troubled("b")), ""),
                row("a stranger is no spare", busy(settings(9, 1), web("a"), web("b").schedule("daily")), "a in iad"),
                row("the limit", busy(settings(1, 1), web("a")), "CREATE_LIMIT"),
                row(
                        "a stranger takes room",
                        busy(settings(2, 1), web("a"), web("b").schedule("daily")),
                        "CREATE_LIMIT"),
                row("a broken one takes room", busy(settings(2, 1), web("a"), broken("b")), "CREATE_LIMIT"),
                row("demand for more than exist", crowded(settings(9, 0)), "a in iad"),
                row("the ceiling bounds demand", crowded(settings(9, 0).ceiling(1)), ""),
                row("a formula", busy(formula(9, 1.2), web("a")), "a in iad"),
                row("a formula that is served", busy(formula(9, 1), web("a")), ""),
                row("a formula without a number", busy(formula(9, Double.NaN), web("a")), "EXPRESSION_FAILED"),
                row("a formula below zero", busy(formula(9, -1), web("a")), "EXPRESSION_FAILED"),
                row("unknown demand", busy(settings(9, 1), web("a")).readings(Readings.at(T0)), "SIGNAL_ABSENT"),
                row("a pause", busy(settings(9, 1).guards(paused(PauseMode.UP)), web("a")), "PAUSED"),
                row("a pause of shrinking", busy(settings(9, 1).guards(paused(PauseMode.DOWN)), web("a")), "a in iad"),
                row("a deploy", busy(settings(9, 1), web("a")).deploy(Optional.of("a canary")), "DEPLOY_RUNNING"),
                row(
                        "two releases",
                        busy(settings(9, 3), release(web("a"), "7"), release(web("b"), "8")),
                        "MIXED_RELEASES"),
                row("it takes a machine away", Given.fleet(web("a"), web("b")).settings(formula(9, 5)), ""),
                row("the newest is cloned", busy(settings(9, 3), web("a"), young("b"), web("c")), "b in iad"),
                row(
                        "not one that is unhealthy",
                        busy(settings(9, 3), web("a"), young("b").unhealthy()),
                        "a in iad"),
                row("not one with a warning", busy(settings(9, 3), web("a"), warned("b")), "a in iad"),
                row("not one that is held", busy(settings(9, 3), web("a"), held("b")), "a in iad"),
                row("not one that is leased", busy(settings(9, 3), web("a"), web("c"), leased("b")), "a in iad"),
                row(
                        "not one that is cordoned",
                        busy(settings(9, 3), web("a"), young("b").cordoned()),
                        "a in iad"),
                row(
                        "not one that sleeps",
                        busy(settings(9, 3), web("a"), young("b").stopped()),
                        "a in iad"),
                row(
                        "not one with a volume",
                        busy(settings(9, 3), web("a"), young("b").volume("vol_b")),
                        "a in iad"),
                row("only volumes", busy(settings(9, 1), web("a").volume("vol_a")), "NO_TEMPLATE"),
                row("none serves", Given.fleet(web("a").stopped()).settings(settings(9, 2)), "NO_TEMPLATE"),
                row("the region with fewest", busy(settings(9, 3), web("a"), web("b"), web("c").in(LHR)), "a in lhr"),
                row("even regions", busy(settings(9, 3), web("a"), web("c").in(LHR)), "a in iad"),
                row("a region that lacks", lacking(settings(9, 0)), "a in lhr"),
                row("where it just failed last", refused(1), "a in lhr"),
                row("it failed three times", refused(3), "CREATE_REFUSED"),
                row("the last is not listed yet", unseen(), "CREATE_UNSEEN"));
    }

    private static Machines broken(String id) {
        return web(id).is(MachineState.FAILED);
    }

    private static Machines troubled(String id) {
        return web(id).host(HostStatus.UNKNOWN).withoutConfig();
    }

    private static Machines young(String id) {
        return web(id).created(T0.minusSeconds(900));
    }

    private static Machines warned(String id) {
        return young(id).check("http", Check.Status.WARNING);
    }

    private static Machines held(String id) {
        return young(id).meta(HoldTag.KEY, "forever");
    }

    private static Machines leased(String id) {
        return young(id).leasedUntil(T0.plusSeconds(20));
    }

    private static Guards paused(PauseMode mode) {
        return Guards.USUAL.paused(mode);
    }

    /// 30 connections want three machines of 20 at 70 %.
    private static Given crowded(Settings settings) {
        return Given.fleet(web("a")).settings(settings).concurrency(30);
    }

    /// In lhr one machine has to do the work of two, in iad three have enough.
    private static Given lacking(Settings settings) {
        return Given.fleet(web("a"), web("b"), web("c"), web("d").in(LHR))
                .settings(settings)
                .concurrency(18, 18, 18, 26);
    }

    private static Given refused(int times) {
        Creates creates = Creates.NEW;
        for (int i = 0; i < times; i++) {
            creates = creates.refused(T0.minusSeconds(100 - i), IAD);
        }
        return busy(settings(9, 3), web("a"), web("b").in(LHR)).memory(remembering(creates));
    }

    private static Given unseen() {
        Creates creates = Creates.NEW
                .seen(T0.minusSeconds(30), List.of(web("a").build()))
                .acted(T0.minusSeconds(30), List.of(new Action.Create(Machines.ref("a"), IAD, Reason.MORE_WANTED)));
        return busy(settings(9, 3), web("a")).memory(remembering(creates));
    }

    private static PolicyMemory remembering(Creates creates) {
        return Given.warm(T0).with(GuardMemory.NEW.with(creates));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void situations(Row row) {
        // The checker agrees, or this fails.
        row.given.plan();
        Evaluation evaluation = row.given.evaluate();
        String created = evaluation.plan().actions().stream()
                .filter(Action.Create.class::isInstance)
                .map(Action.Create.class::cast)
                .map(create -> create.machine().id() + " in " + create.region())
                .reduce("", String::concat);
        List<String> holds = evaluation.report().holds().stream()
                .map(hold -> hold.reason().name())
                .toList();
        boolean holding = !row.expected.isEmpty() && !row.expected.contains(" ");
        assertThat(created).isEqualTo(holding ? "" : row.expected);
        if (holding) {
            assertThat(holds).contains(row.expected);
        }
        assertThat(evaluation.report().create().isPresent()).isEqualTo(!created.isEmpty());
    }

    @Test
    void whatASleepingMachineCostsIsPartOfThePlan() {
        FleetReport report = busy(settings(9, 1), web("a")).evaluate().report();
        CreateReport made = report.create().orElseThrow();
        assertThat(made.detail()).isEqualTo("1 exist, 2 wanted");
        assertThat(report.after()).isEqualTo(report.now().plus(made.after().orElseThrow()));
        assertThat(made.after().orElseThrow().perMonth().value()).isPositive();
    }

    @Test
    void aSpareThatWasMadeIsNoSecondMachineOfALaunch() {
        Given given = Given.fleet(
                web("a").created(T0.minusSeconds(500)),
                web("b").created(T0.minusSeconds(100)).stopped());
        assertThat(given.evaluate().report().pair()).isPresent();
        Given made = Given.fleet(
                web("a").created(T0.minusSeconds(500)),
                web("b").created(T0.minusSeconds(100)).stopped().meta(CreateTag.LAUNCH_ID, "x"));
        assertThat(made.evaluate().report().pair()).isEmpty();
    }

    @Test
    void aMachineOfOursWasNotMadeByAPersonButACloneOfItWas() {
        Machines ours = web("a").meta(CreateTag.LAUNCH_ID, "x").created(T0.minusSeconds(500));
        Machines clone = web("b").meta(CreateTag.LAUNCH_ID, "x").created(T0.minusSeconds(100));
        List<dev.hangar.model.Machine> fleet = List.of(clone.build(), ours.build());
        assertThat(CreateTag.isOurs(ours.build(), fleet)).isTrue();
        assertThat(CreateTag.isOurs(clone.build(), fleet)).isFalse();
        assertThat(CreateTag.isOurs(web("c").build(), fleet)).isFalse();
    }
}
