/// The whole system: daemon, simulated Fly and a real Prometheus, over real HTTP.
@NullMarked
package dev.hangar.system;

import org.jspecify.annotations.NullMarked;
