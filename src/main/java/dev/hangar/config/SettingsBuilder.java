package dev.hangar.config;

import dev.hangar.cost.PriceList;
import dev.hangar.model.AppName;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineRef;
import dev.hangar.model.OrgSlug;
import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rules between keys, and the settings of values that passed them.
///
/// @param top values below `hangar`, all sources merged
/// @param problems where violations go
/// @param variables for what only the environment knows
record SettingsBuilder(Values top, ProblemCollector problems, Variables variables) {
    private static final String FLY_MACHINE_ID = "FLY_MACHINE_ID";

    /// Whether something that must be there is not.
    void requireWhatIsMissing() {
        if (missing(Keys.FLY_TOKEN)) {
            require(Keys.FLY_TOKEN, "is required: set HANGAR_FLY_TOKEN (or FLY_API_TOKEN)");
        }
        if (missing(Keys.ORG) && missing(Keys.APP)) {
            require(Keys.APP, "is required: set HANGAR_APP, or HANGAR_ORG for every app of an organization");
        }
        if (missing(Keys.ORG) && missing(Keys.PROMETHEUS_URL)) {
            require(Keys.PROMETHEUS_URL, "is required: set HANGAR_PROMETHEUS_URL, or HANGAR_ORG for Fly's own");
        }
        top.entry(Keys.APP)
                .filter(entry -> missing(Keys.ORG)
                        && top.named(Keys.APP).flatMap(AppFilter::names).isEmpty())
                .ifPresent(entry -> problems.add(Problem.of(
                        entry.given(), "needs hangar.org: apps that match a glob are found in an organization")));
    }

    /// A key that was given but could not be read is reported already, not missing too.
    private boolean missing(Key<?> key) {
        String full = "hangar." + key.path();
        return top.entry(key).isEmpty()
                && problems.list().stream().noneMatch(problem -> problem.key().equals(full));
    }

    private void require(Key<?> key, String explanation) {
        problems.add(Problem.of("hangar." + key.path(), explanation));
    }

    /// The table that `prices.file` names, below `directory`; the one of the build where that cannot be read, which is
    /// a problem then.
    PriceList prices(Path directory) {
        try {
            return PriceBooks.named(top.required(Keys.PRICES_FILE), directory);
        } catch (IOException | InvalidPathException e) {
            top.entry(Keys.PRICES_FILE)
                    .ifPresent(entry -> problems.add(Problem.of(entry.given(), "no usable prices: " + e.getMessage())));
            return PriceBooks.builtIn();
        }
    }

    /// The machine that we run on (facts 11).
    Optional<MachineRef> self() {
        return variables
                .text("FLY_APP_NAME")
                .flatMap(app -> variables
                        .text(FLY_MACHINE_ID)
                        .map(machine -> new MachineRef(new AppName(app), new MachineId(machine))));
    }

    HangarSettings build(Map<String, Values> signals, PolicyBook book, PriceList prices) {
        Optional<OrgSlug> org = top.named(Keys.ORG).map(OrgSlug::new);
        PrometheusSettings prometheus = prometheus(org);
        Duration maxAge = prometheus.maxAge();
        return new HangarSettings(
                top.required(Keys.MODE),
                top.required(Keys.INTERVAL),
                org,
                top.named(Keys.APP).orElse(AppFilter.ALL),
                top.required(Keys.MAX_CONCURRENT_PASSES),
                new FlySettings(
                        top.required(Keys.FLY_TOKEN),
                        top.required(Keys.FLY_BASE_URL),
                        graphqlUrl(),
                        top.required(Keys.FLY_TIMEOUT)),
                prometheus,
                SignalReader.queries(signals, maxAge),
                book,
                top.named(Keys.HTTP_HOST).orElse(defaultHost()),
                top.required(Keys.HTTP_PORT),
                top.named(Keys.HTTP_TOKEN),
                top.required(Keys.LOG_FORMAT),
                top.named(Keys.TRACES_URL),
                new BlastRadiusSettings(
                        top.required(Keys.BLAST_RADIUS_SHARE),
                        top.required(Keys.BLAST_RADIUS_LEAST),
                        top.required(Keys.BLAST_RADIUS_WINDOW)),
                prices,
                top.named(Keys.SPEND_BUDGET),
                self(),
                effective(signals, book, prometheus));
    }

    /// Only this computer, as nothing asks for a password. On a Fly Machine the same means that nobody could look:
    /// there
    /// the private network is the border, and it speaks IPv6 (facts 11).
    private String defaultHost() {
        return isOnFly() ? "::" : "127.0.0.1";
    }

    private boolean isOnFly() {
        return variables.text(FLY_MACHINE_ID).isPresent();
    }

    /// The token is shown to nobody but who answers for the Machines API too.
    private Optional<URI> graphqlUrl() {
        URI base = top.required(Keys.FLY_BASE_URL);
        boolean flysOwn = "api.machines.dev".equals(base.getHost())
                || String.valueOf(base.getRawAuthority()).startsWith("_api.internal");
        return top.named(Keys.FLY_GRAPHQL_URL)
                .or(() -> flysOwn ? Optional.of(URI.create("https://api.fly.io/graphql")) : Optional.empty());
    }

    private PrometheusSettings prometheus(Optional<OrgSlug> org) {
        URI url = top.named(Keys.PROMETHEUS_URL)
                .or(() -> org.map(slug -> URI.create("https://api.fly.io/prometheus/" + slug + "/")))
                .orElseThrow(() -> new IllegalStateException("this is a bug: no address of Prometheus"));
        Optional<Secret> token = top.named(Keys.PROMETHEUS_TOKEN)
                .or(() -> top.named(Keys.FLY_TOKEN).filter(fly -> isFlysOwn(url)));
        return new PrometheusSettings(
                url,
                token,
                top.required(Keys.PROMETHEUS_TIMEOUT),
                top.required(Keys.PROMETHEUS_METHOD),
                top.required(Keys.PROMETHEUS_MAX_AGE),
                top.required(Keys.LEARN_FROM));
    }

    /// The Fly token opens machines: it is handed to nobody but Fly, and only encrypted.
    private static boolean isFlysOwn(URI url) {
        return "https".equals(url.getScheme()) && "api.fly.io".equals(url.getHost());
    }

    private List<EffectiveSetting> effective(
            Map<String, Values> signals, PolicyBook book, PrometheusSettings prometheus) {
        EffectiveSettings lines = new EffectiveSettings();
        lines.all("hangar", top, Keys.TOP);
        lines.replaceUnset("hangar.prometheus.url", prometheus.url().toString(), "hangar.org");
        graphqlUrl()
                .ifPresent(url -> lines.replaceUnset("hangar.fly.graphql-url", url.toString(), "hangar.fly.base-url"));
        lines.replaceUnset("hangar.http.host", defaultHost(), isOnFly() ? FLY_MACHINE_ID : "default");
        prometheus
                .token()
                .ifPresent(
                        token -> lines.replaceUnset("hangar.prometheus.token", token.toString(), "hangar.fly.token"));
        signals.forEach((name, values) -> lines.named("hangar.signals." + name, values));
        lines.all("hangar.policy", book.base(), Keys.POLICY);
        lines.rest("hangar.policy", book.base(), Keys.POLICY);
        lines.useDefault("hangar.policy." + SignalUses.KEY.path(), SignalUses.DEFAULT.toString());
        book.orgs().forEach((org, values) -> lines.named("hangar.orgs." + org + ".policy", values));
        for (PolicyBook.AppLayer layer : book.apps()) {
            lines.named("hangar.apps." + layer.glob() + ".policy", layer.policy());
            layer.groups()
                    .forEach((group, values) ->
                            lines.named("hangar.apps." + layer.glob() + ".groups." + group + ".policy", values));
        }
        return lines.list();
    }
}
