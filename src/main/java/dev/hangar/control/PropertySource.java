package dev.hangar.control;

import dev.hangar.model.Answer;
import dev.hangar.model.AppName;
import dev.hangar.model.IpAddress;
import dev.hangar.model.OrgSlug;
import dev.hangar.model.Region;
import dev.hangar.model.Volume;
import dev.hangar.model.VolumeSnapshot;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/// Port to what an organization owns besides running machines, for reports: nothing is decided on it. Reads only;
/// every
/// call is bounded in time.
public interface PropertySource {
    /// How many machines each app has, by the list of the whole organization, which is eventually consistent (facts
    /// 1.3).
    ///
    /// @param machines by app; apps without machines are left out
    /// @param unreadRegions regions that Fly could not read: an app missing from `machines` may have machines there
    /// @param unreadable entries that could not be understood: any app may have those, 0 or more
    record MachineCounts(SortedMap<AppName, Integer> machines, SortedSet<Region> unreadRegions, int unreadable) {
        /// Whether the list says anything of an app that it leaves out.
        public boolean isComplete() {
            return unreadRegions.isEmpty() && unreadable == 0;
        }
    }

    /// Volumes by the list of a whole organization, which is eventually consistent (facts 1.3).
    ///
    /// @param byApp sorted by id; apps without volumes are left out
    /// @param unreadable entries that could not be understood, 0 or more
    record VolumeList(SortedMap<AppName, List<Volume>> byApp, int unreadable) {}

    /// Counts the machines of an organization with one call per thousand.
    Answer<MachineCounts> machineCounts(OrgSlug org);

    /// Volumes of an organization with one call per thousand.
    Answer<VolumeList> volumes(OrgSlug org);

    /// Snapshots of a volume, the oldest first.
    Answer<List<VolumeSnapshot>> snapshots(AppName app, String volume);

    /// Addresses that are assigned to an app, in Fly's order.
    Answer<List<IpAddress>> addresses(AppName app);
}
