/// The check-up: what stands between Hangar and its work, each with what to do about it.
///
/// Must not: change anything at Fly, wait without a bound, or let a token reach a finding. Start reading at
/// [dev.hangar.cli.doctor.Doctor]; every cause that it can name is in `Cause` and in `docs/guide/doctor.md`.
@NullMarked
package dev.hangar.cli.doctor;

import org.jspecify.annotations.NullMarked;
