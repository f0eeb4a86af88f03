/// The daemon's HTTP face: REST resources and the console page.
///
/// Must not: call Fly or Prometheus, or decide; it shows records of passes and hands wishes such as "pause" on.
/// Whatever changes something needs the operator's token. Start reading at the resource classes, one per path.
@NullMarked
package dev.hangar.web;

import org.jspecify.annotations.NullMarked;
