/// The daemon's HTTP face: what the last passes saw and did, as JSON, read only.
///
/// Must not: call Fly or Prometheus, decide, change anything or show a secret; it shows records of passes, which
/// `Journal` keeps. Start reading at the resource classes, one per path.
@NullMarked
package dev.hangar.web;

import org.jspecify.annotations.NullMarked;
