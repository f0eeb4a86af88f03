package dev.hangar.control;

import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.Reading;
import dev.hangar.model.Sample;
import dev.hangar.model.SignalQuery;
import dev.hangar.model.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Histories of an organization: what the proxy said, second by second, and since when it counts as silent.
class OrgCliffTest {
    private static final Instant T0 = Instant.parse("2026-11-21T12:00:00Z");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "three at once,                '0: a=5 b=1 c=9; 15: a=0 b=0 c=0', 15",
        "one after the other,          '0: a=5 b=1 c=9; 15: a=0 b=1 c=9; 30: a=0 b=0 c=9; 45: a=0 b=0 c=0', 45",
        "slower than in a minute,      '0: a=5 b=1 c=9; 61: a=0 b=1 c=9; 76: a=0 b=0 c=0',",
        "looks that are far apart,     '0: a=5 b=1 c=9; 300: a=0 b=0 c=0', 300",
        "looks that are too far apart, '0: a=5 b=1 c=9; 361: a=0 b=0 c=0',",
        "two only,                     '0: a=5 b=1 c=0; 15: a=0 b=0 c=0',",
        "one still has some,           '0: a=5 b=1 c=9; 15: a=0 b=0 c=0.1',",
        "another app has some,         '0: a=5 b=1 c=9; 15: a=0 b=0 c=0 d=1',",
        "it lasts,                     '0: a=5 b=1 c=9; 15: a=0 b=0 c=0; 30: a=0 b=0 c=0; 3600: a=0 b=0 c=0', 15",
        "any demand ends it,           '0: a=5 b=1 c=9; 15: a=0 b=0 c=0; 30: a=0 b=0 c=0 d=1',",
        "a flicker within a minute,    '0: a=5 b=1 c=9; 15: a=0 b=0 c=0; 50: a=0 b=0 c=1; 55: a=0 b=0 c=0', 55",
        "a flicker after a minute,     '0: a=5 b=1 c=9; 15: a=0 b=0 c=0; 70: a=0 b=0 c=1; 75: a=0 b=0 c=0',",
        "unknown is not none,          '0: a=5 b=1 c=9; 15: a=0 b=0 c=?',",
        "a gap before it,              '0: a=5 b=1 c=9; 50: a=? b=? c=?; 100: a=0 b=0 c=0', 100",
        "a failed query before it,     '0: a=5 b=1 c=9; 50: !; 100: a=0 b=0 c=0', 100",
        "a failed query in it,         '0: a=5 b=1 c=9; 15: a=0 b=0 c=0; 30: !', 15",
        "an app without series,        '0: a=5 b=1 c=9; 50: a=1 b=1; 100: a=0 b=0 c=0',",
        "a clock that went back,       '0: a=5 b=1 c=9; 15: a=0 b=0 c=0; -600: a=0 b=0 c=0', -600",
        "nothing was ever busy,        '0: a=0 b=0 c=0; 15: a=0 b=0 c=0',"
    })
    void histories(String what, String history, Integer since) {
        OrgCliff cliff = new OrgCliff();
        for (String look : history.split("; ", -1)) {
            cliff.saw(snapshot(look));
        }
        assertThat(cliff.silence())
                .isEqualTo(Optional.ofNullable(since)
                        .map(second -> new Silence(T0.plusSeconds(second), "3 apps at once lost all their demand")));
    }

    private static SignalSnapshot snapshot(String look) {
        String[] words = look.split(": ?", -1);
        Instant at = T0.plusSeconds(Long.parseLong(words[0]));
        if (words[1].equals("!")) {
            return SignalSnapshot.failed(
                    SignalQuery.PROXY_CONCURRENCY,
                    at,
                    Reading.AbsenceReason.SOURCE_FAILED,
                    Failure.of(FailureKind.UNAVAILABLE, "away"));
        }
        Map<AppName, List<Sample>> samples = new TreeMap<>();
        for (String word : words[1].split(" ", -1)) {
            String[] said = word.split("=", -1);
            AppName app = new AppName(said[0]);
            // A second machine, which is quiet.
            samples.put(app, List.of(sample(app, reading(said[1], at)), sample(app, new Reading.Fresh(0, at))));
        }
        return SignalSnapshot.of(SignalQuery.PROXY_CONCURRENCY, at, samples);
    }

    private static Reading reading(String value, Instant at) {
        return value.equals("?")
                ? new Reading.Stale(3, Duration.ofMinutes(5))
                : new Reading.Fresh(Double.parseDouble(value), at);
    }

    private static Sample sample(AppName app, Reading reading) {
        return new Sample(app, Optional.empty(), Optional.empty(), reading);
    }
}
