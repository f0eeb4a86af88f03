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

    /// Where the token is told nothing, the guard is silent and deploys are seen by their signs in the Machines API;
    /// where nobody answers, it says "not now".
    private void failed(Failure failure, AppName app, Tap tap) {
        if (tap.trouble().isPresent()) {
            Trouble trouble = tap.trouble().get();
            silent(trouble.cause(), trouble.found(), trouble.fix());
        } else if (failure.kind() == FailureKind.UNAUTHORIZED) {
            notes.warn(
                    Cause.RELEASE_REFUSED,
                    CHECK,
                    FlyExam.said(failure)
                            + ": the token is not accepted there, so deploys are seen by their signs in the"
                            + " Machines API only",
                    "use a token that may read the app: fly tokens create deploy -a " + app
                            + ", or fly tokens create org ORG");
        } else if (failure.kind() == FailureKind.NOT_FOUND) {
            notes.warn(
                    Cause.RELEASE_APP_UNKNOWN,
                    CHECK,
                    "Could not find App " + app + ": " + FlyExam.said(failure)
                            + ": the release API says so of apps that the token does not see, too; deploys are seen by"
                            + " their signs in the Machines API only",
                    "use a token that covers " + app);
        } else {
            silent(
                    Cause.RELEASE_ERROR,
                    tap.server().address() + " does not answer as it should: " + FlyExam.said(failure),
                    "check " + tap.server().key() + "; while nobody can be asked, act puts nothing to sleep");
        }
    }

    private void silent(Cause cause, String found, String fix) {
        Finding.Level level = settings.mode() == Mode.ACT ? Finding.Level.FAILURE : Finding.Level.WARNING;
        notes.add(level, cause, CHECK, found, fix);
    }
}
