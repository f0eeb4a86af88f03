package dev.hangar.config;

import dev.hangar.cost.Rate;

/// List prices of what costs money while nothing runs (facts 10). A month is 30 days.
///
/// @param volumePerGb provisioned volume, attached or not
/// @param snapshotPerGb stored volume snapshot beyond the free part
/// @param snapshotFreeGb GB of snapshots without charge
/// @param dedicatedIpv4 one dedicated IPv4 address
/// @param staticEgressIp one static egress address
public record StandingPrices(
        Rate volumePerGb, Rate snapshotPerGb, int snapshotFreeGb, Rate dedicatedIpv4, Rate staticEgressIp) {}
