package dev.hangar.control;

import dev.hangar.model.Answer;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.OrgSlug;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds out at start whether the token fits the mode: `observe` needs one that cannot write, `act` one that can. What
/// Fly does not tell is said to be unknown, and nothing hangs on it.
public final class TokenCheck {
    private TokenCheck() {}

    /// How much a finding matters.
    public enum Weight {
        /// All is well, or nothing is known.
        FINE,
        /// It works, with more power than it needs.
        TOO_MUCH,
        /// It cannot work.
        TOO_LITTLE
    }

    /// What was found out.
    ///
    /// @param words one line for whoever runs Hangar, without any part of the token
    public record Finding(Weight weight, String words) {}

    /// What a token may do.
    ///
    /// @param covers what it covers, in words
    /// @param writes whether it may change machines, or why that is unknown
    public record Powers(String covers, Answer<Boolean> writes) {}

    /// Asks, at most twice.
    ///
    /// @param app an app whose machines are looked after; without one the token's own apps are asked for
    public static Finding find(TokenSource source, boolean acting, Optional<AppName> app) {
        Powers powers = powers(source, app);
        String scope = "the token covers " + powers.covers();
        return switch (powers.writes()) {
            case Answer.Failed<Boolean>(Failure failure) ->
                new Finding(Weight.FINE, scope + "; whether it can write is unknown: " + failure);
            case Answer.Ok<Boolean>(Boolean writes) -> judged(scope, writes, acting);
        };
    }

    /// The same, unjudged.
    public static Powers powers(TokenSource source, Optional<AppName> app) {
        Answer<List<TokenSource.Covered>> covered = source.covered();
        Optional<AppName> asked = app.or(() -> covered.asOptional().stream()
                .flatMap(List::stream)
                .flatMap(one -> one.apps().stream())
                .findFirst());
        return new Powers(scope(covered), asked.map(source::mayWrite).orElseGet(TokenCheck::nobodyToAskAbout));
    }

    private static Finding judged(String scope, boolean writes, boolean acting) {
        if (writes && !acting) {
            return new Finding(
                    Weight.TOO_MUCH,
                    scope + " and can write: observe needs a read-only one, see fly tokens create readonly");
        }
        if (!writes && acting) {
            return new Finding(
                    Weight.TOO_LITTLE,
                    scope + " and cannot write: act needs one that can, see fly tokens create deploy or org");
        }
        return new Finding(Weight.FINE, scope + (writes ? " and can write" : " and can only read"));
    }

    private static Answer<Boolean> nobodyToAskAbout() {
        return Answer.failed(Failure.of(FailureKind.NOT_FOUND, "no app to ask about"));
    }

    private static String scope(Answer<List<TokenSource.Covered>> covered) {
        return switch (covered) {
            case Answer.Failed<List<TokenSource.Covered>>(Failure failure) -> "an unknown scope (" + failure + ")";
            case Answer.Ok<List<TokenSource.Covered>>(List<TokenSource.Covered> tokens) ->
                tokens.isEmpty()
                        ? "an unknown scope"
                        : tokens.stream().map(TokenCheck::scope).distinct().collect(Collectors.joining(", "));
        };
    }

    private static String scope(TokenSource.Covered token) {
        String org = token.org().map(OrgSlug::value).map(slug -> " of " + slug).orElse("");
        int apps = token.apps().size();
        return (apps == 0 ? "every app" : apps == 1 ? "the app " + token.apps().getFirst() : apps + " apps") + org;
    }
}
