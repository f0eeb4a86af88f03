package dev.hangar.survey;

import java.util.List;

/// Looks for one thing worth telling. Pure, total and cheap: it is asked once per report, of every app.
@FunctionalInterface
public interface Rule {
    /// What it found in an app, in any order; nothing where something that it rests on is not known.
    List<Advice> look(AppSurvey app, Survey survey);
}
