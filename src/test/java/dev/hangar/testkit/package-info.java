/// Helpers that several tests share: real servers on free ports, and what they scrape.
///
/// Must not: assert anything, or depend on the code under test. Start reading at
/// [dev.hangar.testkit.RealPrometheus].
@NullMarked
package dev.hangar.testkit;

import org.jspecify.annotations.NullMarked;
