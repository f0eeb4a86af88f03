package dev.hangar.cli;

import dev.hangar.config.ConfigLoader;
import dev.hangar.config.HangarSettings;
import dev.hangar.config.LoadResult;
import dev.hangar.config.PriceBooks;
import dev.hangar.config.PrometheusSettings;
import dev.hangar.config.Secret;
import dev.hangar.cost.PriceList;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a backtest takes from the configuration: the price list, and how Prometheus is queried.
///
/// It works without one: a configuration that nobody named and that is not whole, as on a machine that only asks
/// Prometheus, gives way to the defaults and `HANGAR_PROMETHEUS_TOKEN`. A Fly token goes to Fly only, as ever.
record BacktestSettings(PriceList prices, Optional<PrometheusSettings> prometheus) {
    static final String URL = "HANGAR_PROMETHEUS_URL";
    static final String TOKEN = "HANGAR_PROMETHEUS_TOKEN";

    /// Range queries take longer than a tick's; the largest value of `prometheus.timeout`.
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final Duration MAX_AGE = Duration.ofMinutes(2);

    /// @param file what `--config` names
    /// @param prometheus where to ask, if anywhere
    /// @throws CliFailure with exit code 2 when the configuration that `--config` names has problems
    static BacktestSettings load(Optional<Path> file, Map<String, String> environment, Optional<URI> prometheus)
            throws CliFailure {
        Map<String, String> variables = new HashMap<>(environment);
        prometheus.ifPresent(url -> variables.put(URL, url.toString()));
        if (file.isPresent()) {
            return of(new Configuration(variables).load(file), prometheus);
        }
        return switch (ConfigLoader.load(file, variables, Path.of(""))) {
            case LoadResult.Loaded(HangarSettings settings) -> of(settings, prometheus);
            case LoadResult.Problems problems ->
                new BacktestSettings(PriceBooks.builtIn(), prometheus.map(url -> plain(url, environment)));
        };
    }

    private static BacktestSettings of(HangarSettings settings, Optional<URI> prometheus) {
        return new BacktestSettings(settings.prices(), prometheus.map(url -> settings.prometheus()));
    }

    private static PrometheusSettings plain(URI url, Map<String, String> environment) {
        Optional<Secret> token = Optional.ofNullable(environment.get(TOKEN))
                .filter(text -> !text.isBlank())
                .map(Secret::new);
        return new PrometheusSettings(url, token, TIMEOUT, PrometheusSettings.Method.POST, MAX_AGE, Duration.ZERO);
    }
}
