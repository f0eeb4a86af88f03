package dev.hangar.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.policy.Spread;
import dev.hangar.policy.WakeTimes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was seen of a fleet's wakes, in words and as JSON.
final class WakeWords {
    private static final int SHARE_PLACES = 4;
    private static final int MILLIS = 3;

    private WakeWords() {}

    /// `8 of 10 suspended machines resumed, in 0.4 s, 2 had lost their snapshot; a cold boot takes 4.1 s`; empty while
    /// no wake has been seen.
    static Optional<String> of(WakeTimes times) {
        List<String> words = new ArrayList<>();
        if (times.wakesSeen() > 0) {
            words.add(resumed(times));
        }
        times.coldStart().ifPresent(boot -> words.add("a cold boot takes " + seconds(boot)));
        if (times.losesSnapshots()) {
            words.add("suspend gains little here");
        }
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", words));
    }

    private static String resumed(WakeTimes times) {
        String in = times.resume().map(time -> ", in " + seconds(time)).orElse("");
        String all = Words.count(times.wakesSeen(), "start") + " from suspend";
        if (times.booted() == 0) {
            return all + " resumed" + in;
        }
        return times.resumed() == 0
                ? all + " found no snapshot"
                : times.resumed() + " of " + all + " resumed" + in + ", " + times.booted() + " found no snapshot";
    }

    private static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), MILLIS).setScale(1, RoundingMode.HALF_UP) + " s";
    }

    static ObjectNode json(WakeTimes times) {
        ObjectNode node = JsonReport.NODES
                .objectNode()
                .put("resumed", times.resumed())
                .put("booted", times.booted())
                .put(
                        "resumeShare",
                        BigDecimal.valueOf(times.resumeShare())
                                .setScale(SHARE_PLACES, RoundingMode.HALF_UP)
                                .toPlainString());
        node.set("resume", json(times.resumes()));
        node.set("coldBoot", json(times.cold()));
        node.set("suspend", json(times.suspending()));
        node.set("stop", json(times.stopping()));
        return node;
    }

    private static JsonNode json(Optional<Spread> spread) {
        return spread.<JsonNode>map(some -> JsonReport.NODES
                        .objectNode()
                        .put("count", some.count())
                        .put("medianSeconds", decimal(some.median()))
                        .put("highSeconds", decimal(some.high())))
                .orElseGet(JsonReport.NODES::nullNode);
    }

    private static String decimal(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), MILLIS).toPlainString();
    }
}
