package dev.hangar.cli.doctor;

import dev.hangar.config.HangarSettings;
import dev.hangar.control.SignalSnapshot;
import dev.hangar.control.SignalSource;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.OrgSlug;
import dev.hangar.model.SignalName;
import dev.hangar.model.SignalQuery;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks Prometheus for every signal as a tick would, and for a few instants of the past.
final class PrometheusExam {
    static final String CHECK = "Prometheus";
    private static final String SIGNALS = "signal";

    /// Address as Fly spells it, with the organization's slug at its end (facts 9).
    private static final Pattern FLYS_PATH = Pattern.compile(".*/prometheus/([^/]+)/?$");

    /// Any running machine has this series: whether there is anything at all.
    private static final SignalQuery PROBE = new SignalQuery(
            new SignalName("probe"),
            "max by (app, region, instance) (fly_instance_up)",
            Optional.empty(),
            Duration.ofMinutes(5));

    private final HangarSettings settings;
    private final SignalSource source;
    private final Tap tap;

    /// What was read, before anybody knows what it is worth.
    ///
    /// @param now one per signal
    /// @param past whether there were samples so long ago; empty where nobody asked
    /// @param anything whether some machine has series; empty where nobody asked or no answer came
    record Read(List<SignalSnapshot> now, Map<Duration, Boolean> past, Optional<Boolean> anything) {}

    PrometheusExam(HangarSettings settings, SignalSource source, Tap tap) {
        this.settings = settings;
        this.source = source;
        this.tap = tap;
    }

    Read read(Instant at) {
        List<SignalSnapshot> now = source.read(settings.signals(), at);
        Optional<SignalQuery> answered = settings.signals().stream()
                .filter(query -> now.stream()
                        .anyMatch(snapshot -> snapshot.signal().equals(query.name())
                                && broken(snapshot).isEmpty()))
                .findFirst();
        boolean empty = now.stream().anyMatch(snapshot -> broken(snapshot).isEmpty() && isEmpty(snapshot));
        return new Read(
                now, answered.map(query -> past(query, at)).orElse(Map.of()), empty ? probe(at) : Optional.empty());
    }

    private Map<Duration, Boolean> past(SignalQuery query, Instant at) {
        Map<Duration, Boolean> past = new LinkedHashMap<>();
        for (Duration ago : List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(14))) {
            SignalSnapshot then = source.read(List.of(query), at.minus(ago)).getFirst();
            if (broken(then).isPresent()) {
                return past;
            }
            past.put(ago, !isEmpty(then));
        }
        return past;
    }

    private Optional<Boolean> probe(Instant at) {
        SignalSnapshot found = source.read(List.of(PROBE), at).getFirst();
        return broken(found).isPresent() ? Optional.empty() : Optional.of(!isEmpty(found));
    }

    private static boolean isEmpty(SignalSnapshot snapshot) {
        return snapshot.samples().isEmpty() && snapshot.failure().isEmpty();
    }

    /// Why the query itself failed.
    static Optional<Failure> broken(SignalSnapshot snapshot) {
        return snapshot.failure()
                .filter(failure -> snapshot.samples().isEmpty()
                        && (failure.httpStatus().isPresent() || failure.kind() != FailureKind.INVALID_ANSWER));
    }

    void judge(Read read, FlyExam.Seen seen, Instant at, Notes notes) {
        List<Failure> failures = new ArrayList<>();
        read.now()
                .forEach(snapshot -> broken(snapshot)
                        .filter(failure -> failure.kind() != FailureKind.INVALID_REQUEST || isAddress(failure))
                        .ifPresent(failures::add));
        if (failures.size() == read.now().size()) {
            unreachable(failures.getFirst(), seen, notes);
            notes.skip(SIGNALS, "Prometheus gave no answer");
            return;
        }
        notes.ok(CHECK, address() + " " + tap.speed() + "; " + token());
        SignalExam signals = new SignalExam(settings, seen, wrongOrg(seen));
        read.now().forEach(snapshot -> signals.judge(snapshot, read.anything(), at, notes));
        signals.history(read.past(), notes);
    }

    private void unreachable(Failure failure, FlyExam.Seen seen, Notes notes) {
        if (tap.trouble().isPresent()) {
            Trouble trouble = tap.trouble().get();
            notes.fail(trouble.cause(), CHECK, trouble.found(), trouble.fix());
            return;
        }
        int status = failure.httpStatus().orElse(0);
        boolean denied = status == 401 || status == 403 || isAddress(failure);
        Optional<String> wrongOrg = denied ? wrongOrg(seen) : Optional.empty();
        if (wrongOrg.isPresent()) {
            notes.fail(
                    Cause.PROMETHEUS_WRONG_ORG, CHECK, FlyExam.said(failure) + ": " + wrongOrg.get(), rightOrg(seen));
        } else if (status == 401 && settings.prometheus().token().isEmpty()) {
            notes.fail(
                    Cause.PROMETHEUS_NO_TOKEN,
                    CHECK,
                    FlyExam.said(failure) + ": no token is sent to " + address()
                            + ": the Fly token goes to https://api.fly.io only",
                    "set HANGAR_PROMETHEUS_TOKEN to a token of that server");
        } else if (status == 401 || status == 403) {
            denied(failure, status == 401, notes);
        } else if (isAddress(failure)) {
            notes.fail(
                    Cause.PROMETHEUS_ADDRESS,
                    CHECK,
                    FlyExam.said(failure) + ": no query API at " + address(),
                    "set hangar.prometheus.url to what stands in front of api/v1/query; Fly's is "
                            + "https://api.fly.io/prometheus/ORG/");
        } else if (failure.kind() == FailureKind.INVALID_ANSWER) {
            notes.fail(
                    Cause.PROMETHEUS_STRANGE,
                    CHECK,
                    address() + " does not answer like Prometheus: " + FlyExam.said(failure),
                    "check hangar.prometheus.url: a login page or Grafana is no query API");
        } else {
            notes.fail(
                    Cause.PROMETHEUS_ERROR,
                    CHECK,
                    address() + " answers with an error: " + FlyExam.said(failure),
                    "try again; look at https://status.flyio.net, or at the server's own log");
        }
    }

    private void denied(Failure failure, boolean unknown, Notes notes) {
        notes.fail(
                unknown ? Cause.PROMETHEUS_REFUSED : Cause.PROMETHEUS_FORBIDDEN,
                CHECK,
                FlyExam.said(failure) + ": "
                        + (unknown ? "the token is not accepted" : "the token is known, but may not read these metrics")
                        + " (" + token()
                        + "). Fly takes tokens of fly tokens create as FlyV1, those of fly auth token as"
                        + " Bearer; Hangar chooses by the token",
                "deploy tokens of one app are said not to work there: set HANGAR_PROMETHEUS_TOKEN to a read-only one of "
                        + "the organization, fly tokens create readonly ORG");
    }

    /// 404, 405 or a redirect.
    private static boolean isAddress(Failure failure) {
        int status = failure.httpStatus().orElse(0);
        return status == 404 || status == 405 || status / 100 == 3;
    }

    private String address() {
        return settings.prometheus().url().toString();
    }

    private String token() {
        return settings.prometheus()
                .token()
                .map(secret -> "token sent as " + TokenForm.of(secret.reveal()).scheme())
                .orElse("no token sent");
    }

    /// What is wrong with the slug in the address, as far as the Fly token tells: only of Fly's own server, and where
    /// no
    /// other token goes there.
    private Optional<String> wrongOrg(FlyExam.Seen seen) {
        URI url = settings.prometheus().url();
        boolean flys = "api.fly.io".equals(url.getHost())
                || String.valueOf(url.getRawAuthority())
                        .equals(settings.fly().baseUrl().getRawAuthority());
        boolean otherToken = settings.prometheus()
                .token()
                .filter(token -> !token.equals(settings.fly().token()))
                .isPresent();
        if (!flys || otherToken) {
            return Optional.empty();
        }
        Matcher path = FLYS_PATH.matcher(String.valueOf(url.getPath()));
        List<String> covered = seen.orgs().stream().map(OrgSlug::value).toList();
        return path.matches()
                        && !covered.isEmpty()
                        && !covered.contains(path.group(1))
                        && !path.group(1).equals("personal")
                ? Optional.of("wrong org slug: the address is for " + path.group(1) + ", the token covers "
                        + Names.some(covered))
                : Optional.empty();
    }

    private static String rightOrg(FlyExam.Seen seen) {
        return "set hangar.prometheus.url to https://api.fly.io/prometheus/"
                + seen.orgs().stream().findFirst().map(OrgSlug::value).orElse("ORG")
                + "/, or leave it unset and set hangar.org";
    }
}
