package dev.hangar.cli.doctor;

import dev.hangar.config.HangarSettings;
import dev.hangar.config.LoadResult;
import dev.hangar.config.Problem;
import dev.hangar.config.Secret;
import dev.hangar.fly.FlyMachineSource;
import dev.hangar.fly.FlyReleaseSource;
import dev.hangar.fly.FlySettings;
import dev.hangar.fly.FlyTokenSource;
import dev.hangar.fly.Transport;
import dev.hangar.model.App;
import dev.hangar.model.AppName;
import dev.hangar.prometheus.PrometheusSignalSource;
import dev.hangar.report.Checkup;
import dev.hangar.report.Finding;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

/// The whole check-up: configuration first, then Fly and Prometheus at the same time, each call within its time-out.
/// Asks only questions that change nothing.
public final class Doctor {
    private static final String WHY = "the configuration has problems";

    /// Names that nobody is asked about.
    private static final Map<String, String> STAND_INS =
            Map.of("HANGAR_APP", "none", "HANGAR_PROMETHEUS_URL", "http://localhost/");

    private final Map<String, String> environment;
    private final Function<Map<String, String>, LoadResult> load;
    private final Function<HangarSettings, Connections> connect;

    /// @param environment variables by name
    /// @param load reads the configuration with these or other variables
    /// @param connect reaches the servers of a configuration
    public Doctor(
            Map<String, String> environment,
            Function<Map<String, String>, LoadResult> load,
            Function<HangarSettings, Connections> connect) {
        this.environment = Map.copyOf(environment);
        this.load = load;
        this.connect = connect;
    }

    /// Everything, in the order in which one thing hangs on the other.
    public Checkup examine(Instant at) {
        return new Checkup(
                at,
                switch (load.apply(environment)) {
                    case LoadResult.Problems(List<Problem> problems) -> broken(problems, at);
                    case LoadResult.Loaded(HangarSettings settings) -> new Examination(settings, at).run();
                });
    }

    /// Who gave nothing but a token is told what it could be used for.
    private List<Finding> broken(List<Problem> problems, Instant at) {
        Notes notes = new ConfigExam(environment).broken(problems);
        List<Finding> findings = new ArrayList<>(notes.list());
        Map<String, String> more = new HashMap<>(environment);
        more.putAll(STAND_INS);
        if (ConfigExam.onlyNamesNoApps(problems)
                && load.apply(more) instanceof LoadResult.Loaded(HangarSettings settings)) {
            findings.addAll(new Examination(settings, at).scope());
        } else {
            findings.add(Finding.skipped(FlyExam.API, WHY));
        }
        findings.add(Finding.skipped(PrometheusExam.CHECK, WHY));
        return findings;
    }

    /// One configuration under examination.
    private final class Examination {
        private final HangarSettings settings;
        private final Instant at;
        private final List<String> secrets;
        private final Connections connections;
        private final List<Finding> findings = new ArrayList<>();

        Examination(HangarSettings settings, Instant at) {
            this.settings = settings;
            this.at = at;
            this.connections = connect.apply(settings);
            this.secrets = Stream.of(
                            Optional.of(settings.fly().token()),
                            settings.prometheus().token(),
                            settings.httpToken())
                    .flatMap(Optional::stream)
                    .map(Secret::reveal)
                    .flatMap(token -> TokenForm.of(token).parts().stream())
                    .toList();
        }

        List<Finding> run() {
            Notes first = new Notes(secrets);
            boolean sound =
                    new ConfigExam(environment).sound(settings, at, first).isPresent();
            findings.addAll(first.list());
            boolean ask = sound
                    || !settings.prometheus()
                            .token()
                            .equals(Optional.of(settings.fly().token()));
            Tap queries = new Tap(
                    connections.clock(),
                    new Server(
                            PrometheusExam.CHECK,
                            "hangar.prometheus.url",
                            settings.prometheus().url(),
                            settings.prometheus().timeout(),
                            "hangar.prometheus.timeout"));
            PrometheusExam prometheus = new PrometheusExam(settings, demand(queries), queries);
            CompletableFuture<Optional<PrometheusExam.Read>> reading = CompletableFuture.supplyAsync(
                    () -> ask ? Optional.of(prometheus.read(at)) : Optional.empty(), Thread::startVirtualThread);

            Tap calls = tap(settings.fly().baseUrl(), "hangar.fly.base-url", FlyExam.API);
            Notes fly = new Notes(secrets);
            FlyExam.Seen seen = sound ? exam(calls, fly).examine() : FlyExam.Seen.NOTHING;
            if (!sound) {
                fly.skip(FlyExam.API, "there is no sound token");
            }
            findings.addAll(fly.list());

            Notes rest = new Notes(secrets);
            reading.join()
                    .ifPresentOrElse(
                            read -> prometheus.judge(read, seen, at, rest),
                            () -> rest.skip(PrometheusExam.CHECK, "there is no sound token"));
            ClockExam.examine(List.of(calls, queries), settings.prometheus().maxAge(), rest);
            releases(seen, rest);
            findings.addAll(rest.list());
            return findings;
        }

        /// Only what the token covers.
        List<Finding> scope() {
            Notes notes = new Notes(secrets);
            if (new ConfigExam(environment).token(settings, notes).isPresent()) {
                exam(tap(settings.fly().baseUrl(), "hangar.fly.base-url", FlyExam.API), notes)
                        .scope();
            }
            return notes.list();
        }

        private PrometheusSignalSource demand(Tap tap) {
            return new PrometheusSignalSource(
                    connections.prometheus(),
                    tap.onQueries(connections.toPrometheus().apply(connections.prometheus())),
                    Thread::startVirtualThread);
        }

        private FlyExam exam(Tap tap, Notes notes) {
            FlySettings there = connections.fly();
            Transport wire = tap.onCalls(connections.toFly().apply(there));
            return new FlyExam(
                    settings, new FlyTokenSource(there, wire), new FlyMachineSource(there, wire), tap, notes);
        }

        private Tap tap(URI address, String key, String check) {
            return new Tap(
                    connections.clock(),
                    new Server(check, key, address, settings.fly().timeout(), "hangar.fly.timeout"));
        }

        private void releases(FlyExam.Seen seen, Notes notes) {
            ReleaseExam exam = new ReleaseExam(settings, notes);
            Optional<AppName> app = seen.managed().stream().map(App::name).findFirst();
            if (settings.fly().graphqlUrl().isEmpty()) {
                exam.unasked();
            } else if (app.isEmpty()) {
                notes.skip(ReleaseExam.CHECK, "no managed app was found");
            } else {
                URI url = settings.fly().graphqlUrl().get();
                FlySettings fly = connections.fly();
                FlySettings there = new FlySettings(
                        URI.create(url.getScheme() + "://" + url.getRawAuthority()),
                        fly.token(),
                        fly.org(),
                        fly.callTimeout(),
                        fly.clock());
                Tap tap = tap(url, "hangar.fly.graphql-url", ReleaseExam.CHECK);
                exam.examine(
                        new FlyReleaseSource(
                                there, tap.onCalls(connections.toFly().apply(there)), url.getRawPath()),
                        app.get(),
                        tap);
            }
        }
    }
}
