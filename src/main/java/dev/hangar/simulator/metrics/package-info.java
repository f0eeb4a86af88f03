/// What the simulated Fly measures: its series under Fly's names, the text page that a Prometheus scrapes, and the
/// small part of Prometheus' query language that Hangar sends.
///
/// Must not: change a world, or answer from anything but scraped samples. Start reading at
/// [dev.hangar.simulator.metrics.PrometheusFace].
@NullMarked
package dev.hangar.simulator.metrics;

import org.jspecify.annotations.NullMarked;
