/// Contracts of the ports: one abstract suite per port, run against every implementation so that none can drift.
@NullMarked
package dev.hangar.contract;

import org.jspecify.annotations.NullMarked;
