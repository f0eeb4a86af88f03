/// Tests of the simulated Fly.
@NullMarked
package dev.hangar.simulator.metrics;

import org.jspecify.annotations.NullMarked;
