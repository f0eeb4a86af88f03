package dev.hangar.model;

import java.time.Instant;

/// A snapshot of a volume: billed by its stored size (facts 10).
///
/// @param id identifier
/// @param volume id of the volume
/// @param createdAt when it was taken
/// @param storedBytes stored size, at least 0
/// @param retentionDays days that it is kept, at least 0
public record VolumeSnapshot(String id, String volume, Instant createdAt, long storedBytes, int retentionDays) {}
