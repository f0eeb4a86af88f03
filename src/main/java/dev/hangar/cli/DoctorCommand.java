package dev.hangar.cli;

import dev.hangar.cli.doctor.Connections;
import dev.hangar.cli.doctor.Doctor;
import dev.hangar.config.ConfigLoader;
import dev.hangar.config.HangarSettings;
import dev.hangar.report.Checkup;
import dev.hangar.report.CheckupJson;
import dev.hangar.report.CheckupTable;
import dev.hangar.report.TableStyle;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `hangar doctor`: what stands between Hangar and its work.
@Command(
        name = "doctor",
        description = "Check configuration, token, Machines API, Prometheus and clock. Changes nothing.",
        footer = {
            "",
            "Exit codes: 0 no failure (warnings may be there), 1 a failure, 2 wrong options.",
            "Every cause is explained in docs/guide/doctor.md.",
            "",
            "Example: why does it see no app?",
            "  hangar doctor"
        })
final class DoctorCommand implements Callable<Integer> {
    @Option(names = "--format", paramLabel = "table|json", description = "How to show it. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.table;

    @Option(names = "--no-color", description = "No colors. NO_COLOR and CLICOLOR=0 say the same.")
    private boolean noColor;

    private final Console console;
    private final HangarCommand top;
    private final InstantSource wallClock;

    /// Formats by the names that users type.
    enum Format {
        table,
        json
    }

    DoctorCommand(Console console, HangarCommand top, InstantSource wallClock) {
        this.console = console;
        this.top = top;
        this.wallClock = wallClock;
    }

    @Override
    public Integer call() {
        Checkup checkup = new Doctor(
                        console.environment(),
                        environment -> ConfigLoader.load(top.config(), environment, Path.of("")),
                        this::connect)
                .examine(wallClock.instant());
        console.out()
                .print(
                        switch (format) {
                            case table -> new CheckupTable(style()).render(checkup);
                            case json -> new CheckupJson().render(checkup);
                        });
        return checkup.exitCode();
    }

    private Connections connect(HangarSettings settings) {
        Wires wires = Wires.network();
        return new Connections(
                Assembly.fly(settings, wallClock),
                wires.fly(),
                Assembly.endpoint(settings.prometheus()),
                wires.prometheus(),
                wallClock);
    }

    private TableStyle style() {
        String columns = console.environment().getOrDefault("COLUMNS", "");
        int width = columns.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(columns) : TableStyle.DEFAULT_WIDTH;
        return new TableStyle(width, console.color() && !noColor, console.unicode());
    }
}
