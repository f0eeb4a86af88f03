package dev.hangar.cli;

import dev.hangar.config.HangarSettings;
import dev.hangar.config.Mode;
import dev.hangar.control.PassRecord;
import dev.hangar.control.SignalSnapshot;
import dev.hangar.control.TokenCheck;
import dev.hangar.cost.PriceList;
import dev.hangar.model.App;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.OrgSlug;
import dev.hangar.model.SignalName;
import dev.hangar.report.Prices;
import dev.hangar.report.Problem;
import dev.hangar.report.Report;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// One dry pass over everything that is managed, on the real Fly and Prometheus: the same classes as the daemon's, put
/// together without anything that could write, whatever the configured mode.
final class LiveReport implements ReportSource {
    private final Configuration configuration;
    private final InstantSource wallClock;

    LiveReport(Configuration configuration, InstantSource wallClock) {
        this.configuration = configuration;
        this.wallClock = wallClock;
    }

    @Override
    public Report read(ReportRequest request, Progress progress) throws CliFailure {
        HangarSettings settings = configuration.load(request.config());
        Instant at = wallClock.instant();
        PriceList prices = settings.prices();
        Assembly assembly = Assembly.readOnly(settings, prices, wallClock);
        List<App> apps = assembly.directory().apps(at).stream()
                .filter(app -> request.apps()
                        .filter(wanted -> !wanted.matches(app.name()))
                        .isEmpty())
                .toList();
        // Beside the rest: two more calls that nothing here waits for.
        CompletableFuture<TokenCheck.Powers> token = powers(settings, apps);
        List<Problem> problems = new ArrayList<>();
        assembly.directory().failures().forEach(failure -> problems.add(new Problem("list of apps", failure)));
        Map<SignalName, List<SignalSnapshot>> history = assembly.history(settings, at);
        Map<SignalName, SignalSnapshot> signals = new TreeMap<>();
        for (SignalSnapshot snapshot : assembly.signals().read(settings.signals(), at)) {
            signals.put(snapshot.signal(), snapshot);
            Problem.of(snapshot).ifPresent(problems::add);
        }
        List<PassRecord> records = passes(assembly, settings, at, apps, new Read(signals, history), progress);
        Report.Mode mode = settings.mode() == Mode.ACT ? Report.Mode.ACT : Report.Mode.OBSERVE;
        OrgSlug org = settings.org()
                .or(() -> apps.stream().map(App::org).findFirst())
                .orElseGet(() -> new OrgSlug("unknown"));
        return new Report(
                new Report.Header(org, mode, Prices.of(prices, at), at, apps.size(), token.join()), records, problems);
    }

    private CompletableFuture<TokenCheck.Powers> powers(HangarSettings settings, List<App> apps) {
        Optional<AppName> some = apps.stream().map(App::name).findFirst();
        return CompletableFuture.supplyAsync(
                () -> TokenCheck.powers(Safety.tokens(settings, wallClock), some), Thread::startVirtualThread);
    }

    /// What was read for all apps.
    private record Read(Map<SignalName, SignalSnapshot> signals, Map<SignalName, List<SignalSnapshot>> history) {}

    private static List<PassRecord> passes(
            Assembly assembly, HangarSettings settings, Instant at, List<App> apps, Read read, Progress progress) {
        Semaphore atOnce = new Semaphore(settings.maxConcurrentPasses());
        AtomicInteger done = new AtomicInteger();
        List<PassRecord> records = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (App app : apps) {
            atOnce.acquireUninterruptibly();
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    assembly.passes()
                            .run(app, read.signals(), read.history(), settings.policies()::settingsFor, record -> {
                                synchronized (records) {
                                    records.add(record);
                                }
                            });
                } catch (RuntimeException bug) {
                    synchronized (records) {
                        records.add(new PassRecord.Unread(
                                app.name(),
                                at,
                                Failure.of(FailureKind.INVALID_ANSWER, "a bug of Hangar, please report it: " + bug)));
                    }
                } finally {
                    progress.step(
                            done.incrementAndGet(), apps.size(), app.name().value());
                    atOnce.release();
                }
            }));
        }
        for (Thread thread : threads) {
            join(thread);
        }
        synchronized (records) {
            return List.copyOf(records);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
