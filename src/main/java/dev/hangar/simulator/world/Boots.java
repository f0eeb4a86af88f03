package dev.hangar.simulator.world;

/// How often a machine came up, and from what. Fly shows none of it (facts 2.2).
///
/// @param resumes starts from a snapshot, suspends taken back included
/// @param cold all other starts
/// @param rootfsResets cold starts that began with the image's root file system: all but those of suspended
///     machines
public record Boots(int resumes, int cold, int rootfsResets) {
    static final Boots NONE = new Boots(0, 0, 0);

    Boots resumed() {
        return new Boots(resumes + 1, cold, rootfsResets);
    }

    Boots booted(boolean reset) {
        return new Boots(resumes, cold + 1, rootfsResets + (reset ? 1 : 0));
    }
}
