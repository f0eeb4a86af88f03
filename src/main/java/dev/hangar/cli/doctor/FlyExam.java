package dev.hangar.cli.doctor;

import dev.hangar.config.HangarSettings;
import dev.hangar.config.Mode;
import dev.hangar.control.MachineSource;
import dev.hangar.control.TokenCheck;
import dev.hangar.control.TokenSource;
import dev.hangar.model.Answer;
import dev.hangar.model.App;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineState;
import dev.hangar.model.OrgSlug;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Asks the Machines API who we are to it, and what it shows us.
final class FlyExam {
    static final String API = "Machines API";
    private static final String MACHINES = "machines";

    private final HangarSettings settings;
    private final TokenSource tokens;
    private final MachineSource source;
    private final Tap tap;
    private final Notes notes;

    /// What others need to know.
    ///
    /// @param managed apps that are looked after and exist
    /// @param orgs organizations that the token says it covers
    /// @param usable whether the API answered and took the token
    record Seen(List<App> managed, List<OrgSlug> orgs, boolean usable) {
        static final Seen NOTHING = new Seen(List.of(), List.of(), false);
    }

    FlyExam(HangarSettings settings, TokenSource tokens, MachineSource source, Tap tap, Notes notes) {
        this.settings = settings;
        this.tokens = tokens;
        this.source = source;
        this.tap = tap;
        this.notes = notes;
    }

    Seen examine() {
        Answer<List<TokenSource.Covered>> covered = tokens.covered();
        Optional<Failure> failed = covered.whyFailed();
        if (failed.isPresent() && !goesOn(failed.get())) {
            return Seen.NOTHING;
        }
        if (failed.isEmpty()) {
            notes.ok(API, tap.server().where() + " " + tap.speed());
        }
        List<TokenSource.Covered> scopes = covered.asOptional().orElse(List.of());
        AppsExam.Found found = new AppsExam(settings, source, scopes).look();
        token(scopes, covered, found);
        found.report(notes);
        machines(found.managed());
        return new Seen(found.managed(), AppsExam.orgs(scopes), true);
    }

    /// Before any app is named: which could be.
    void scope() {
        Answer<List<TokenSource.Covered>> covered = tokens.covered();
        if (covered.whyFailed().filter(failure -> !goesOn(failure)).isPresent()) {
            return;
        }
        List<TokenSource.Covered> scopes = covered.asOptional().orElse(List.of());
        if (!scopes.isEmpty()) {
            notes.ok(API, tap.server().where() + " " + tap.speed());
        }
        List<String> apps = Stream.concat(
                        scopes.stream().flatMap(scope -> scope.apps().stream()),
                        AppsExam.orgs(scopes).stream()
                                .flatMap(org -> source.apps(org).asOptional().stream())
                                .flatMap(List::stream)
                                .map(App::name))
                .map(AppName::value)
                .distinct()
                .toList();
        String org = AppsExam.orgs(scopes).stream()
                .findFirst()
                .map(slug -> ": set HANGAR_ORG=" + slug + " for all of them, or HANGAR_APP for some")
                .orElse("");
        notes.ok(ConfigExam.TOKEN, "sees " + Names.some(apps) + org);
    }

    /// Whether the rest makes sense after the first question failed.
    private boolean goesOn(Failure failure) {
        Optional<Trouble> trouble = tap.trouble();
        int status = failure.httpStatus().orElse(0);
        if (trouble.isPresent()) {
            notes.fail(
                    trouble.get().cause(),
                    API,
                    trouble.get().found(),
                    trouble.get().fix());
            skip("the Machines API cannot be reached", true);
            return false;
        }
        switch (status) {
            case 401 -> refused(failure);
            case 403 -> forbidden(failure);
            case 400, 404 -> {
                notes.ok(
                        API,
                        tap.server().where() + " " + tap.speed() + "; it does not tell what a token covers ("
                                + said(failure) + ")");
                return true;
            }
            default -> unwell(failure);
        }
        return false;
    }

    private void refused(Failure failure) {
        notes.ok(API, tap.server().where() + " " + tap.speed());
        notes.fail(
                Cause.TOKEN_REFUSED,
                ConfigExam.TOKEN,
                said(failure) + ": Fly does not accept the token: it expired, was revoked, or lost a part when copied",
                "make a new one: " + ConfigExam.NEW_TOKEN);
        skip("the token was refused", false);
    }

    private void forbidden(Failure failure) {
        notes.ok(API, tap.server().where() + " " + tap.speed());
        notes.fail(
                Cause.TOKEN_FORBIDDEN,
                ConfigExam.TOKEN,
                said(failure) + ": Fly knows the token, but does not let it do this: it covers something else",
                "make one for the organization of the apps: " + ConfigExam.NEW_TOKEN);
        skip("the token may not ask", false);
    }

    private void unwell(Failure failure) {
        boolean strange = failure.kind() == FailureKind.INVALID_ANSWER;
        notes.fail(
                strange ? Cause.API_STRANGE : Cause.API_ERROR,
                API,
                strange
                        ? tap.server().where() + " does not answer like the Machines API: " + said(failure)
                        : tap.server().where() + " answers with an error: " + said(failure),
                strange
                        ? "check " + tap.server().key() + "; unset it means https://api.machines.dev"
                        : "try again; look at https://status.flyio.net when it stays so");
        skip("the Machines API does not answer as it should", true);
    }

    private void skip(String why, boolean tokenToo) {
        if (tokenToo) {
            notes.skip(ConfigExam.TOKEN, why);
        }
        List.of("apps", MACHINES).forEach(check -> notes.skip(check, why));
    }

    private void token(
            List<TokenSource.Covered> scopes, Answer<List<TokenSource.Covered>> covered, AppsExam.Found found) {
        Optional<AppName> app = found.managed().stream()
                .map(App::name)
                .findFirst()
                .or(() -> found.visible().stream().findFirst());
        TokenCheck.Powers powers = TokenCheck.powers(new Asked(covered, tokens), app);
        String scope = "covers " + (scopes.isEmpty() ? "an unknown scope" : powers.covers());
        boolean acting = settings.mode() == Mode.ACT;
        switch (powers.writes()) {
            case Answer.Failed<Boolean>(Failure failure) ->
                notes.ok(ConfigExam.TOKEN, scope + "; whether it can write is unknown (" + said(failure) + ")");
            case Answer.Ok<Boolean>(Boolean writes) -> {
                if (writes && !acting) {
                    notes.warn(
                            Cause.TOKEN_CAN_WRITE,
                            ConfigExam.TOKEN,
                            scope + " and can write; observe needs to read only",
                            "use a read-only one: " + ConfigExam.NEW_TOKEN);
                } else if (!writes && acting) {
                    notes.fail(
                            Cause.TOKEN_READ_ONLY,
                            ConfigExam.TOKEN,
                            scope + " and can only read; act must start and stop machines",
                            "use one that can write: fly tokens create deploy -a APP, or fly tokens create org ORG");
                } else {
                    notes.ok(ConfigExam.TOKEN, scope + (writes ? " and can write" : " and can only read"));
                }
            }
        }
    }

    /// What was answered already is not asked again.
    private record Asked(Answer<List<TokenSource.Covered>> covered, TokenSource tokens) implements TokenSource {
        @Override
        public Answer<Boolean> mayWrite(AppName app) {
            return tokens.mayWrite(app);
        }
    }

    private void machines(List<App> managed) {
        Optional<App> one = managed.stream().filter(app -> app.role().isEmpty()).findFirst();
        if (one.isEmpty()) {
            notes.skip(MACHINES, "no managed app was found");
            return;
        }
        AppName app = one.get().name();
        switch (source.machines(app)) {
            case Answer.Failed<List<Machine>>(Failure failure) ->
                notes.fail(
                        Cause.MACHINES_UNREADABLE,
                        MACHINES,
                        "those of " + app + " cannot be listed: " + said(failure),
                        "check that the token covers " + app + ", and try again");
            case Answer.Ok<List<Machine>>(List<Machine> machines) -> {
                if (machines.isEmpty()) {
                    notes.warn(
                            Cause.MACHINES_NONE,
                            MACHINES,
                            app + " has no machines: there is nothing to look after",
                            "deploy it, or take it out of hangar.app");
                } else {
                    long started = machines.stream()
                            .filter(machine -> machine.state() == MachineState.STARTED)
                            .count();
                    notes.ok(MACHINES, app + " has " + machines.size() + ", " + started + " of them started");
                }
            }
        }
    }

    /// `401 Authenticate: token validation error`.
    static String said(Failure failure) {
        return (failure.httpStatus().isPresent() ? failure.httpStatus().getAsInt() + " " : "") + failure.detail();
    }
}
