package dev.hangar.survey.rules;

import dev.hangar.survey.Advice;
import dev.hangar.survey.AppSurvey;
import dev.hangar.survey.FlyToml;
import dev.hangar.survey.Rule;
import dev.hangar.survey.Survey;
import dev.hangar.survey.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A fly.toml that says `auto_stop_machines = true` or `false`. What runs says nothing of it: the API itself spells
/// off and stop as booleans (facts 4).
final class AutostopBoolean implements Rule {
    @Override
    public List<Advice> look(AppSurvey app, Survey survey) {
        return app.given().flatMap(toml -> look(app, toml)).stream().toList();
    }

    private static Optional<Advice> look(AppSurvey app, FlyToml toml) {
        List<FlyToml.GivenService> old = toml.services().stream()
                .filter(FlyToml.GivenService::autostopIsBoolean)
                .toList();
        if (old.isEmpty()) {
            return Optional.empty();
        }
        List<String> evidence = new ArrayList<>();
        List<Advice.Fix> fixes = new ArrayList<>();
        for (FlyToml.GivenService service : old) {
            String written = service.autostop().orElse("false");
            String means = written.equals("true") ? "stop" : "off";
            evidence.add(toml.file() + " says auto_stop_machines = " + written + " in [" + service.form()
                    + "], which means " + ConfigFixes.text(means));
            fixes.add(ConfigFixes.inService(
                    ConfigFixes.isHttp(service),
                    service.groups().isEmpty() ? ConfigFixes.DEFAULT_GROUP : Words.list(service.groups()),
                    service.internalPort(),
                    List.of("auto_stop_machines = " + ConfigFixes.text(means))));
        }
        if (old.stream().anyMatch(service -> service.autostop().equals(Optional.of("true")))) {
            fixes.add(new Advice.Fix.Words("\"suspend\" instead of \"stop\" wakes in a fraction of the time"));
        }
        return Optional.of(new Advice(
                Topic.AUTOSTOP_BOOLEAN,
                Advice.Subject.of(app.name()),
                toml.file() + " writes auto_stop_machines as a boolean, which cannot say suspend",
                evidence.stream().distinct().toList(),
                fixes.stream().distinct().toList(),
                new Advice.Worth.Tidies()));
    }
}
