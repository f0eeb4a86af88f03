package dev.hangar.model;

import java.util.Optional;

/// An address that is assigned to an app. Only a dedicated IPv4 costs (facts 10).
///
/// @param address as Fly wrote it, cleaned
/// @param shared whether other apps have it as well
/// @param region region that it is announced in, empty for all
public record IpAddress(String address, boolean shared, Optional<Region> region) {
    /// Whether it is an IPv4 address of this app alone.
    public boolean isDedicatedIpv4() {
        return !shared && !address.contains(":") && address.contains(".");
    }
}
