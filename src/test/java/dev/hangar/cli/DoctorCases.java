package dev.hangar.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import static dev.hangar.cli.Interposer.Rule.at;

/// One broken variant for each cause: what is different from a world in which all is well, and what is said of it.
final class DoctorCases {
    private static final String QUERY = "/api/v1/query";
    private static final String TOKENS = "/v1/tokens/current";

    private DoctorCases() {}

    /// @param cause what must be found
    /// @param exit exit code; 0 means that it is a warning
    /// @param set variables on top of the healthy ones; empty unsets; `{front}` and the like stand for ports
    /// @param rule what the servers say instead
    /// @param words parts of what was found and of the fix
    record Case(
            String cause,
            int exit,
            Map<String, String> set,
            String yaml,
            Duration ahead,
            Interposer.Rule rule,
            List<String> words) {
        Case ahead(Duration time) {
            return new Case(cause, exit, set, yaml, time, rule, words);
        }

        Case yaml(String text) {
            return new Case(cause, exit, set, text, ahead, rule, words);
        }

        Case set(String... more) {
            Map<String, String> all = new HashMap<>(set);
            for (int i = 0; i < more.length; i += 2) {
                all.put(more[i], more[i + 1]);
            }
            return new Case(cause, exit, all, yaml, ahead, rule, words);
        }

        Case rule(Interposer.Rule next) {
            return new Case(cause, exit, set, yaml, ahead, next, words);
        }

        @Override
        public String toString() {
            return cause + " " + words;
        }
    }

    private static Case fails(String cause, String... words) {
        return new Case(cause, 1, Map.of(), "", Duration.ZERO, Interposer.Rule.NONE, List.of(words));
    }

    private static Case warns(String cause, String... words) {
        return new Case(cause, 0, Map.of(), "", Duration.ZERO, Interposer.Rule.NONE, List.of(words));
    }

    static Stream<Case> all() {
        return Stream.of(configuration(), token(), fly(), network(), prometheus(), signals(), rest())
                .flatMap(cases -> cases);
    }

    private static Stream<Case> configuration() {
        return Stream.of(
                fails("configuration-invalid", "hangar.interval", "from 5s to 5m", "hangar validate")
                        .set("HANGAR_INTERVAL", "1s"),
                fails("configuration-invalid", "hangar.app: is required", "export HANGAR_ORG")
                        .set("HANGAR_APP", "", "HANGAR_PROMETHEUS_URL", ""),
                fails("configuration-invalid", "hangar.org", "needs hangar.org").set("HANGAR_APP", "shop-*"));
    }

    private static Stream<Case> token() {
        return Stream.of(
                fails("token-missing", "missing token", "fly tokens create readonly")
                        .set("HANGAR_FLY_TOKEN", ""),
                fails("token-malformed", "quotes", "env-file").set("HANGAR_FLY_TOKEN", "\"fm2_PLANTEDquoted\""),
                fails("token-malformed", "line break").set("HANGAR_FLY_TOKEN", "fm2_PLANTED\nbroken"),
                fails("token-malformed", "blanks").set("HANGAR_FLY_TOKEN", "fm2_PLANTED broken"),
                fails("token-malformed", "placeholder").set("HANGAR_FLY_TOKEN", "$FLY_API_TOKEN"),
                fails("token-malformed", "the word bearer and no token").set("HANGAR_FLY_TOKEN", "Bearer "),
                warns("token-personal", "personal", "sent as Bearer").set("HANGAR_FLY_TOKEN", "{user}"),
                fails("token-refused", "401", "token validation error", "expired", "make a new one")
                        .set("HANGAR_FLY_TOKEN", "fm2_PLANTEDwrong"),
                fails("token-forbidden", "403", "does not let it")
                        .rule(at(TOKENS, 403, "{\"error\":\"no access for fm2_PLANTEDecho\"}")),
                warns("token-can-write", "covers every app of demo and can write", "read-only")
                        .set("HANGAR_FLY_TOKEN", "{write}"),
                fails("token-read-only", "can only read", "fly tokens create deploy")
                        .set("HANGAR_MODE", "act"));
    }

    private static Stream<Case> fly() {
        return Stream.of(
                fails("org-wrong", "wrong org slug dem0", "404", "covers demo", "Did you mean demo?", "to demo")
                        .set("HANGAR_ORG", "dem0"),
                fails("org-forbidden", "403", "is of demo, but may not list", "unset hangar.org")
                        .set("HANGAR_ORG", "demo", "HANGAR_FLY_TOKEN", "{deploy}")
                        .rule(at("/v1/apps", 403, "{\"error\":\"forbidden\"}")),
                fails("org-empty", "empty result", "fly orgs list")
                        .set("HANGAR_ORG", "demo", "HANGAR_APP", "*")
                        .rule(at("/v1/apps", 200, "{\"total_apps\":0,\"apps\":[]}")),
                fails("app-not-found", "Could not find App storefrnt", "sees burst-api", "Did you mean storefront?")
                        .set("HANGAR_APP", "storefrnt"),
                fails("app-forbidden", "Could not find App foreign", "403", "does not cover")
                        .set("HANGAR_APP", "foreign,storefront")
                        .rule(at("/v1/apps/foreign", 403, "{\"error\":\"forbidden\"}")),
                fails("apps-unmatched", "no app matches store-*", "empty result", "storefront")
                        .set("HANGAR_ORG", "demo", "HANGAR_APP", "store-*"),
                warns("apps-unmatched", "no app matches store-*")
                        .set("HANGAR_ORG", "demo", "HANGAR_APP", "store-*,storefront,hob*"),
                warns("layer-unmatched", "hangar.apps.stroefront", "none of those looked after")
                        .yaml("hangar: {apps: {stroefront: {policy: {ignore: true}}}}"),
                fails("machines-unreadable", "storefront", "403").rule(at("/machines", 403, "{\"error\":\"no\"}")),
                warns("machines-none", "storefront has no machines").rule(at("/machines", 200, "[]")),
                fails("api-error", "503", "status.flyio.net").rule(at(TOKENS, 503, "")),
                fails("api-error", "429").rule(at(TOKENS, 429, "rate limit exceeded")),
                fails("api-strange", "does not answer like the Machines API", "hangar.fly.base-url")
                        .rule(at(TOKENS, 200, "<html>Welcome</html>")));
    }

    private static Stream<Case> network() {
        return Stream.of(
                fails("dns", "host name no-such-host.invalid is unknown", "hangar.fly.base-url")
                        .set("HANGAR_FLY_BASE_URL", "http://no-such-host.invalid"),
                fails("dns", "_api.internal", "only inside Fly's private network", "https://api.machines.dev")
                        .set("HANGAR_FLY_BASE_URL", "http://_api.internal:4280"),
                fails("dns", "host name prom.invalid", "hangar.prometheus.url")
                        .set("HANGAR_PROMETHEUS_URL", "http://prom.invalid/"),
                fails("connection-refused", "refuses connections", "hangar.fly.base-url")
                        .set("HANGAR_FLY_BASE_URL", "http://127.0.0.1:1"),
                fails("connection-refused", "refuses connections", "hangar.prometheus.url")
                        .set("HANGAR_PROMETHEUS_URL", "http://127.0.0.1:1/"),
                fails("connection-broken", "broke", "firewall").set("HANGAR_FLY_BASE_URL", "http://127.0.0.1:{hangup}"),
                fails("connection-broken", "broke").set("HANGAR_PROMETHEUS_URL", "http://127.0.0.1:{hangup}"),
                fails("time-out", "no answer in time", "time-out 1 s", "hangar.fly.timeout")
                        .set("HANGAR_FLY_BASE_URL", "http://127.0.0.1:{silent}", "HANGAR_FLY_TIMEOUT", "1s"),
                fails("time-out", "no answer in time", "hangar.prometheus.timeout")
                        .set("HANGAR_PROMETHEUS_URL", "http://127.0.0.1:{silent}", "HANGAR_PROMETHEUS_TIMEOUT", "1s"),
                fails("tls-untrusted", "TLS", "not trusted", "trustStore")
                        .set("HANGAR_FLY_BASE_URL", "https://127.0.0.1:{tls}"),
                fails("tls-untrusted", "TLS", "not trusted").set("HANGAR_PROMETHEUS_URL", "https://127.0.0.1:{tls}"),
                fails("tls-to-plain-port", "speaks plain http", "hangar.fly.base-url to http://")
                        .set("HANGAR_FLY_BASE_URL", "https://127.0.0.1:{plain}"),
                fails("tls-to-plain-port", "speaks plain http", "hangar.prometheus.url to http://")
                        .set("HANGAR_PROMETHEUS_URL", "https://127.0.0.1:{plain}"),
                fails("plain-to-tls-port", "speaks TLS", "hangar.fly.base-url to https://")
                        .set("HANGAR_FLY_BASE_URL", "http://127.0.0.1:{tls}"),
                fails("plain-to-tls-port", "speaks TLS", "hangar.fly.base-url to https://")
                        .rule(at(TOKENS, 400, "<center>The plain HTTP request was sent to HTTPS port</center>")));
    }

    private static Stream<Case> prometheus() {
        return Stream.of(
                fails("prometheus-no-token", "401", "no token is sent", "HANGAR_PROMETHEUS_TOKEN")
                        .rule(at(QUERY, 401, "unauthorized")),
                fails(
                                "prometheus-refused",
                                "401",
                                "sent as FlyV1",
                                "FlyV1, those of fly auth token as Bearer",
                                "deploy")
                        .set("HANGAR_PROMETHEUS_TOKEN", "fm2_PLANTEDwrong"),
                fails("prometheus-refused", "401", "not accepted")
                        .set(
                                "HANGAR_PROMETHEUS_TOKEN",
                                "fm2_PLANTEDother",
                                "HANGAR_PROMETHEUS_URL",
                                "{front}/prometheus/other"),
                fails("prometheus-forbidden", "403", "may not read", "fly tokens create readonly")
                        .set("HANGAR_PROMETHEUS_TOKEN", "fo1_PLANTED")
                        .rule(at(QUERY, 403, "forbidden fo1_PLANTED")),
                fails("prometheus-wrong-org", "403", "for other, the token covers demo", "/prometheus/demo/")
                        .set("HANGAR_PROMETHEUS_URL", "{front}/prometheus/other/")
                        .rule(at(QUERY, 403, "forbidden")),
                fails("prometheus-wrong-org", "empty result", "for other, the token covers demo")
                        .set("HANGAR_PROMETHEUS_URL", "{front}/prometheus/other/")
                        .rule(at(QUERY, 200, vector(""))),
                fails("prometheus-address", "404", "in front of api/v1/query").rule(at(QUERY, 404, "not found")),
                fails("prometheus-address", "302").rule(at(QUERY, 302, "")),
                fails("prometheus-error", "503").rule(at(QUERY, 503, "upstream is away")),
                fails("prometheus-strange", "does not answer like Prometheus", "login page")
                        .rule(at(QUERY, 200, "<html>Sign in</html>")));
    }

    private static Stream<Case> signals() {
        return Stream.of(
                fails("signal-refused", "mail: the query failed: 422", "hangar.signals.mail.promql")
                        .yaml("hangar: {signals: {mail: {promql: \"histogram_quantile(0.9, x)\"}}}"),
                fails("time-out", "slow: no answer in time", "prometheus.timeout")
                        .yaml("hangar: {signals: {slow: {promql: up}}}")
                        .rule((path, query) -> query.contains("%28up%2C")
                                ? at(QUERY, 503, "{\"status\":\"error\",\"errorType\":\"timeout\",\"error\":\"late\"}")
                                        .answer(path, query)
                                : Optional.empty()),
                warns("signal-unusable", "no app label", "sum by (app, region, instance)")
                        .rule((path, query) -> samples(path, "{\"job\":\"x\"}", Duration.ZERO)),
                warns("signal-empty", "empty result", "not even fly_instance_up", "absent is never zero")
                        .rule(at(QUERY, 200, vector(""))),
                warns("signal-empty", "Other series are there", "worker groups")
                        .rule((path, query) -> query.contains("fly_instance_up")
                                ? Optional.empty()
                                : at(QUERY, 200, vector("")).answer(path, query)),
                warns("signal-other-apps", "series for elsewhere, none for the managed storefront", "label app")
                        .rule((path, query) -> samples(path, "{\"app\":\"elsewhere\"}", Duration.ZERO)),
                warns("signal-gaps", "samples for ", "none for ", "mailer", "workers need a signal")
                        .set("HANGAR_ORG", "demo", "HANGAR_APP", "*"),
                fails("signal-old", "4 min old", "max-age is 2 min", "nothing shrinks")
                        .rule((path, query) -> samples(path, "{\"app\":\"storefront\"}", Duration.ofMinutes(4))),
                warns("history-short", "1 h ago: none", "learn from the last 1 d", "Fly keeps some 15 days")
                        .set("HANGAR_PROMETHEUS_LEARN_FROM", "24h"));
    }

    private static Stream<Case> rest() {
        return Stream.of(
                warns("clock-off", " s ahead of", "look older", "NTP").ahead(Duration.ofSeconds(30)),
                warns("clock-off", "behind", "from the future").ahead(Duration.ofSeconds(-30)),
                fails("clock-off", " min ahead of", "all of them stale").ahead(Duration.ofHours(1)),
                warns("prices-old", "dollars may be off", "prices.file").ahead(Duration.ofDays(400)),
                warns("release-unasked", "nobody is asked", "hangar.fly.graphql-url")
                        .set("HANGAR_MODE", "act", "HANGAR_FLY_TOKEN", "{write}", "HANGAR_FLY_GRAPHQL_URL", ""),
                warns("release-refused", "not accepted there")
                        .rule(at("/graphql", 200, "{\"errors\":[{\"message\":\"Unauthorized\"}]}")),
                warns("release-refused", "401", "not accepted there", "signs in the Machines API")
                        .set("HANGAR_MODE", "act", "HANGAR_FLY_TOKEN", "{write}")
                        .rule(at("/graphql", 401, "")),
                warns("release-app-unknown", "Could not find App storefront", "does not see")
                        .rule(at("/graphql", 200, "{\"data\":{\"app\":null}}")),
                warns("release-error", "does not answer as it should", "500").rule(at("/graphql", 500, "")),
                fails("release-error", "act puts nothing to sleep")
                        .set("HANGAR_MODE", "act", "HANGAR_FLY_TOKEN", "{write}")
                        .rule(at("/graphql", 500, "")),
                warns("connection-refused", "refuses connections", "hangar.fly.graphql-url")
                        .set("HANGAR_FLY_GRAPHQL_URL", "http://127.0.0.1:1/graphql"));
    }

    private static String vector(String series) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[" + series + "]}}";
    }

    /// One series with its sample time, as the daemon asks for both.
    private static Optional<Interposer.Reply> samples(String path, String labels, Duration age) {
        long now = Instant.now().getEpochSecond();
        String open = labels.substring(0, labels.length() - 1);
        String value = "{\"metric\":" + open + ",\"hangar_part\":\"value\"},\"value\":[" + now + ",\"1\"]}";
        String time = "{\"metric\":" + open + ",\"hangar_part\":\"sampled_at\"},\"value\":[" + now + ",\""
                + (now - age.toSeconds()) + "\"]}";
        return at(QUERY, 200, vector(value + "," + time)).answer(path, "");
    }
}
