/// Tests of the simulated Fly.
@NullMarked
package dev.hangar.simulator.world;

import org.jspecify.annotations.NullMarked;
