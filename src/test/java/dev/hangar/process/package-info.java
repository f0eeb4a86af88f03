/// The packaged process, as a user starts it: flags of the launcher, real signals, real ports, a simulated Fly in
/// another process.
///
/// Must not: call the code under test. Runs after the packaging, by `mvn verify`. Start reading at
/// [dev.hangar.process.HangarProcess].
@NullMarked
package dev.hangar.process;

import org.jspecify.annotations.NullMarked;
