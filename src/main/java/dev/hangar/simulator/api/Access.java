package dev.hangar.simulator.api;

import dev.hangar.model.AppName;
import java.util.List;
import java.util.Optional;

/// What the tokens of one request allow together.
///
/// @param grants never empty
record Access(List<Grant> grants) {
    Access {
        grants = List.copyOf(grants);
    }

    boolean mayRead(AppName app) {
        return grants.stream().anyMatch(grant -> grant.covers(app));
    }

    boolean mayWrite(AppName app) {
        return writer(app).isPresent();
    }

    /// Whether some token covers the organization, and not a single app of it.
    boolean coversOrganization() {
        return grants.stream().anyMatch(grant -> grant.app().isEmpty());
    }

    /// Who holds a lease that is taken on the app.
    String owner(AppName app) {
        return writer(app).orElse(grants.getFirst()).owner();
    }

    private Optional<Grant> writer(AppName app) {
        return grants.stream()
                .filter(grant -> grant.mayWrite() && grant.covers(app))
                .findFirst();
    }
}
