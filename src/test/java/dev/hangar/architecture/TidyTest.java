package dev.hangar.architecture;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/// House rules on source text, for what compiled classes no longer show.
class TidyTest {
    private static final int MOST_LINES = 400;

    /// A line that matches breaks the rule. Brackets keep a pattern from finding itself in this file.
    record Rule(String name, String pattern, Predicate<Sources.Source> scope) {
        private static Rule everywhere(String name, String pattern) {
            return new Rule(name, pattern, source -> true);
        }

        private static Rule inTests(String name, String pattern) {
            return new Rule(name, pattern, Sources.Source::isTest);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Rule> rules() {
        return Stream.of(
                Rule.everywhere("no tabs", "\\t"),
                // The formatter holds code to 120; what it cannot break are rows of tables and string literals.
                Rule.everywhere("no line longer than 150", "^(?!.* \\| )(?!\\s*\").{151,}$"),
                Rule.everywhere("no wildcard imports", "^import .*\\*;"),
                Rule.everywhere("open ends are issues, not comments", "\\b(TO[D]O|FI[X]ME)\\b"),
                Rule.everywhere("no author tags", "@auth[o]r\\b"),
                Rule.everywhere("warnings are mended, not silenced as a whole", "@SuppressWarnings\\(\"a[l]l\"\\)"),
                Rule.inTests("no test is switched off", "@Dis[a]bled"),
                Rule.inTests("fakes, not mocks", "^import (static )?org\\.mockito"),
                Rule.inTests("tests wait for conditions, not for time", "\\bThread\\.sl[e]ep\\b"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyLineKeeps(Rule rule) {
        Pattern pattern = Pattern.compile(rule.pattern());

        List<String> found = Sources.all().stream()
                .filter(rule.scope())
                .flatMap(source -> IntStream.range(0, source.lines().size())
                        .filter(i -> pattern.matcher(source.lines().get(i)).find())
                        .mapToObj(i -> source.path() + ":" + (i + 1)))
                .toList();

        assertThat(found).as(rule.name()).isEmpty();
    }

    @Test
    void filesStayShort() {
        List<String> longOnes = Sources.all().stream()
                .filter(source -> source.lines().size() > MOST_LINES)
                .map(source -> source.path() + " has " + source.lines().size() + " lines")
                .toList();

        assertThat(longOnes).as("files of more than %d lines", MOST_LINES).isEmpty();
    }

    @Test
    void sourcesAreFound() {
        assertThat(Sources.all()).as("Java files").hasSizeGreaterThanOrEqualTo(50);
    }
}
