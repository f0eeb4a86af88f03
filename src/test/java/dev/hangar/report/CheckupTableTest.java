package dev.hangar.report;

import dev.hangar.testkit.Golden;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CheckupTableTest {
    private static final Checkup EVERYTHING = new Checkup(
            Instant.parse("2026-11-23T10:00:00.5Z"),
            List.of(
                    Finding.ok("Machines API", "https://api.machines.dev answers in 38 ms"),
                    finding(
                            Finding.Level.WARNING,
                            "token-can-write",
                            "token",
                            "covers every app of acme and can write"),
                    finding(
                            Finding.Level.FAILURE,
                            "app-not-found",
                            "apps",
                            "Could not find App \u001b[2Jshpo\u202e\nFORGED: no app has this name, or the token does not"
                                    + " see it. The token sees blog, shop, worker. Did you mean shop?"),
                    Finding.skipped("machines", "no managed app was found")));

    private static Finding finding(Finding.Level level, String cause, String check, String found) {
        return new Finding(level, Optional.of(cause), check, found, Optional.of("do something → about it"));
    }

    private static String table(int width, boolean color, boolean unicode) {
        return new CheckupTable(new TableStyle(width, color, unicode)).render(EVERYTHING);
    }

    @ParameterizedTest
    @CsvSource({
        "100, false, true, doctor/wide.txt",
        "60, false, false, doctor/narrow-ascii.txt",
        "80, true, true, doctor/color.txt"
    })
    void looksAsAgreed(int width, boolean color, boolean unicode, String golden) {
        Golden.assertMatches(golden, table(width, color, unicode));
    }

    @Test
    void noLineIsWiderThanAskedAndNothingHostileGetsThrough() {
        String table = table(60, false, true);

        assertThat(table.lines()).allMatch(line -> line.length() <= 60);
        assertThat(table).doesNotContain("\u001b", "\u202e").contains("<U+001B>");
        assertThat(table.lines()).noneMatch(line -> line.startsWith("FORGED"));
    }

    @Test
    void jsonLooksAsAgreed() {
        Golden.assertMatches("doctor/everything.json", new CheckupJson().render(EVERYTHING));
    }

    @Test
    void onlyAFailureEndsWithOne() {
        Checkup warned = new Checkup(EVERYTHING.at(), EVERYTHING.findings().subList(0, 2));

        assertThat(EVERYTHING.exitCode()).isEqualTo(1);
        assertThat(warned.exitCode()).isZero();
    }
}
