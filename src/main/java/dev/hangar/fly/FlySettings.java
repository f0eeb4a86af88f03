package dev.hangar.fly;

import dev.hangar.model.OrgSlug;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

/// What the adapter needs to know.
///
/// @param base where the Machines API lives, without `/v1`: `https://api.machines.dev`, inside an organization's
///     private network `http://_api.internal:4280` (facts 1.1), or a simulator such as `http://localhost:4280`
/// @param token sent with every call
/// @param org owner of an app whose answer does not name one
/// @param callTimeout the longest that one call may take, answer included; positive
/// @param clock drives the client-side rate limit, so that scaled time works
/// @param listener hears of every call
public record FlySettings(
        URI base, FlyToken token, OrgSlug org, Duration callTimeout, InstantSource clock, CallListener listener) {
    /// Settings whose calls nobody listens to.
    public FlySettings(URI base, FlyToken token, OrgSlug org, Duration callTimeout, InstantSource clock) {
        this(base, token, org, callTimeout, clock, CallListener.NONE);
    }

    public FlySettings {
        String scheme = String.valueOf(base.getScheme());
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new IllegalArgumentException("the API's address must begin with https:// or http://, got " + scheme);
        }
        if (base.getRawAuthority() == null || base.getRawAuthority().contains("@")) {
            throw new IllegalArgumentException("the API's address needs a host and no user");
        }
        if (base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new IllegalArgumentException("the API's address must have no query and no fragment, got " + base);
        }
        if (!callTimeout.isPositive()) {
            throw new IllegalArgumentException("call time-out must be positive, got " + callTimeout);
        }
    }

    /// The same settings, with another listener.
    public FlySettings heardBy(CallListener other) {
        return new FlySettings(base, token, org, callTimeout, clock, other);
    }
}
