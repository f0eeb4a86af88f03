package dev.hangar.simulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the process of a machine does by itself: most serve until they are stopped, some come to an end. A command
/// that the config names is obeyed as far as it is one of `true`, `false`, `echo`, `exit CODE` and `sleep SECONDS`,
/// also behind `sh -c`; no image is run, so entrypoints and everything else are unknown here.
///
/// @param time how long it runs
/// @param code exit code, 0 for success
record Program(Delays.Range time, int code) {
    private static final Delays.Range AT_ONCE = Delays.Range.millis(50, 500);
    private static final Set<String> SHELLS = Set.of("sh", "bash", "ash");
    private static final int MISUSE = 2;

    /// Where flyctl says that a machine was made for one command (facts 7.2; test commands are told alike).
    private static final Set<String> ONE_COMMAND = Set.of("RELEASE_COMMAND", "FLY_TEST_COMMAND");

    /// How the process of a machine ends by itself; empty for one that serves.
    ///
    /// @param taskTime how long a task takes whose command tells nothing
    static Optional<Program> of(SimulatedMachine machine, Delays.Range taskTime) {
        List<String> words = command(machine.current().raw().path("init"));
        boolean named = !words.isEmpty();
        boolean task = machine.config().schedule().isPresent()
                || (named && machine.config().envKeys().stream().anyMatch(ONE_COMMAND::contains));
        Optional<Program> otherwise = task ? Optional.of(new Program(taskTime, 0)) : Optional.empty();
        return switch (named ? name(words.getFirst()) : "") {
            case "true", "echo" -> Optional.of(new Program(AT_ONCE, 0));
            case "false" -> Optional.of(new Program(AT_ONCE, 1));
            case "exit" -> Optional.of(new Program(AT_ONCE, words.size() < 2 ? 0 : code(words.get(1))));
            case "sleep" -> words.size() < 2 ? Optional.of(new Program(AT_ONCE, 1)) : asleep(words.get(1));
            default -> otherwise;
        };
    }

    /// `exec` stands for entrypoint and command, `cmd` for the command alone. What follows `sh -c` is one text.
    private static List<String> command(JsonNode init) {
        List<String> words = new ArrayList<>();
        (init.path("exec").isEmpty() ? init.path("cmd") : init.path("exec")).forEach(word -> words.add(word.asText()));
        boolean shell = words.size() > 2
                && SHELLS.contains(name(words.getFirst()))
                && words.get(1).equals("-c");
        return shell ? Arrays.asList(words.get(2).strip().split("\\s+")) : words;
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static int code(String word) {
        return word.matches("\\d{1,3}") ? Integer.parseInt(word) & 0xff : MISUSE;
    }

    /// `inf` sleeps for ever, as the machines of `fly console` do.
    private static Optional<Program> asleep(String word) {
        return GoDuration.parse(word.matches("\\d+") ? word + "s" : word).map(Program::lasting);
    }

    private static Program lasting(Duration time) {
        return new Program(new Delays.Range(time, time), 0);
    }
}
