package dev.hangar.cli;

import dev.hangar.report.Report;

/// Makes one dry pass over everything: the seam between the command line and the live wiring.
@FunctionalInterface
public interface ReportSource {
    /// Reads, decides and changes nothing. What cannot be read is part of the report.
    ///
    /// @throws CliFailure when there is no report at all, such as for a configuration that is wrong
    Report read(ReportRequest request, Progress progress) throws CliFailure;
}
