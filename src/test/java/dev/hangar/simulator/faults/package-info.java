@NullMarked
package dev.hangar.simulator.faults;

import org.jspecify.annotations.NullMarked;
