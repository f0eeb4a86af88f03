package dev.hangar.cli.doctor;

import java.net.URI;
import java.time.Duration;

/// A server that is asked, in the words of its user.
///
/// @param check how findings name it
/// @param key key of its address
/// @param address where it is
/// @param timeout most time for one call
/// @param timeoutKey key of that
record Server(String check, String key, URI address, Duration timeout, String timeoutKey) {
    String host() {
        String authority = String.valueOf(address.getRawAuthority());
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
    }

    /// Scheme, host and port.
    String where() {
        return address.getScheme() + "://" + address.getRawAuthority();
    }

    boolean isPlain() {
        return "http".equals(address.getScheme());
    }

    /// Its address with the other of the two schemes.
    String otherScheme() {
        return (isPlain() ? "https" : "http")
                + address.toString().substring(address.getScheme().length());
    }
}
