package dev.hangar.cli.doctor;

import dev.hangar.config.HangarSettings;
import dev.hangar.config.Mode;
import dev.hangar.control.Release;
import dev.hangar.control.ReleaseSource;
import dev.hangar.model.Answer;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.report.Finding;
import java.util.Optional;

/// Asks the release API, which is asked for a running deploy before a machine loses capacity. Only `act` needs it.
final class ReleaseExam {
    static final String CHECK = "release API";

    private final HangarSettings settings;
    private final Notes notes;

    ReleaseExam(HangarSettings settings, Notes notes) {
        this.settings = settings;
        this.notes = notes;
    }

    void unasked() {
        if (settings.mode() == Mode.ACT) {
            notes.warn(
                    Cause.RELEASE_UNASKED,
                    CHECK,
                    "nobody is asked whether a deploy is running: fly.graphql-url is unset and fly.base-url is not Fly's",
                    "set hangar.fly.graphql-url to https://api.fly.io/graphql");
        } else {
            notes.ok(CHECK, "not asked: fly.graphql-url is unset and fly.base-url is not Fly's; observe needs none");
        }
    }

    void examine(ReleaseSource source, AppName app, Tap tap) {
        switch (source.newest(app)) {
            case Answer.Ok<Optional<Release>>(Optional<Release> release) ->
                notes.ok(
                        CHECK,
                        tap.server().address() + " " + tap.speed() + "; newest release of " + app + ": "
                                + release.map(one -> one.version() + " " + one.status())
                                        .orElse("none"));
            case Answer.Failed<Optional<Release>>(Failure failure) -> failed(failure, app, tap);
        }
    }

    private void failed(Failure failure, AppName app, Tap tap) {
        if (tap.trouble().isPresent()) {
            Trouble trouble = tap.trouble().get();
            add(trouble.cause(), trouble.found(), trouble.fix());
        } else if (failure.kind() == FailureKind.UNAUTHORIZED) {
            add(
                    Cause.RELEASE_REFUSED,
                    FlyExam.said(failure) + ": the token is not accepted there",
                    "act needs a token that may read the app: fly tokens create deploy -a " + app
                            + ", or fly tokens create org ORG");
        } else if (failure.kind() == FailureKind.NOT_FOUND) {
            add(
                    Cause.RELEASE_APP_UNKNOWN,
                    "Could not find App " + app + ": " + FlyExam.said(failure)
                            + ": the release API says so of apps that the token does not see, too",
                    "use a token that covers " + app);
        } else {
            add(
                    Cause.RELEASE_ERROR,
                    tap.server().address() + " does not answer as it should: " + FlyExam.said(failure),
                    "check " + tap.server().key() + "; while nobody can be asked, nothing is put to sleep");
        }
    }

    private void add(Cause cause, String found, String fix) {
        Finding.Level level = settings.mode() == Mode.ACT ? Finding.Level.FAILURE : Finding.Level.WARNING;
        notes.add(level, cause, CHECK, found, fix);
    }
}
