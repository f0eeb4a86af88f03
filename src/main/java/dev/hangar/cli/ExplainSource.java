package dev.hangar.cli;

import dev.hangar.report.ExplainReport;
import java.nio.file.Path;
import java.util.Optional;

/// Makes one dry pass over one app: the seam between the command line and the live wiring.
@FunctionalInterface
public interface ExplainSource {
    /// Reads, decides and changes nothing.
    ///
    /// @param config configuration file; empty for the usual places
    /// @throws CliFailure when there is nothing to explain, saying why
    ExplainReport read(Optional<Path> config, ExplainTarget target) throws CliFailure;
}
