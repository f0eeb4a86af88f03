/// What the simulated Fly measures: its series under Fly's names, the text page that a Prometheus scrapes, and a part
/// of Prometheus' query language ([dev.hangar.simulator.metrics.PromParser] says which), with a real one's answers.
///
/// Must not: change a world, or answer from anything but scraped samples. Start reading at
/// [dev.hangar.simulator.metrics.PrometheusFace].
@NullMarked
package dev.hangar.simulator.metrics;

import org.jspecify.annotations.NullMarked;
