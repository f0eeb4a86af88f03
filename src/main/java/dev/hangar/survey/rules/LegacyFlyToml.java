package dev.hangar.survey.rules;

import dev.hangar.survey.Advice;
import dev.hangar.survey.AppSurvey;
import dev.hangar.survey.FlyToml;
import dev.hangar.survey.Rule;
import dev.hangar.survey.Survey;
import dev.hangar.survey.Topic;
import java.util.List;

/// A fly.toml that was written for the old platform (Nomad, V1).
final class LegacyFlyToml implements Rule {
    @Override
    public List<Advice> look(AppSurvey app, Survey survey) {
        return app.given().filter(toml -> !toml.legacy().isEmpty()).map(toml -> advice(app, toml)).stream()
                .toList();
    }

    private static Advice advice(AppSurvey app, FlyToml toml) {
        return new Advice(
                Topic.LEGACY_FLY_TOML,
                Advice.Subject.of(app.name()),
                toml.file() + " was written for Fly's old platform (V1), which is gone",
                toml.legacy().stream().map(sign -> toml.file() + ": " + sign).toList(),
                List.of(
                        ConfigFixes.fly("config", "save", "--app", app.name().value()),
                        new Advice.Fix.Words(
                                "that writes a new fly.toml from what runs; keep the old file, for its comments are lost")),
                new Advice.Worth.Tidies());
    }
}
