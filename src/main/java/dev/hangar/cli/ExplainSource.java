package dev.hangar.cli;

import dev.hangar.report.ExplainReport;
import dev.hangar.report.Problem;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// Makes one dry pass over one app: the seam between the command line and the live wiring.
@FunctionalInterface
public interface ExplainSource {
    /// Reads, decides and changes nothing.
    ///
    /// @param config configuration file; empty for the usual places
    /// @param problems hears what could not be read besides, such as a signal; what is missing so counts as absent
    /// @throws CliFailure when there is nothing to explain, saying why
    ExplainReport read(Optional<Path> config, ExplainTarget target, Consumer<Problem> problems) throws CliFailure;
}
