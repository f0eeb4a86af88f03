/// Tests of the simulated Fly.
@NullMarked
package dev.hangar.simulator;

import org.jspecify.annotations.NullMarked;
