package dev.hangar.policy;

import dev.hangar.cost.Rate;
import dev.hangar.model.Action;
import java.util.Optional;

/// A machine that the plan makes.
///
/// @param action what is made
/// @param detail how many exist and how many shall, in words
/// @param after what it costs asleep, its root file system; empty without a price. Making it costs nothing once
public record CreateReport(Action.Create action, String detail, Optional<Rate> after) {}
