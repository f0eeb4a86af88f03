package dev.hangar.survey.rules;

import dev.hangar.survey.Advice;
import dev.hangar.survey.Advice.Fix;
import dev.hangar.survey.Advice.Worth;
import dev.hangar.survey.AppSurvey;
import dev.hangar.survey.Rule;
import dev.hangar.survey.Survey;
import java.util.List;

/// Advice as text, for tests.
final class Told {
    private Told() {}

    /// What a rule finds in all apps.
    static List<Advice> by(Rule rule, Survey survey) {
        return survey.apps().stream()
                .flatMap((AppSurvey app) -> rule.look(app, survey).stream())
                .sorted()
                .toList();
    }

    /// `shop/app: headline`.
    static String headline(Advice advice) {
        return advice.subject().name() + ": " + advice.headline();
    }

    /// `saves at most $2.00`.
    static String worth(Advice advice) {
        return switch (advice.worth()) {
            case Worth.Outage(String risk) -> "outage: " + risk;
            case Worth.Risk(String risk) -> "risk: " + risk;
            case Worth.Saves saves ->
                "saves " + (saves.atMost() ? "at most " : "") + saves.saving().perMonth()
                        + (saves.planned() ? " as planned" : "");
            case Worth.Costs costs -> "costs " + costs.price().perMonth();
            case Worth.Tidies tidies -> "tidies";
        };
    }

    /// Commands and lines, without words.
    static List<String> doings(Advice advice) {
        return advice.fixes().stream()
                .filter(fix -> !(fix instanceof Fix.Words))
                .map(Told::text)
                .toList();
    }

    private static String text(Fix fix) {
        return switch (fix) {
            case Fix.Lines(String toml) -> toml;
            case Fix.Command(String line) -> line;
            case Fix.Words(String sentence) -> sentence;
        };
    }
}
