package dev.hangar.report;

import dev.hangar.control.PassRecord;
import dev.hangar.cost.Rate;
import dev.hangar.model.Region;
import dev.hangar.policy.LaunchPairMode;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Bill;
import dev.hangar.survey.Findings;
import dev.hangar.survey.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

import static dev.hangar.report.FleetMaker.fleet;
import static dev.hangar.report.MachineMaker.machine;

/// Reports with findings, as the golden files of every format show them.
final class Surveys {
    static final String HOSTILE =
            "</script><script>alert(1)</script> | `x` \"onload='y' [a](http://b.example) @everyone #1\u001b[2J\n= 1 +\u202e";

    private Surveys() {}

    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of("surveyed", surveyed()),
                Arguments.of("surveyed-hostile", hostile()),
                Arguments.of("surveyed-crowd", crowd(3, 20)),
                Arguments.of("surveyed-nothing", Reports.of()),
                Arguments.of(
                        "surveyed-unread",
                        with(
                                unread(),
                                new FindingsMaker().doubting("nothing was read").find())));
    }

    private static Report unread() {
        return Reports.of(1, List.of(Reports.unread()), List.of(Reports.prometheus()));
    }

    /// A small organization with some of everything.
    static Report surveyed() {
        List<PassRecord.Decided> fleets = List.of(
                Reports.steady(),
                Reports.growing(),
                Reports.launchPair(LaunchPairMode.PARK),
                Reports.waking(),
                Reports.gap());
        FindingsMaker findings = new FindingsMaker();
        fleets.forEach(findings::billing);
        findings.billing("api", Bill.Kind.VOLUMES, Optional.of(new Region("iad")), new Rate(1_157_400));
        findings.billing("blog", Bill.Kind.IPV4, Optional.empty(), FindingsMaker.TWO_DOLLARS);
        advise(findings);
        findings.drawing("shop", 20, 30).drawing("cafe", 0, 30);
        findings.doubting(
                "CPU use could not be read", "demand of forum is not known", "volumes of worker could not be read");
        List<PassRecord> records = new ArrayList<>(fleets);
        records.add(Reports.unread());
        return with(Reports.of(6, records, List.of(Reports.prometheus())), findings.find());
    }

    private static void advise(FindingsMaker findings) {
        findings.advising(
                Topic.NOT_LISTENING,
                "shop",
                "No machine answers on port 8080",
                new Advice.Worth.Outage("requests fail with 502 while the machine is paid for"),
                new Advice.Fix.Lines("[http_service]\n  internal_port = 3000"),
                new Advice.Fix.Words("or let the app listen on 0.0.0.0:8080"));
        findings.advising(
                Topic.LAUNCH_PAIR,
                "blog",
                "Two machines run where one would do",
                new Advice.Worth.Saves(new Rate(1_365_740), true, false),
                new Advice.Fix.Command("fly scale count 1 --app blog --process-group app --yes"));
        findings.advising(
                Topic.OVERSIZED_MEMORY,
                "shop",
                "4096 MB of memory where 700 MB were ever used",
                new Advice.Worth.Saves(new Rate(6_944_444), false, true),
                new Advice.Fix.Command("fly scale memory 1024 --app shop"));
        findings.advising(
                Topic.DEDICATED_IPV4,
                "blog",
                "A dedicated IPv4 address",
                new Advice.Worth.Costs(FindingsMaker.TWO_DOLLARS),
                new Advice.Fix.Command("fly ips allocate-v4 --shared --app blog"));
        findings.advising(
                Topic.SUSPEND_INELIGIBLE,
                "api",
                "Suspend is asked for and Fly will stop instead",
                new Advice.Worth.Risk("the first request after sleep waits for a cold boot"),
                new Advice.Fix.Lines("[[vm]]\n  memory = \"2gb\""));
        findings.advising(
                Topic.OLD_FLYCTL,
                "forum",
                "Deployed by flyctl 0.1.20",
                new Advice.Worth.Tidies(),
                new Advice.Fix.Words("update flyctl and deploy once"));
    }

    /// Names and sentences as an attacker would choose them.
    static Report hostile() {
        PassRecord.Decided decided = fleet(HOSTILE)
                .with(machine("=cmd|' /C calc'!A0", "@iad", "started<b>"), 3)
                .with(machine("+1+1", "-2", "\tstopped").younger(Duration.ofDays(3)), 0)
                .decide();
        FindingsMaker findings = new FindingsMaker().billing(decided);
        findings.advising(
                Topic.DRIFT,
                HOSTILE,
                HOSTILE,
                new Advice.Worth.Outage(HOSTILE),
                new Advice.Fix.Lines("```\n" + HOSTILE + "\n````"),
                new Advice.Fix.Command(HOSTILE),
                new Advice.Fix.Words(HOSTILE));
        findings.drawing(HOSTILE, 20, 6).doubting(HOSTILE);
        return with(Reports.of(decided), findings.find());
    }

    /// So many apps, each with so many machines that are alike.
    static Report crowd(int apps, int machines) {
        FindingsMaker findings = new FindingsMaker();
        List<PassRecord> records = new ArrayList<>();
        for (int app = 0; app < apps; app++) {
            FleetMaker maker = fleet("service-%03d".formatted(app));
            for (int i = 0; i < machines; i++) {
                String state = i == 0 ? "started" : i % 3 == 0 ? "stopped" : "suspended";
                maker.with(
                        machine("%04x%010x".formatted(app, i), i % 4 == 0 ? "ord" : "iad", state)
                                .younger(Duration.ofMinutes(10L * i)),
                        0);
            }
            PassRecord.Decided decided = maker.decide();
            records.add(decided);
            findings.billing(decided).drawing("service-%03d".formatted(app), 20, 4);
            findings.advising(
                    Topic.AUTOSTOP_OFF,
                    "service-%03d".formatted(app),
                    "Autostop is off",
                    new Advice.Worth.Saves(new Rate(1_000L * app), false, true),
                    new Advice.Fix.Lines("[http_service]\n  auto_stop_machines = \"suspend\""));
        }
        return with(Reports.of(apps, records, List.of()), findings.find());
    }

    static Report with(Report report, Findings findings) {
        return new Report(report.header(), report.records(), report.problems(), findings);
    }
}
