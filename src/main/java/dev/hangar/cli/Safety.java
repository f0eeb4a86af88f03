package dev.hangar.cli;

import dev.hangar.config.BlastRadiusSettings;
import dev.hangar.config.HangarSettings;
import dev.hangar.control.BlastRadius;
import dev.hangar.control.ReleaseCheck;
import dev.hangar.control.Safeguards;
import dev.hangar.control.TokenSource;
import dev.hangar.fly.FlyReleaseSource;
import dev.hangar.fly.FlySettings;
import dev.hangar.fly.FlyTokenSource;
import dev.hangar.fly.HttpTransport;
import dev.hangar.telemetry.GuardLog;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/// Puts together what stands between the plans of all fleets and their machines, and what asks for our own token.
public final class Safety {
    private Safety() {}

    static Safeguards safeguards(HangarSettings settings, FlySettings fly, InstantSource clock, Wires wires) {
        BlastRadiusSettings radius = settings.blastRadius();
        return new Safeguards(
                Optional.of(new BlastRadius(radius.share(), radius.least(), radius.window())),
                settings.fly().graphqlUrl().map(url -> releases(url, fly, clock, wires)));
    }

    /// Asks what the token may do; changes nothing.
    public static TokenSource tokens(HangarSettings settings, InstantSource clock) {
        FlySettings fly = Assembly.fly(settings, clock);
        return new FlyTokenSource(fly, new HttpTransport(fly));
    }

    private static ReleaseCheck releases(URI url, FlySettings fly, InstantSource clock, Wires wires) {
        URI base = URI.create(url.getScheme() + "://" + url.getRawAuthority());
        FlySettings there = new FlySettings(base, fly.token(), fly.org(), fly.callTimeout(), fly.clock());
        return new ReleaseCheck(
                new FlyReleaseSource(there, wires.fly().apply(there), url.getRawPath()), clock, new GuardLog());
    }
}
