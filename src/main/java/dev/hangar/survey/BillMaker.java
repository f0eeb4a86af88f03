package dev.hangar.survey;

import dev.hangar.control.PassRecord;
import dev.hangar.cost.PriceBook;
import dev.hangar.cost.Rate;
import dev.hangar.cost.StandingPrices;
import dev.hangar.model.AppName;
import dev.hangar.model.CpuKind;
import dev.hangar.model.FleetId;
import dev.hangar.model.Guest;
import dev.hangar.model.IpAddress;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.MachineRef;
import dev.hangar.model.MachineState;
import dev.hangar.model.ProcessGroup;
import dev.hangar.model.Region;
import dev.hangar.model.Volume;
import dev.hangar.policy.CreateReport;
import dev.hangar.policy.MachineReport;
import dev.hangar.survey.Bill.Kind;
import dev.hangar.survey.Bill.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes the bill of a survey.
final class BillMaker {
    /// What Hangar runs on where nothing else is known: the smallest size in the cheapest region (facts 10).
    private static final Guest SMALLEST = Guest.of(CpuKind.SHARED, 1, 256);

    private static final Region CHEAPEST = new Region("iad");

    private final Survey survey;
    private final PriceBook book;
    private final StandingPrices standing;
    private final BillLines lines = new BillLines();

    BillMaker(Survey survey) {
        this.survey = survey;
        this.book = survey.book();
        this.standing = survey.prices().standing();
    }

    Bill bill() {
        for (AppSurvey app : survey.apps()) {
            app.fleets().forEach(this::fleet);
            app.knownVolumes().stream().filter(Volume::isBilled).forEach(volume -> volume(app.name(), volume));
            app.knownAddresses().stream()
                    .filter(IpAddress::isDedicatedIpv4)
                    .forEach(address -> stands(app.name(), Optional.empty(), Kind.IPV4, standing.dedicatedIpv4()));
        }
        List<Line> all = new ArrayList<>(lines.all());
        all.addAll(SnapshotLines.of(survey));
        Optional<Rate> own = hangar();
        return new Bill(all, own.or(() -> book.started(SMALLEST, CHEAPEST)).orElse(Rate.ZERO), own.isPresent());
    }

    private void fleet(PassRecord.Decided decided) {
        decided.evaluation().report().machines().forEach(report -> machine(decided, report));
        if (decided.violations().isEmpty()) {
            decided.evaluation().report().create().ifPresent(create -> create(decided, create));
        }
    }

    private void machine(PassRecord.Decided decided, MachineReport report) {
        Machine machine = report.machine();
        // A machine without a price on one side is on no side, as everywhere else.
        if (machine.state().kind() == MachineState.Kind.GONE
                || report.now().isEmpty()
                || report.after().isEmpty()) {
            return;
        }
        FleetId fleet = decided.fleet();
        Kind before = kind(machine.state().isBilled());
        Rate now = report.now().get();
        lines.add(at(fleet, machine.region(), before), 1, now, Rate.ZERO, Rate.ZERO);
        Kind later = kind(AfterPlan.runs(report, decided));
        Rate after = decided.violations().isEmpty() ? report.after().get() : now;
        lines.add(at(fleet, machine.region(), later), 0, Rate.ZERO, after, Rate.ZERO);
        // A size that has no price while it runs costs what it costs now, at least.
        Optional<Rate> running = book.rate(machine, MachineState.STARTED);
        Kind worst = running.isPresent() ? Kind.COMPUTE : before;
        lines.add(at(fleet, machine.region(), worst), 0, Rate.ZERO, Rate.ZERO, running.orElse(now));
    }

    /// A machine that is made sleeps at first.
    private void create(PassRecord.Decided decided, CreateReport create) {
        Region region = create.action().region();
        Optional<Rate> running = decided.evaluation().report().machines().stream()
                .map(MachineReport::machine)
                .filter(machine -> MachineRef.of(machine).equals(create.action().machine()))
                .findFirst()
                .flatMap(Machine::config)
                .map(MachineConfig::guest)
                .flatMap(guest -> book.started(guest, region));
        create.after().ifPresent(asleep -> {
            lines.add(at(decided.fleet(), region, Kind.ROOTFS), 0, Rate.ZERO, asleep, Rate.ZERO);
            Kind worst = running.isPresent() ? Kind.COMPUTE : Kind.ROOTFS;
            lines.add(at(decided.fleet(), region, worst), 0, Rate.ZERO, Rate.ZERO, running.orElse(asleep));
        });
    }

    private void volume(AppName app, Volume volume) {
        stands(app, Optional.of(volume.region()), Kind.VOLUMES, standing.volume(volume.sizeGb()));
    }

    /// What costs the same whatever the plan does.
    private void stands(AppName app, Optional<Region> region, Kind kind, Rate rate) {
        lines.add(new BillLines.Place(app, Optional.<ProcessGroup>empty(), region, kind), 1, rate, rate, rate);
    }

    private static BillLines.Place at(FleetId fleet, Region region, Kind kind) {
        return new BillLines.Place(fleet.app(), Optional.of(fleet.group()), Optional.of(region), kind);
    }

    private static Kind kind(boolean runs) {
        return runs ? Kind.COMPUTE : Kind.ROOTFS;
    }

    private Optional<Rate> hangar() {
        return survey.self()
                .flatMap(self -> survey.apps().stream()
                        .flatMap(AppSurvey::reports)
                        .filter(report -> MachineRef.of(report.machine()).equals(self))
                        .findFirst()
                        .flatMap(MachineReport::now));
    }
}
