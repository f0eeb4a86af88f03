package dev.hangar.control;

import dev.hangar.model.FleetId;
import dev.hangar.model.Lease;
import dev.hangar.model.Machine;
import dev.hangar.model.ProcessGroup;
import dev.hangar.model.Reason;
import dev.hangar.policy.FleetReport;
import dev.hangar.policy.PolicyEngine;
import dev.hangar.testkit.FakeFly;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.ManualTime;
import dev.hangar.testkit.Prices;
import dev.hangar.testkit.Readings;
import dev.hangar.testkit.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static dev.hangar.testkit.Machines.APP;
import static dev.hangar.testkit.Machines.FLEET;
import static dev.hangar.testkit.Machines.SHOP;
import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

/// What one machine says for all fleets of its app.
class AppWideTest {
    private static final FleetId WORKERS = new FleetId(SHOP, new ProcessGroup("worker"));

    /// What holds each fleet in one pass over the app.
    private static Map<FleetId, List<Reason>> holds(Machines... machines) {
        ManualTime time = new ManualTime(T0);
        List<Machine> world = Stream.of(machines).map(Machines::build).toList();
        Readings idle = Readings.at(T0);
        world.forEach(machine -> idle.concurrency(machine.id().value(), 0));
        FakeFly fly = new FakeFly(time, world);
        PolicyEngine engine = new PolicyEngine(Prices.BOOK);
        AppPass pass = new AppPass(
                fly, new Pass(fly, engine, Optional.empty(), time), new Recall(engine), new FleetMemories(), time);
        List<PassRecord> records = new ArrayList<>();
        pass.run(
                APP,
                idle.snapshots(),
                Map.of(),
                (org, fleet) -> Settings.usual().build(),
                records::add);
        Map<FleetId, List<Reason>> holds = new TreeMap<>();
        for (PassRecord record : records) {
            PassRecord.Decided decided = (PassRecord.Decided) record;
            holds.put(
                    decided.fleet(),
                    decided.evaluation().report().holds().stream()
                            .map(FleetReport.Hold::reason)
                            .toList());
        }
        return holds;
    }

    private static Machines other(String id) {
        return web(id).group("worker");
    }

    @Test
    void aPauseOnOneMachinePausesEveryFleet() {
        Map<FleetId, List<Reason>> paused =
                holds(web("a"), web("b"), other("w"), other("x").meta("hangar_pause", "down"));
        assertThat(paused.get(FLEET)).contains(Reason.PAUSED);
        assertThat(paused.get(WORKERS)).contains(Reason.PAUSED);
        Map<FleetId, List<Reason>> free = holds(web("a"), web("b"), other("w"), other("x"));
        assertThat(free.get(FLEET)).isNotEmpty().doesNotContain(Reason.PAUSED);
        assertThat(free.get(WORKERS)).isNotEmpty().doesNotContain(Reason.PAUSED);
    }

    @Test
    void leasesOfOneOwnerAcrossFleetsAreADeployOfTheApp() {
        Map<FleetId, List<Reason>> leased =
                holds(web("a"), web("b"), web("c"), other("w"), held(web("d"), "x"), held(other("x"), "x"));
        assertThat(leased.get(FLEET)).contains(Reason.DEPLOY_RUNNING);
        assertThat(leased.get(WORKERS)).contains(Reason.DEPLOY_RUNNING);
        Map<FleetId, List<Reason>> twoPeople =
                holds(web("a"), web("b"), web("c"), other("w"), held(web("d"), "x"), held(other("x"), "y"));
        assertThat(twoPeople.get(FLEET)).isNotEmpty().doesNotContain(Reason.DEPLOY_RUNNING);
        assertThat(twoPeople.get(WORKERS)).isNotEmpty().doesNotContain(Reason.DEPLOY_RUNNING);
    }

    private static Machines held(Machines machine, String owner) {
        return machine.lease(Optional.of(new Lease(owner, T0.plusSeconds(13), "")));
    }
}
