package dev.hangar.report;

import dev.hangar.control.PassRecord;
import dev.hangar.control.TokenCheck;
import dev.hangar.model.Answer;
import dev.hangar.model.AppName;
import dev.hangar.model.CpuKind;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.OrgSlug;
import dev.hangar.policy.LaunchPairMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import static dev.hangar.report.FleetMaker.fleet;
import static dev.hangar.report.MachineMaker.machine;

/// The reports that the golden files show.
final class Reports {
    private Reports() {}

    /// Two machines that a launch made a minute apart, one of them enough.
    private static FleetMaker blog() {
        return fleet("blog")
                .with(machine("148e445b9e7089", "iad", "started"), 8)
                .with(machine("3d8d990f4d2e58", "iad", "started").younger(Duration.ofMinutes(1)), 0);
    }

    static PassRecord.Decided launchPair(LaunchPairMode mode) {
        return blog().launchPair(mode).decide();
    }

    static PassRecord.Decided launchPairSeenOnce() {
        return blog().seenOnce().decide();
    }

    static PassRecord.Decided launchPairOfUnknownLoad() {
        return fleet("blog")
                .with(machine("148e445b9e7089", "iad", "started"), 8)
                .with(machine("3d8d990f4d2e58", "iad", "started").younger(Duration.ofMinutes(1)))
                .decide();
    }

    static PassRecord.Decided launchPairKeptByFloor() {
        return blog().floor(2).decide();
    }

    /// More demand than runs, in two regions.
    static PassRecord.Decided growing() {
        return fleet("shop")
                .with(machine("4d8900aa11bb22", "iad", "started"), 38)
                .with(machine("5e9011bb22cc33", "iad", "suspended")
                        .size(CpuKind.SHARED, 1, 256)
                        .younger(Duration.ofDays(1)))
                .with(machine("6fa122cc33dd44", "ord", "started").size(CpuKind.PERFORMANCE, 2, 4096), 30)
                .with(machine("7ab233dd44ee55", "ord", "stopped")
                        .size(CpuKind.PERFORMANCE, 2, 4096)
                        .younger(Duration.ofDays(2)))
                .ceiling(3)
                .decide();
    }

    static PassRecord.Decided steady() {
        return fleet("api")
                .with(machine("91855c2a330098", "iad", "started"), 12)
                .with(machine("9185aa11bb22cc", "iad", "started").younger(Duration.ofDays(3)), 9)
                .with(machine("e286de4f711223", "ord", "stopped").scheduled())
                .floor(2)
                .decide();
    }

    /// Two that serve, and two spares wanted: one of them is made.
    static PassRecord.Decided creating() {
        return fleet("mailer")
                .with(machine("148e445b9e7089", "iad", "started"), 19)
                .with(machine("3d8d9930c21d89", "ord", "started").younger(Duration.ofDays(3)), 19)
                .create(6, 2)
                .decide();
    }

    /// Suspended machines of which few still had their snapshot, others of which most had.
    static PassRecord.Decided waking() {
        return fleet("cafe")
                .with(machine("148e445b9e7089", "iad", "started").woke("suspended", 310, 4_120, 390, 350), 12)
                .with(
                        machine("3d8d990f4d2e58", "iad", "started")
                                .younger(Duration.ofDays(3))
                                .woke("suspended", 420, 380, 3_980, 360, 340, 400),
                        9)
                .decide();
    }

    static PassRecord.Decided losingSnapshots() {
        return fleet("depot")
                .with(
                        machine("148e445b9e7089", "iad", "started").woke("suspended", 2_100, 330, 2_300, 2_200, 1_900),
                        12)
                .decide();
    }

    /// A fleet that the adaptive rule has watched for some time, with resumes that are in time.
    static PassRecord.Decided adaptive(Duration watched) {
        return fleet("hub")
                .with(
                        machine("148e445b9e7089", "iad", "started")
                                .woke("suspended", 310, 390, 350, 330, 360, 320, 300, 4_120, 310, 340, 380),
                        12)
                .with(machine("3d8d990f4d2e58", "iad", "started").younger(Duration.ofDays(3)), 0)
                .adaptive(watched)
                .decide();
    }

    static PassRecord.Decided gap() {
        return fleet("forum")
                .with(machine("17811a2b3c4d5e", "iad", "started"), 12)
                .with(machine("28922b3c4d5e6f", "iad", "started").younger(Duration.ofDays(3)))
                .decide();
    }

    static PassRecord.Decided unpriced() {
        return fleet("lab")
                .with(machine("39a33c4d5e6f70", "iad", "started").size(CpuKind.UNRECOGNIZED, 4, 1024), 3)
                .with(
                        machine("4ab44d5e6f7081", "iad", "started")
                                .size(CpuKind.UNRECOGNIZED, 4, 1024)
                                .younger(Duration.ofDays(1)),
                        0)
                .decide();
    }

    static PassRecord.Decided hostile() {
        return fleet("evil\u001b[2J\nTotal  $0.00\u202egnp.exe")
                .with(
                        machine(
                                "\u0007id\r\u009b31m\u200bwith-a-name-without-end",
                                "i\u0000ad",
                                "st\u001b]0;pwned\u0007"),
                        3)
                .with(machine("日本語\ud83d\ude00", "iad", "started"))
                .decide();
    }

    static PassRecord.Decided refused() {
        return blog().refusedBecause("drain of blog/3d8d990f4d2e58 breaks the floor 2")
                .decide();
    }

    static PassRecord.Unread unread() {
        Failure failure = new Failure(
                FailureKind.TIMED_OUT, "no answer within 10 s", OptionalInt.empty(), Optional.of("01JREQUEST-iad"));
        return new PassRecord.Unread(new AppName("worker"), FleetMaker.AT, failure);
    }

    static Problem prometheus() {
        return new Problem(
                "Prometheus",
                new Failure(
                        FailureKind.UNAUTHORIZED,
                        "the token is not valid for organization personal",
                        OptionalInt.of(401),
                        Optional.empty()));
    }

    static Report of(PassRecord... records) {
        return of(records.length, List.of(records), List.of());
    }

    static Report of(int apps, List<PassRecord> records, List<Problem> problems) {
        return new Report(
                new Report.Header(
                        new OrgSlug("personal"),
                        Report.Mode.OBSERVE,
                        new Prices(FleetMaker.PRICES.validFrom(), LocalDate.of(2026, 10, 9)),
                        FleetMaker.AT,
                        apps,
                        new TokenCheck.Powers("every app of personal", writes(apps))),
                records,
                problems);
    }

    /// Reports of no app could ask about none; those of several are made with more power than they need.
    private static Answer<Boolean> writes(int apps) {
        return apps == 0
                ? Answer.failed(Failure.of(FailureKind.NOT_FOUND, "no app to ask about"))
                : Answer.ok(apps > 1);
    }

    static Report everything() {
        return of(
                6,
                List.of(steady(), unread(), growing(), launchPair(LaunchPairMode.PARK), gap(), unpriced()),
                List.of(prometheus()));
    }
}
