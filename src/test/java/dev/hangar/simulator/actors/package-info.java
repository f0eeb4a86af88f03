/// Tests of the simulated Fly.
@NullMarked
package dev.hangar.simulator.actors;

import org.jspecify.annotations.NullMarked;
