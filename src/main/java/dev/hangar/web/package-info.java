/// The daemon's HTTP face: what the last passes saw and did, as JSON, and pauses for now.
///
/// Must not: call Fly or Prometheus, decide or show a secret; it shows records of passes, which `Journal` keeps. What
/// changes something asks [dev.hangar.web.OperatorToken] first. Start reading at the resource classes, one per path.
@NullMarked
package dev.hangar.web;

import org.jspecify.annotations.NullMarked;
