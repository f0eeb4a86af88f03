package dev.hangar.cli;

import dev.hangar.config.FlyTomlFile;
import dev.hangar.config.Problem;
import dev.hangar.model.App;
import dev.hangar.model.AppName;
import dev.hangar.survey.FlyToml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The fly.toml files that a user gave, to be compared with what is deployed.
final class GivenFiles {
    private GivenFiles() {}

    /// Reads them all, or says everything that is wrong with them at once.
    ///
    /// @throws CliFailure with exit code 2
    static List<FlyToml> read(List<Path> files) throws CliFailure {
        List<FlyToml> read = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path file : files) {
            switch (FlyTomlFile.read(file)) {
                case FlyTomlFile.Result.Read(FlyToml toml) -> read.add(toml);
                case FlyTomlFile.Result.Unreadable(List<Problem> found) ->
                    found.forEach(problem -> problems.add("\n  " + problem));
            }
        }
        if (!problems.isEmpty()) {
            throw new CliFailure(
                    "a fly.toml that was given cannot be used:" + String.join("", problems),
                    CommandFactory.WRONG_USAGE);
        }
        return read;
    }

    /// The files by app. One that names no app is for the only app, where there is only one.
    ///
    /// @throws CliFailure when a file is for none of the apps, or two are for one: what is silently not compared
    ///     would look like no difference
    static Map<AppName, FlyToml> byApp(List<FlyToml> given, List<App> apps) throws CliFailure {
        Map<AppName, FlyToml> byApp = new TreeMap<>();
        for (FlyToml file : given) {
            if (file.app().isEmpty() && apps.size() != 1) {
                throw new CliFailure(
                        file.file() + " names no app, and there are " + apps.size() + ": choose one with --app");
            }
            AppName app = file.app().orElseGet(() -> apps.getFirst().name());
            if (apps.stream().noneMatch(one -> one.name().equals(app))) {
                throw new CliFailure(file.file() + " is for app " + app + ", which is not among those looked at");
            }
            FlyToml other = byApp.put(app, file);
            if (other != null) {
                throw new CliFailure(file.file() + " and " + other.file() + " are both for app " + app);
            }
        }
        return byApp;
    }
}
