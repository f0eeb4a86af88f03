package dev.hangar.config;

import dev.hangar.model.MicroDollars;
import dev.hangar.policy.Capacity;
import dev.hangar.policy.IdleAction;
import dev.hangar.policy.LaunchPairMode;
import dev.hangar.policy.PauseMode;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// Every key, once: path, kind, range, default and meaning. Manual, example file and variables follow from here.
final class Keys {
    static final Key<Mode> MODE =
            Key.of("mode", Kinds.choice(Mode.class), "observe", "`observe` is the dry run, `act` carries the plan out");
    static final Key<Duration> INTERVAL =
            Key.of("interval", Kinds.duration("5s", "5m"), "15s", "time from one pass to the next");
    static final Key<String> ORG =
            Key.unset("org", Kinds.slug("a slug"), "organization whose apps are looked after; needed for globs");
    static final Key<AppFilter> APP =
            Key.unset("app", Kinds.apps(), "apps to look after; unset: every app of `org`. Globs need `org`");
    static final Key<Integer> MAX_CONCURRENT_PASSES =
            Key.of("max-concurrent-passes", Kinds.whole(1, 256), "16", "fleets worked on at the same time");
    static final Key<Secret> FLY_TOKEN = Key.unset(
            "fly.token",
            Kinds.secret(),
            "token for the Machines API; required. `FLY_API_TOKEN` counts when it is unset");
    static final Key<URI> FLY_BASE_URL = Key.of(
            "fly.base-url",
            Kinds.addressInsideFly(),
            "https://api.machines.dev",
            "Machines API. `FLY_FLAPS_BASE_URL` counts when it is unset");
    static final Key<URI> FLY_GRAPHQL_URL = Key.unset(
            "fly.graphql-url",
            Kinds.address(),
            "where a running release is asked for before a machine loses capacity; unset: "
                    + "`https://api.fly.io/graphql` where `fly.base-url` is Fly's own, else nobody is asked");
    static final Key<Duration> FLY_TIMEOUT =
            Key.of("fly.timeout", Kinds.duration("1s", "60s"), "10s", "most time for one call");
    static final Key<URI> PROMETHEUS_URL = Key.unset(
            "prometheus.url",
            Kinds.address(),
            "address in front of `api/v1/query`; unset: `https://api.fly.io/prometheus/<org>/`. Required without `org`");
    static final Key<Secret> PROMETHEUS_TOKEN = Key.unset(
            "prometheus.token",
            Kinds.secret(),
            "token for queries; unset: the Fly token where the address is Fly's own, none elsewhere");
    static final Key<Duration> PROMETHEUS_TIMEOUT =
            Key.of("prometheus.timeout", Kinds.duration("1s", "60s"), "10s", "most time for one query");
    static final Key<PrometheusSettings.Method> PROMETHEUS_METHOD = Key.of(
            "prometheus.method",
            Kinds.choice(PrometheusSettings.Method.class),
            "post",
            "how a query travels: as a form, or in the address");
    static final Key<Duration> PROMETHEUS_MAX_AGE = Key.of(
            "prometheus.max-age", Kinds.duration("15s", "10m"), "2m", "oldest sample that a fleet may shrink on");
    static final Key<Duration> LEARN_FROM = Key.of(
            "prometheus.learn-from",
            Kinds.duration("0s", "7d"),
            "24h",
            "how far back the adaptive scaling reads demand at a start; less where there are many series");
    static final Key<String> HTTP_HOST = Key.unset(
            "http.host",
            Kinds.listenAddress(),
            "address that the daemon listens on; unset: `127.0.0.1`, and `::` on a Fly Machine");
    static final Key<Integer> HTTP_PORT = Key.of(
            "http.port", Kinds.whole(0, 65535), "8080", "port of the daemon's pages and metrics; 0: any free one");
    static final Key<Secret> HTTP_TOKEN = Key.unset(
            "http.token",
            Kinds.secret(),
            "token of your own choice for calls that change something, such as `PUT /api/pause`; unset: they are off");
    static final Key<LogFormat> LOG_FORMAT = Key.of(
            "log.format",
            Kinds.choice(LogFormat.class),
            "auto",
            "how the daemon's log is written; `auto`: `text` on a terminal, else [`json`](../logs.md)");
    static final Key<URI> TRACES_URL = Key.unset(
            "traces.url",
            Kinds.address(),
            "OpenTelemetry collector that [traces](../traces.md) go to, in front of `v1/traces`; unset: none are made");
    static final Key<Double> BLAST_RADIUS_SHARE = Key.of(
            "blast-radius.share",
            Kinds.fraction("(0, 1]"),
            "0.25",
            "largest share of all machines awake that is put to sleep within the window; more is held back");
    static final Key<Integer> BLAST_RADIUS_LEAST = Key.of(
            "blast-radius.least",
            Kinds.whole(1, 10_000),
            "10",
            "so many may be put to sleep within the window however few are awake");
    static final Key<Duration> BLAST_RADIUS_WINDOW =
            Key.of("blast-radius.window", Kinds.duration("1m", "24h"), "10m", "window of the blast radius");
    static final Key<String> PRICES_FILE = Key.of(
            "prices.file",
            Kinds.text("`built-in` or a file"),
            PriceBooks.BUILT_IN,
            "table of list prices, JSON of the same form as the one that comes with Hangar");

    static final Key<MicroDollars> SPEND_BUDGET = Key.unset(
            "spend-budget",
            Kinds.dollars(),
            "what all fleets together may cost in 30 days, for dashboards and alerts; nothing is parked for it");

    /// Keys directly below `hangar`.
    static final List<Key<?>> TOP = List.of(
            MODE,
            INTERVAL,
            ORG,
            APP,
            MAX_CONCURRENT_PASSES,
            FLY_TOKEN,
            FLY_BASE_URL,
            FLY_GRAPHQL_URL,
            FLY_TIMEOUT,
            PROMETHEUS_URL,
            PROMETHEUS_TOKEN,
            PROMETHEUS_TIMEOUT,
            PROMETHEUS_METHOD,
            PROMETHEUS_MAX_AGE,
            LEARN_FROM,
            HTTP_HOST,
            HTTP_PORT,
            HTTP_TOKEN,
            LOG_FORMAT,
            TRACES_URL,
            BLAST_RADIUS_SHARE,
            BLAST_RADIUS_LEAST,
            BLAST_RADIUS_WINDOW,
            PRICES_FILE,
            SPEND_BUDGET);

    static final Key<String> PROMQL = Key.unset(
            "promql", Kinds.text("an expression"), "expression whose series carry `app`, and `region` and `instance`");
    static final Key<String> SAMPLED_AT = Key.unset(
            "sampled-at",
            Kinds.text("an expression"),
            "Unix time of the newest raw sample; unset: `timestamp(<promql>)` for a bare selector");
    static final Key<Duration> SIGNAL_MAX_AGE = Key.unset(
            "max-age", Kinds.duration("15s", "10m"), "oldest sample to shrink on; unset: `prometheus.max-age`");

    /// Keys below `hangar.signals.<name>`.
    static final List<Key<?>> SIGNAL = List.of(PROMQL, SAMPLED_AT, SIGNAL_MAX_AGE);

    static final Key<Boolean> IGNORE = Key.of("ignore", Kinds.yesNo(), "false", "leave these fleets alone");
    static final Key<Integer> MIN_MACHINES_RUNNING = Key.unset(
            "min-machines-running", machines(), "floor of a fleet; unset: the service's own, in the primary region");
    static final Key<Integer> MAX_MACHINES_RUNNING =
            Key.unset("max-machines-running", Kinds.whole(1, 10_000), "ceiling of a fleet; unset: as many as exist");
    static final Key<Integer> CREATE_MOST = Key.unset(
            "create.most",
            Kinds.whole(1, 10_000),
            "most machines that may exist in a fleet when one more is [created](scaling.md#creating-machines); unset: "
                    + "none is created");
    static final Key<Integer> CREATE_SPARES = Key.of(
            "create.spares",
            Kinds.whole(0, 1000),
            "0",
            "machines that exist, asleep, beyond those that run; needs `create.most`");
    static final Key<IdleAction> IDLE_ACTION = Key.of(
            "idle-action",
            Kinds.choice(IdleAction.class),
            "auto",
            "how idle machines sleep; `auto`: suspend where Fly allows it");
    static final Key<LaunchPairMode> LAUNCH_PAIR = Key.of(
            "launch-pair",
            Kinds.choice(LaunchPairMode.class),
            "park",
            "the second machine of a first deploy: leave it, put it to sleep, or destroy it");
    static final Key<ScalingName> SCALING = Key.of(
            "scaling",
            Kinds.choice(ScalingName.class),
            "adaptive",
            "how many machines: `adaptive` follows the cheapest rule that keeps the late share, `expression` a formula "
                    + "of yours, `target-tracking` a fixed one");
    static final Key<FormulaText> EXPRESSION_STARTED = Key.unset(
            "expression.started",
            Kinds.formula(),
            "expression: machines that shall run, as in [scaling](scaling.md#expression)");
    static final Key<FormulaText> EXPRESSION_CREATED = Key.unset(
            "expression.created",
            Kinds.formula(),
            "machines that shall exist, with any `scaling`; needs `create.most`");
    static final Key<Double> LATE_SHARE = Key.of(
            "late-share",
            Kinds.fraction("[0.0001, 0.5]"),
            "0.01",
            "adaptive: share of requests or jobs that may be late");
    static final Key<Duration> LATE_AFTER = Key.of(
            "late-after",
            Kinds.duration("0s", "5m"),
            "1s",
            "adaptive: what waits longer than this for a machine, or meets a full one, is late");
    static final Key<Duration> LATE_PRICE = Key.unset(
            "late-price",
            Kinds.duration("1s", "24h"),
            "adaptive, cost first: machine time that one late request avoided is worth; unset: as much as the late share "
                    + "needs");
    static final Key<Double> TARGET_UTILIZATION = Key.of(
            "target-utilization",
            Kinds.fraction("(0, 1]"),
            "0.8",
            "share of a machine's capacity that is planned with; where autostop is on, 1 counts, since Fly Proxy would "
                    + "park the head-room (decision 0007), and where a signal has a wait target");
    static final Key<Double> TOLERANCE =
            Key.of("tolerance", Kinds.fraction("[0, 1)"), "0.1", "dead band around the target");
    static final Key<Duration> STABILIZATION =
            Key.of("stabilization", day(), "5m", "look-back: shrinking uses the largest recommendation in it");
    static final Key<Integer> STEP_UP =
            Key.of("step-up", Kinds.whole(1, 1000), "10", "most machines woken in one pass");
    static final Key<Integer> STEP_DOWN =
            Key.of("step-down", Kinds.whole(1, 1000), "1", "most machines put to sleep in one pass");
    static final Key<Duration> COOL_DOWN =
            Key.of("cool-down", day(), "1m", "no shrink for so long after our own wake-up");
    static final Key<Duration> DRAIN_LIMIT =
            Key.of("drain-limit", day(), "5m", "a draining machine sleeps after so long, busy or not");
    static final Key<Duration> WAKE_TIME =
            Key.of("wake-time", Kinds.duration("1s", "1h"), "60s", "time that a start may take before it is given up");
    static final Key<Integer> BUDGET_SLEEPS = Key.of(
            "budget.sleeps", Kinds.whole(0, 1000), "10", "most machines of a fleet put to sleep within the window");
    static final Key<Duration> BUDGET_WINDOW =
            Key.of("budget.window", Kinds.duration("1s", "24h"), "10m", "window of the budget");
    static final Key<PauseMode> PAUSE = Key.of(
            "pause",
            Kinds.choice(PauseMode.class),
            "none",
            "nothing is started (`up`), put to sleep (`down`), or either (`all`); our own cordons still come off");
    static final Key<Duration> YIELD_TO_PERSON = Key.of(
            "yield-to-person",
            day(),
            "1h",
            "a machine that a person started or made by hand is not put to sleep for so long; 0s: never mind");
    static final Key<Duration> CLIFF_HOLD = Key.of(
            "cliff-hold",
            day(),
            "15m",
            "nothing shrinks for so long after a busy fleet's demand fell to nothing at once; 0s: off");
    static final Key<Integer> FLAP_LIMIT = Key.of(
            "flap-limit",
            Kinds.whole(0, 60),
            "4",
            "times that sleeps may be undone within an hour before shrinking rests; 0: off");

    /// Keys below every `policy`, besides `regions` and `signals`.
    static final List<Key<?>> POLICY = List.of(
            IGNORE,
            MIN_MACHINES_RUNNING,
            MAX_MACHINES_RUNNING,
            CREATE_MOST,
            CREATE_SPARES,
            IDLE_ACTION,
            LAUNCH_PAIR,
            SCALING,
            LATE_SHARE,
            LATE_AFTER,
            LATE_PRICE,
            EXPRESSION_STARTED,
            EXPRESSION_CREATED,
            TARGET_UTILIZATION,
            TOLERANCE,
            STABILIZATION,
            STEP_UP,
            STEP_DOWN,
            COOL_DOWN,
            DRAIN_LIMIT,
            WAKE_TIME,
            BUDGET_SLEEPS,
            BUDGET_WINDOW,
            PAUSE,
            YIELD_TO_PERSON,
            CLIFF_HOLD,
            FLAP_LIMIT);

    static final Key<Integer> REGION_FLOOR =
            Key.unset("regions.<region>", machines(), "floor of a fleet in one region");

    static final Key<String> SIGNAL_NAME =
            Key.unset("name", Kinds.slug("a name"), "a signal below `hangar.signals`, or `proxy-concurrency`");
    static final Key<Capacity> CAPACITY = Key.of(
            "capacity",
            Kinds.capacity(),
            "soft-limit",
            "what one machine takes; `soft-limit`: the service's own, 20 where it sets none");
    static final Key<Boolean> OUTLIVES_MACHINES = Key.of(
            "outlives-machines",
            Kinds.yesNo(),
            "false",
            "the series lives without the machines, so it can wake them from zero");

    static final Key<Duration> SERVICE_TIME = Key.unset(
            "service-time",
            Kinds.duration("10ms", "24h"),
            "a queue, instead of `capacity`: mean time that one machine takes for one job. The signal counts the jobs that "
                    + "wait, and they are added to the load of the others");
    static final Key<Duration> WAIT_TARGET = Key.unset(
            "wait-target",
            Kinds.duration("0s", "24h"),
            "a queue: how long a job may wait; needs `service-time` beside it");

    /// Keys of one entry of `signals` below a `policy`.
    static final List<Key<?>> SIGNAL_USE = List.of(SIGNAL_NAME, CAPACITY, SERVICE_TIME, WAIT_TARGET, OUTLIVES_MACHINES);

    private Keys() {}

    private static Kind<Integer> machines() {
        return Kinds.whole(0, 10_000);
    }

    private static Kind<Duration> day() {
        return Kinds.duration("0s", "24h");
    }
}
