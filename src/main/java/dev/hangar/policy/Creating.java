package dev.hangar.policy;

import java.util.Optional;
import java.util.OptionalInt;

/// Whether machines are created, and how many: what the configuration calls `policy.create` and
/// `policy.expression.created`. Nothing that was created is ever destroyed by it.
///
/// @param most machines that may exist in the fleet when one more is made, those counted that are never touched; unset:
///     none is ever created
/// @param spares machines that shall exist, asleep and startable, beyond those that run; 0 or more
/// @param formula machines that shall exist by a formula of the user's
public record Creating(OptionalInt most, int spares, Optional<Scaling.Expression> formula) {
    /// Nothing is created.
    public static final Creating NOTHING = new Creating(OptionalInt.empty(), 0, Optional.empty());

    public Creating {
        if (spares < 0 || (most.isPresent() && most.getAsInt() < 1)) {
            throw new IllegalArgumentException("creating needs spares >= 0 and most >= 1");
        }
        if (most.isEmpty() && (spares > 0 || formula.isPresent())) {
            throw new IllegalArgumentException("spares and a formula for created machines need a limit");
        }
    }
}
