package dev.hangar.report;

import dev.hangar.control.Usage;
import dev.hangar.model.CpuKind;
import dev.hangar.model.Guest;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Findings;
import dev.hangar.survey.Topic;
import dev.hangar.survey.World;
import dev.hangar.survey.rules.UsageRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;

/// What the guide shows of advice is what the program prints.
class GuideSampleTest {
    private static final Path GUIDE = Path.of("docs", "guide", "report.md");

    @Test
    void theGuideShowsAdviceAsItIsPrinted() throws IOException {
        assertThat(Files.readString(GUIDE)).contains("```\n" + sample() + "\n```");
    }

    private static String sample() {
        World world = World.shop(web("148e445b9e7089").guest(Guest.of(CpuKind.SHARED, 2, 4096)))
                .used("148e445b9e7089", used());
        List<Advice> advice = Findings.of(world.build(), UsageRules.ALL).advice().stream()
                .filter(one -> one.topic() == Topic.OVERSIZED_MEMORY)
                .toList();
        Page page = new Page(new TableStyle(100, false, true));
        new AdviceLines(page).render(advice);
        // Without the blank line and the heading.
        return page.toString().lines().skip(2).collect(Collectors.joining("\n"));
    }

    private static Usage.OfMachine used() {
        OptionalDouble none = OptionalDouble.of(0);
        return new Usage.OfMachine(
                Optional.of(Duration.ofDays(14)),
                OptionalDouble.of(0.01),
                OptionalDouble.of(0.125),
                none,
                OptionalDouble.of(700.0 * (1 << 20)),
                OptionalDouble.of(3920.0 * (1 << 20)),
                none,
                none,
                OptionalDouble.of(4),
                OptionalDouble.of(2));
    }
}
