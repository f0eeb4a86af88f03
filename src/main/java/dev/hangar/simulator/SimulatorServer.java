package dev.hangar.simulator;

import com.sun.net.httpserver.HttpServer;
import dev.hangar.cost.PriceBook;
import dev.hangar.model.AppName;
import dev.hangar.simulator.api.ApiFaults;
import dev.hangar.simulator.api.ApiOutcome;
import dev.hangar.simulator.api.ApiRequest;
import dev.hangar.simulator.api.ApiResponse;
import dev.hangar.simulator.api.MachinesApi;
import dev.hangar.simulator.faults.FaultDial;
import dev.hangar.simulator.faults.Faults;
import dev.hangar.simulator.faults.FaultyFace;
import dev.hangar.simulator.metrics.PrometheusFace;
import dev.hangar.simulator.metrics.ScrapeHistory;
import dev.hangar.simulator.world.Figures;
import dev.hangar.simulator.world.JournalEntry;
import dev.hangar.simulator.world.Scenario;
import dev.hangar.simulator.world.Seed;
import dev.hangar.simulator.world.SimulatedApp;
import dev.hangar.simulator.world.SimulatedFly;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// A simulated Fly on real ports. Virtual time follows a scaled clock: every request and a background thread move the
/// world on, under one lock; a wait holds no lock while it waits.
public final class SimulatorServer implements AutoCloseable {
    private static final String TOKEN = "fm2_simulated";
    private static final long TICK_MILLIS = 50;

    private final SimulatorSettings settings;
    private final ScaledClock clock;
    private final SimulatedFly fly;
    private final MachinesApi api;
    private final ScrapeHistory history;
    private final PrometheusFace prometheus;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final Optional<HttpServer> metricsServer;
    private volatile Optional<Dialed> dialed = Optional.empty();
    private volatile boolean away;
    private volatile boolean closed;

    /// What goes wrong, and the face that lets it.
    private record Dialed(Faults faults, FaultyFace face) {}

    private SimulatorServer(SimulatorSettings settings, Scenario scenario, PriceBook prices, ScrapeHistory history)
            throws IOException {
        this.settings = settings;
        this.history = history;
        clock = new ScaledClock(settings);
        fly = new SimulatedFly(scenario, new Seed(settings.seed()), prices);
        api = new MachinesApi(fly, TOKEN);
        prometheus = new PrometheusFace(history, TOKEN);
        server = open(settings.port());
        metricsServer = openSecond();
    }

    private Optional<HttpServer> openSecond() throws IOException {
        if (settings.metricsPort().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(open(settings.metricsPort().getAsInt()));
        } catch (IOException taken) {
            server.stop(0);
            throw taken;
        }
    }

    /// Starts the demonstration's organization.
    ///
    /// @throws IOException when a port cannot be bound
    public static SimulatorServer start(SimulatorSettings settings, PriceBook prices) throws IOException {
        return start(settings, DemoOrg.scenario(settings.start()), prices);
    }

    /// Starts another scenario; it must begin at the settings' start.
    ///
    /// @throws IOException when a port cannot be bound
    public static SimulatorServer start(SimulatorSettings settings, Scenario scenario, PriceBook prices)
            throws IOException {
        return start(settings, scenario, prices, new ScrapeHistory(settings.start()));
    }

    /// The same with a memory of its own, such as one for questions about days.
    ///
    /// @param history empty, with its first scrape due at the settings' start or later
    /// @throws IOException when a port cannot be bound
    public static SimulatorServer start(
            SimulatorSettings settings, Scenario scenario, PriceBook prices, ScrapeHistory history) throws IOException {
        if (!scenario.start().equals(settings.start())) {
            throw new IllegalArgumentException(
                    "scenario begins at " + scenario.start() + ", settings at " + settings.start());
        }
        SimulatorServer simulator = new SimulatorServer(settings, scenario, prices, history);
        simulator.run();
        return simulator;
    }

    /// Without TCP_NODELAY the JDK's server, which writes head and body apart, answers 40 ms late on kept connections.
    private HttpServer open(int port) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer opened = HttpServer.create(new InetSocketAddress(settings.host(), port), 0);
        opened.createContext("/", new HttpFace(this::answer));
        opened.setExecutor(threads);
        return opened;
    }

    private void run() {
        server.start();
        metricsServer.ifPresent(HttpServer::start);
        threads.execute(this::tick);
    }

    private void tick() {
        while (!closed) {
            locked(() -> true);
            try {
                TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private ApiResponse answer(ApiRequest request) {
        if (!MachinesApi.isOwn(request) && prometheus.isOwn(request)) {
            return locked(() -> {
                prometheus.setDown(away || faults().prometheusDown(clock.instant()));
                return prometheus.answer(api.asQuery(request), fly.world());
            });
        }
        Optional<Dialed> wrong = dialed;
        return wrong.isPresent() ? wrong.get().face().apply(request) : soundly(request);
    }

    /// What the API itself answers.
    private ApiResponse soundly(ApiRequest request) {
        ApiOutcome outcome = locked(() -> api.begin(request));
        return switch (outcome) {
            case ApiOutcome.Answered(ApiResponse response) -> response;
            case ApiOutcome.NotYet wait -> waitFor(wait);
        };
    }

    /// Asks again whenever the world has moved, without holding the lock in between.
    private ApiResponse waitFor(ApiOutcome.NotYet wait) {
        lock.lock();
        try {
            while (!closed) {
                advance();
                Optional<ApiResponse> answer = wait.poll().get();
                if (answer.isPresent()) {
                    return answer.get();
                }
                moved.await();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return PrometheusFace.closing();
    }

    /// Runs `work` on the world as it is now, and tells those who wait.
    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            advance();
            T result = work.get();
            moved.signalAll();
            return result;
        } finally {
            lock.unlock();
        }
    }

    /// Moves the world to now, stopping at each scrape on the way.
    private void advance() {
        Instant now = clock.instant();
        while (!history.nextScrapeAt().isAfter(now)) {
            fly.advanceTo(history.nextScrapeAt());
            history.scrape(fly.world(), faults().scrape(history.nextScrapeAt()));
        }
        fly.advanceTo(now);
    }

    /// Base of the Machines API, without `/v1`.
    public URI baseUri() {
        return uri(server);
    }

    /// Where the GraphQL API answers, which tells of releases under way.
    public URI graphqlUri() {
        return baseUri().resolve("/graphql");
    }

    /// Base of the query face, as Fly spells it: `…/prometheus/<org>`. Without the path it answers as well.
    public URI prometheusUri() {
        return baseUri().resolve("/prometheus/" + fly.world().org());
    }

    /// Where the metrics page is.
    public URI metricsUri() {
        return uri(metricsServer.orElse(server)).resolve("/metrics");
    }

    private URI uri(HttpServer of) {
        String host = settings.host().equals("0.0.0.0") ? SimulatorSettings.LOOPBACK : settings.host();
        return URI.create("http://" + host + ":" + of.getAddress().getPort());
    }

    /// The token that the API accepts, with scheme `Bearer` or `FlyV1`.
    public String token() {
        return TOKEN;
    }

    /// The token that reads everything and writes nothing.
    public String readOnlyToken() {
        return api.tokens().readOnly();
    }

    /// The same rights as [#token], as a person's token: the one to give to flyctl.
    public String userToken() {
        return api.tokens().user();
    }

    /// The token that reads and writes this app only.
    public String deployToken(AppName app) {
        return api.tokens().deploy(app);
    }

    /// Sets what goes wrong from now on.
    public void setFaults(ApiFaults faults) {
        locked(() -> {
            api.setFaults(faults);
            return faults;
        });
    }

    /// Lets go wrong from now on what the dial says, drawn from the settings' seed: calls to the API, scrapes and
    /// queries. Latency passes in virtual time and keeps nobody else waiting. Jumps of the clock are left out: a
    /// client has its own.
    public void dial(FaultDial dial) {
        Faults faults = new Faults(dial, settings.seed());
        dialed = Optional.of(new Dialed(faults, new FaultyFace(this::soundly, faults, clock, this::pause)));
    }

    private Faults faults() {
        return dialed.map(Dialed::faults).orElse(Faults.NONE);
    }

    private void pause(Duration virtual) {
        try {
            TimeUnit.NANOSECONDS.sleep(Math.round(virtual.toNanos() / settings.speed()));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /// Apps of the organization, sorted.
    public List<AppName> appNames() {
        return fly.world().apps().stream().map(SimulatedApp::name).toList();
    }

    /// Virtual time, for those who live in it.
    public InstantSource clock() {
        return clock;
    }

    /// Figures until now.
    public Figures figures() {
        return locked(fly::figures);
    }

    /// The last things that happened, oldest first.
    public List<JournalEntry> journal() {
        return locked(() -> fly.world().journal());
    }

    /// Makes the query face and the metrics page answer 503, or well again.
    public void prometheusDown(boolean down) {
        away = down;
    }

    /// Ends all waits, closes the ports, and returns when no thread is left.
    @Override
    public void close() {
        closed = true;
        locked(() -> true);
        server.stop(0);
        metricsServer.ifPresent(other -> other.stop(0));
        threads.shutdownNow();
        threads.close();
    }
}
