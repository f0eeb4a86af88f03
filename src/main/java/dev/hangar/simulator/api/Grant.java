package dev.hangar.simulator.api;

import dev.hangar.model.AppName;
import java.util.Optional;

/// What one token allows.
///
/// @param id public name of the token
/// @param mayWrite whether it may do more than read
/// @param app the only app it covers; empty for the whole organization
/// @param owner how leases name its holder
/// @param user id of the person behind it; empty for a token that stands for nobody
record Grant(String id, boolean mayWrite, Optional<AppName> app, String owner, String user) {
    boolean covers(AppName wanted) {
        return app.isEmpty() || app.get().equals(wanted);
    }
}
