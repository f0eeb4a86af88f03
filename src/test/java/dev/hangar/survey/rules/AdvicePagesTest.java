package dev.hangar.survey.rules;

import dev.hangar.survey.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Every advice has its page, of one form, and the index leads to it.
class AdvicePagesTest {
    private static final Path INDEX = Path.of("docs", "advice", "README.md");
    private static final Pattern LINK = Pattern.compile("\\]\\(([a-z0-9-]+\\.md)\\)");
    private static final int MOST_LINES = 60;

    static Set<Topic> topics() {
        return EnumSet.allOf(Topic.class);
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyTopicHasAPageOfOneForm(Topic topic) throws IOException {
        List<String> lines = Files.readAllLines(Path.of(topic.page()));

        assertThat(lines.getFirst()).isEqualTo("# " + topic.title());
        assertThat(lines).contains("`" + topic.code() + "` · [all advice](README.md)");
        assertThat(lines.stream().filter(line -> line.startsWith("## ")))
                .containsExactly(
                        "## What it means",
                        "## Why it matters",
                        "## How Hangar sees it",
                        "## Fix",
                        "## When to ignore it");
        assertThat(lines).hasSizeLessThanOrEqualTo(MOST_LINES);
    }

    @ParameterizedTest
    @MethodSource("topics")
    void theIndexLeadsToIt(Topic topic) throws IOException {
        assertThat(Files.readString(INDEX)).contains("| [" + topic.code() + "](" + topic.code() + ".md) | ");
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        try (var pages = Files.list(INDEX.getParent())) {
            for (Path page : pages.toList()) {
                Matcher link = LINK.matcher(Files.readString(page));
                while (link.find()) {
                    assertThat(page.resolveSibling(link.group(1))).exists();
                }
            }
        }
    }
}
