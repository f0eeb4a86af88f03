/// Demand from a Prometheus-compatible server: one HTTP query per signal and tick for all fleets. For reports
/// only, past use: one query per figure for all apps ([dev.hangar.prometheus.PrometheusUsageSource]).
///
/// Must not: throw for what the outside world does, turn an unknown into a number, or let a token reach a message. May
/// import the ports of `control` and `model` only. Start reading at [dev.hangar.prometheus.PrometheusSignalSource];
/// what a number is worth is decided in one place, `Judge`.
@NullMarked
package dev.hangar.prometheus;

import org.jspecify.annotations.NullMarked;
