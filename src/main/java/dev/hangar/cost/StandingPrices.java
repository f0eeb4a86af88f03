package dev.hangar.cost;

/// List prices of what costs money while nothing runs (facts 10). A month is 30 days.
///
/// @param volumePerGb provisioned volume, attached or not
/// @param snapshotPerGb stored volume snapshot beyond the free part
/// @param snapshotFreeGb GB of snapshots without charge, by organization
/// @param dedicatedIpv4 one dedicated IPv4 address
/// @param staticEgressIp one static egress address
public record StandingPrices(
        Rate volumePerGb, Rate snapshotPerGb, int snapshotFreeGb, Rate dedicatedIpv4, Rate staticEgressIp) {
    /// A volume of `gb` provisioned GB, whether a machine uses it or not.
    public Rate volume(int gb) {
        return volumePerGb.times(gb);
    }

    /// All snapshots of an organization, `gb` stored GB together.
    public Rate snapshots(int gb) {
        return snapshotPerGb.times(Math.max(0, gb - snapshotFreeGb));
    }
}
