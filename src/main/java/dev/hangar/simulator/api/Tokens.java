package dev.hangar.simulator.api;

import dev.hangar.model.AppName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import static java.nio.charset.StandardCharsets.UTF_8;

/// The tokens that the simulated Fly knows: all derived from one, so that a scenario need not list them (facts 11).
public final class Tokens {
    private static final List<String> SCHEMES = List.of("Bearer ", "FlyV1 ");
    private static final String MACAROON = "fm2_";
    private static final String USER = "fo1_";
    private static final String READ_ONLY = "-readonly";
    private static final String DEPLOY = "-deploy-";

    private final String main;

    /// @param main the token that may do everything in the organization
    public Tokens(String main) {
        this.main = main;
    }

    /// Reads and writes the whole organization.
    public String main() {
        return main;
    }

    /// Stands for a person, in the style of `fly auth token`. flyctl drops macaroons it cannot decode, and ours are
    /// plain text: this is the one to give it.
    public String user() {
        return USER + (main.startsWith(MACAROON) ? main.substring(MACAROON.length()) : main);
    }

    /// Reads the whole organization, as `fly tokens create readonly` makes it.
    public String readOnly() {
        return main + READ_ONLY;
    }

    /// Reads and writes one app, as `fly tokens create deploy` makes it.
    public String deploy(AppName app) {
        return main + DEPLOY + app;
    }

    /// What an `Authorization` header allows: one of the two schemes and tokens joined by commas (facts 1.1). Words
    /// that are no token of ours are skipped; no known token at all gives empty.
    Optional<Access> access(String header) {
        List<Grant> grants = new ArrayList<>();
        SCHEMES.stream()
                .filter(header::startsWith)
                .flatMap(scheme ->
                        Arrays.stream(header.substring(scheme.length()).split(",", -1)))
                .forEach(shown -> grant(shown.strip()).ifPresent(grants::add));
        return grants.isEmpty() ? Optional.empty() : Optional.of(new Access(grants));
    }

    private Optional<Grant> grant(String token) {
        if (token.equals(main)) {
            return Optional.of(new Grant("simulated", true, Optional.empty(), owner(token), ""));
        }
        if (token.equals(user())) {
            return Optional.of(new Grant("simulated-user", true, Optional.empty(), Person.EMAIL, Person.ID));
        }
        if (token.equals(readOnly())) {
            return Optional.of(new Grant("simulated-readonly", false, Optional.empty(), owner(token), ""));
        }
        return Optional.of(token)
                .filter(text -> text.startsWith(main + DEPLOY) && text.length() > (main + DEPLOY).length())
                .map(text -> new AppName(text.substring((main + DEPLOY).length())))
                .map(app -> new Grant("simulated-deploy-" + app, true, Optional.of(app), owner(token), ""));
    }

    /// As leases name the holder of a token: `<uuid>@tokens.fly.io` (facts 1.5).
    private static String owner(String token) {
        return UUID.nameUUIDFromBytes(token.getBytes(UTF_8)) + "@tokens.fly.io";
    }
}
