package dev.hangar.cli.doctor;

import dev.hangar.config.AppFilter;
import dev.hangar.config.HangarSettings;
import dev.hangar.control.MachineSource;
import dev.hangar.control.TokenSource;
import dev.hangar.model.Answer;
import dev.hangar.model.App;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.OrgSlug;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Looks for the organization and the apps that are configured among those that the token sees.
final class AppsExam {
    private static final String ORG = "organization";
    private static final String APPS = "apps";
    private static final String APP_KEY = "hangar.app";
    private static final String ORG_KEY = "hangar.org";

    /// Apps that are not in a listing are asked for one by one; a longer list than this is a mistake of its own.
    private static final int MOST_ASKED = 10;

    private final HangarSettings settings;
    private final MachineSource source;
    private final List<TokenSource.Covered> scopes;
    private final SortedSet<String> visible = new TreeSet<>();
    private final List<App> managed = new ArrayList<>();
    private final List<Consumer<Notes>> findings = new ArrayList<>();

    /// What was found, to be written down behind what is said of the token.
    ///
    /// @param managed those that are looked after
    /// @param visible those that the token sees
    record Found(List<App> managed, List<AppName> visible, List<Consumer<Notes>> findings) {
        void report(Notes notes) {
            findings.forEach(finding -> finding.accept(notes));
        }
    }

    AppsExam(HangarSettings settings, MachineSource source, List<TokenSource.Covered> scopes) {
        this.settings = settings;
        this.source = source;
        this.scopes = scopes;
    }

    static List<OrgSlug> orgs(List<TokenSource.Covered> scopes) {
        return scopes.stream().flatMap(scope -> scope.org().stream()).distinct().toList();
    }

    Found look() {
        scopes.forEach(scope -> scope.apps().forEach(app -> visible.add(app.value())));
        Optional<OrgSlug> org = settings.org().or(() -> orgs(scopes).stream().findFirst());
        Optional<Answer<List<App>>> listing = org.map(source::apps);
        List<App> listed = listing.flatMap(Answer::asOptional).orElse(List.of());
        listed.forEach(app -> visible.add(app.name().value()));
        boolean known = settings.org().isEmpty()
                || listing.filter(answer -> org(org.get(), answer)).isPresent();
        Optional<List<AppName>> names = settings.apps().names();
        if (names.isPresent()) {
            named(names.get(), listed);
        } else if (known) {
            matched(listed);
        } else {
            add(notes -> notes.skip(APPS, "the apps of the organization cannot be listed"));
        }
        layers();
        return new Found(
                managed.stream().sorted().toList(),
                visible.stream().map(AppName::new).toList(),
                List.copyOf(findings));
    }

    /// Whether the listing is one of the organization's.
    private boolean org(OrgSlug org, Answer<List<App>> answer) {
        List<String> covered = orgs(scopes).stream().map(OrgSlug::value).toList();
        boolean foreign = !covered.isEmpty()
                && !covered.contains(org.value())
                && !org.value().equals("personal");
        Optional<Failure> failure = answer.whyFailed();
        boolean refused = failure.filter(
                        why -> why.kind() == FailureKind.NOT_FOUND || why.kind() == FailureKind.UNAUTHORIZED)
                .isPresent();
        boolean empty = failure.isEmpty() && visible.isEmpty();
        if (refused && covered.contains(org.value())) {
            String why = FlyExam.said(failure.get());
            add(notes -> notes.fail(
                    Cause.ORG_FORBIDDEN,
                    ORG,
                    why + ": the token is of " + org + ", but may not list its apps: it is for "
                            + (visible.isEmpty() ? "something else" : Names.some(visible)),
                    "make one of the whole organization: fly tokens create readonly " + org
                            + "; or unset hangar.org (HANGAR_ORG) and name the apps in hangar.app"));
            return false;
        }
        if (refused || (empty && foreign)) {
            String why = failure.map(FlyExam::said).orElse("it shows no apps");
            String origin = Names.origin(settings, ORG_KEY);
            add(notes -> notes.fail(
                    Cause.ORG_WRONG,
                    ORG,
                    "wrong org slug " + org + origin + ": " + why + ". The token covers "
                            + (covered.isEmpty() ? "an organization that it does not name" : Names.some(covered))
                            + Names.meant(org.value(), covered),
                    "set hangar.org (HANGAR_ORG) to "
                            + (covered.size() == 1 ? covered.getFirst() : "a slug that fly orgs list shows")
                            + ", or make a token of " + org + ": fly tokens create readonly " + org));
            return false;
        }
        if (failure.isPresent()) {
            String why = FlyExam.said(failure.get());
            add(notes -> notes.fail(
                    Cause.API_ERROR,
                    ORG,
                    "the apps of " + org + " cannot be listed: " + why,
                    "try again; look at https://status.flyio.net when it stays so"));
            return false;
        }
        if (empty) {
            add(notes -> notes.fail(
                    Cause.ORG_EMPTY,
                    ORG,
                    org + " has no apps that the token sees (empty result)",
                    "check the slug with fly orgs list, and make a token of the organization: "
                            + "fly tokens create readonly " + org));
            return false;
        }
        add(notes -> notes.ok(ORG, org + ": the token sees " + visible.size() + " apps"));
        return true;
    }

    private void named(List<AppName> names, List<App> listed) {
        List<AppName> unlisted = new ArrayList<>();
        for (AppName name : names) {
            listed.stream()
                    .filter(app -> app.name().equals(name))
                    .findFirst()
                    .ifPresentOrElse(managed::add, () -> unlisted.add(name));
        }
        unlisted.stream().limit(MOST_ASKED).forEach(this::ask);
        if (unlisted.size() > MOST_ASKED) {
            int more = unlisted.size() - MOST_ASKED;
            add(notes -> notes.skip(APPS, more + " more names of hangar.app are not among the apps that are listed"));
        }
        if (!managed.isEmpty()) {
            List<String> found = managed.stream().map(app -> app.name().value()).toList();
            add(notes -> notes.ok(APPS, "found " + Names.some(found)));
        }
    }

    private void ask(AppName name) {
        switch (source.app(name)) {
            case Answer.Ok<App>(App app) -> managed.add(app);
            case Answer.Failed<App>(Failure failure) -> {
                boolean forbidden = failure.kind() == FailureKind.UNAUTHORIZED;
                if (forbidden || failure.kind() == FailureKind.NOT_FOUND) {
                    missing(name, failure, forbidden ? Cause.APP_FORBIDDEN : Cause.APP_NOT_FOUND);
                } else {
                    add(notes -> notes.fail(
                            Cause.API_ERROR,
                            APPS,
                            name + " cannot be looked up: " + FlyExam.said(failure),
                            "try again; look at https://status.flyio.net when it stays so"));
                }
            }
        }
    }

    /// Fly says `Could not find App` for both: a name that is free, and an app that the token may not see.
    private void missing(AppName name, Failure failure, Cause cause) {
        String why = cause == Cause.APP_FORBIDDEN
                ? "it belongs to an organization or app that the token does not cover"
                : "no app has this name, or the token does not see it";
        add(notes -> notes.fail(
                cause,
                APPS,
                "Could not find App " + name + Names.origin(settings, APP_KEY) + ": " + FlyExam.said(failure) + ": "
                        + why + ". The token sees " + Names.some(visible) + Names.meant(name.value(), visible),
                Names.nearest(name.value(), visible)
                                .map(near -> "set hangar.app (HANGAR_APP) to " + near)
                                .orElse("set hangar.app (HANGAR_APP) to a name that fly apps list shows")
                        + ", or make a token that covers " + name + ": fly tokens create readonly ORG"));
    }

    private void matched(List<App> listed) {
        listed.stream().filter(app -> settings.manages(app.name())).forEach(managed::add);
        List<String> unmatched = List.of(settings.apps().toString().split(",", -1)).stream()
                .filter(pattern -> !matches(pattern, listed))
                .toList();
        for (String pattern : unmatched) {
            String text =
                    "no app matches " + pattern + Names.origin(settings, APP_KEY) + " (empty result). The token sees "
                            + Names.some(visible) + Names.meant(pattern.replace("*", ""), visible);
            String fix = "change hangar.app (HANGAR_APP): * stands for any text, names are in lower case";
            add(notes -> {
                if (managed.isEmpty()) {
                    notes.fail(Cause.APPS_UNMATCHED, APPS, text, fix);
                } else {
                    notes.warn(Cause.APPS_UNMATCHED, APPS, text, fix);
                }
            });
        }
        if (!managed.isEmpty()) {
            List<String> found = managed.stream().map(app -> app.name().value()).toList();
            add(notes -> notes.ok(APPS, settings.apps() + " matches " + found.size() + ": " + Names.some(found)));
        }
    }

    /// Patterns below `hangar.apps` that are for nobody.
    private void layers() {
        if (managed.isEmpty()) {
            return;
        }
        for (String pattern : settings.policies().outline().apps()) {
            if (!matches(pattern, managed)) {
                add(notes -> notes.warn(
                        Cause.LAYER_UNMATCHED,
                        APPS,
                        "the policy of hangar.apps." + pattern + " is for no app: none of those looked after matches",
                        "change the pattern, or remove the layer"));
            }
        }
    }

    private static boolean matches(String pattern, List<App> apps) {
        return AppFilter.parse(pattern)
                .filter(filter -> apps.stream().anyMatch(app -> filter.includes(app.name())))
                .isPresent();
    }

    private void add(Consumer<Notes> finding) {
        findings.add(finding);
    }
}
