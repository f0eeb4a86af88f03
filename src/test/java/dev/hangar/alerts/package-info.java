/// The alert rules of `grafana/alerts` as data, and what holds for all of them: their own tests pass, each has a
/// runbook
/// page, they ask for metrics that exist, and Grafana's copy of them is the same.
///
/// Reading order: [AlertRule], [AlertRulesTest], [GrafanaRulesTest].
@NullMarked
package dev.hangar.alerts;

import org.jspecify.annotations.NullMarked;
