package dev.hangar.web;

import dev.hangar.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who may change something: whoever shows `http.token`. Without that key nobody may.
final class OperatorToken {
    private static final String SCHEME = "Bearer ";

    private final Optional<Secret> configured;

    OperatorToken(Optional<Secret> configured) {
        this.configured = configured;
    }

    /// What a call is told.
    enum Verdict {
        ALLOWED,
        /// No token is configured.
        OFF,
        /// None was shown, or another one.
        WRONG
    }

    /// @param authorization value of the header, if it was sent
    Verdict judge(@Nullable String authorization) {
        if (configured.isEmpty()) {
            return Verdict.OFF;
        }
        String header = authorization == null ? "" : authorization.strip();
        boolean bearer = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        String shown = bearer ? header.substring(SCHEME.length()).strip() : "";
        // Hashes have one length, so that the time tells neither where two tokens differ nor how long ours is.
        boolean same = MessageDigest.isEqual(
                sha256(shown), sha256(configured.get().reveal().strip()));
        return bearer && same ? Verdict.ALLOWED : Verdict.WRONG;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
