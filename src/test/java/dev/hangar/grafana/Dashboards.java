package dev.hangar.grafana;

import java.nio.file.Path;
import java.util.List;

/// All dashboards that `grafana/dashboards` holds.
public final class Dashboards {
    /// Where their files are.
    public static final Path DIRECTORY = Path.of("grafana", "dashboards");

    private Dashboards() {}

    static List<Dashboard> all() {
        return List.of(OverviewBoard.board(), AppBoard.board(), DaemonBoard.board(), DecisionsBoard.board());
    }
}
