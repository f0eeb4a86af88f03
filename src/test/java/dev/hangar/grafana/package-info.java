/// The dashboards of `grafana/dashboards`, written as records and turned into Grafana's JSON, so that what all panels
/// must have
/// they have by construction; and the rules that the files are held to, whoever wrote them.
///
/// Must not: know more of the daemon than the names of its metrics. Start reading at [dev.hangar.grafana.Dashboards].
@NullMarked
package dev.hangar.grafana;

import org.jspecify.annotations.NullMarked;
