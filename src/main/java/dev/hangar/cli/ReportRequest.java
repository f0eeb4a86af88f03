package dev.hangar.cli;

import java.nio.file.Path;
import java.util.Optional;

/// What a report is wanted of.
///
/// @param config configuration file; empty for the usual places
/// @param apps apps to look at; those that do not match are best not even read
public record ReportRequest(Optional<Path> config, Optional<AppPattern> apps) {}
