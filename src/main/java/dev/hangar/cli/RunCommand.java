package dev.hangar.cli;

import dev.hangar.config.EffectiveSetting;
import dev.hangar.config.HangarSettings;
import dev.hangar.telemetry.JsonLine;
import dev.hangar.telemetry.LogEvent;
import dev.hangar.telemetry.LogKey;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `hangar run`: the daemon.
@Command(
        name = "run",
        description = "Run the daemon: observe (the default) or act, as configured.",
        footer = {
            "",
            "A stop by SIGTERM or Ctrl-C takes at most 5 s: leases and cordons are given back first.",
            "",
            "Exit codes: 143 after SIGTERM, 130 after Ctrl-C, 1 when it cannot start, 2 wrong options or configuration,",
            "70 when its loop hangs for good: to be started again.",
            "",
            "Example: HANGAR_FLY_TOKEN=… HANGAR_APP=shop HANGAR_PROMETHEUS_URL=… hangar run"
        })
final class RunCommand implements Callable<Integer> {
    private final Console console;
    private final Configuration configuration;
    private final HangarCommand top;
    private final InstantSource wallClock;

    RunCommand(Console console, Configuration configuration, HangarCommand top, InstantSource wallClock) {
        this.console = console;
        this.configuration = configuration;
        this.top = top;
        this.wallClock = wallClock;
    }

    @Override
    public Integer call() throws CliFailure {
        HangarSettings settings = configuration.load(top.config());
        if (settings.logFormat().isJson(console.errIsTerminal())) {
            Container.logJson();
            console.err().println(JsonLine.of(wallClock.instant(), "hangar.settings", event(settings.effective())));
        } else {
            console.err().println("hangar: effective settings");
            settings.effective().forEach(setting -> console.err().println("  " + setting));
        }
        console.err().flush();
        Launch.next(new Launch(settings, wallClock, 1, record -> {}));
        return Container.run(settings.httpHost(), settings.httpPort());
    }

    private static LogEvent event(List<EffectiveSetting> effective) {
        Map<String, Map<String, String>> settings = new LinkedHashMap<>();
        effective.forEach(
                setting -> settings.put(setting.key(), Map.of("value", setting.value(), "source", setting.source())));
        return new LogEvent("settings", Map.of(LogKey.SETTINGS, settings), "effective settings");
    }
}
