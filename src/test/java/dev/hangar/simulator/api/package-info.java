/// Tests of the simulated Fly.
@NullMarked
package dev.hangar.simulator.api;

import org.jspecify.annotations.NullMarked;
