/// What the user wrote, checked as a whole, as settings that the rest of the house can trust.
///
/// `hangar.yaml` and `HANGAR_*` variables become [dev.hangar.config.HangarSettings], or a list of every problem at
/// once.
/// Works without a container. Must not: print a secret, guess a value, or let an impossible combination of layers
/// surface after start. Start reading at [dev.hangar.config.ConfigLoader]; every key is declared once, in `Keys`.
@NullMarked
package dev.hangar.config;

import org.jspecify.annotations.NullMarked;
