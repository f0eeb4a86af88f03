package dev.hangar.simulator.metrics;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/// A strict reader of the text format: every sample after the HELP and TYPE of its family, no sample twice.
final class PageReader {
    private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) ([a-z_]+) (.+)");
    private static final Pattern SAMPLE = Pattern.compile(
            "([a-z_]+)(\\{(?:[a-z_]+=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\",?)+}) (-?[0-9]+(?:\\.[0-9]+)?)");

    private PageReader() {}

    static Map<String, Double> read(String page) {
        assertThat(page).endsWith("\n");
        Set<String> described = new HashSet<>();
        Map<String, Double> samples = new LinkedHashMap<>();
        for (String line : page.lines().toList()) {
            Matcher comment = COMMENT.matcher(line);
            if (comment.matches()) {
                assertThat(described.add(comment.group(1) + " " + comment.group(2)))
                        .as(line)
                        .isTrue();
                continue;
            }
            Matcher sample = SAMPLE.matcher(line);
            assertThat(sample.matches()).as(line).isTrue();
            assertThat(described).contains("HELP " + sample.group(1), "TYPE " + sample.group(1));
            assertThat(samples.put(sample.group(1) + sample.group(2), Double.valueOf(sample.group(3))))
                    .as(line)
                    .isNull();
        }
        return samples;
    }
}
