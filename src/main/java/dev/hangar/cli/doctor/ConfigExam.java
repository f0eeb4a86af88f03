package dev.hangar.cli.doctor;

import dev.hangar.config.EffectiveSetting;
import dev.hangar.config.HangarSettings;
import dev.hangar.config.Mode;
import dev.hangar.config.Problem;
import dev.hangar.report.Prices;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Looks at what was configured, and at the form of the token: what needs no network.
final class ConfigExam {
    static final String CHECK = "configuration";
    static final String TOKEN = "token";
    private static final String TOKEN_KEY = "hangar.fly.token";
    private static final List<String> VARIABLES = List.of("HANGAR_FLY_TOKEN", "FLY_API_TOKEN");
    private static final Set<String> TOLD = Set.of(
            "hangar.mode", "hangar.org", "hangar.app", TOKEN_KEY, "hangar.prometheus.url", "hangar.prometheus.token");

    static final String NEW_TOKEN = "export HANGAR_FLY_TOKEN=\"$(fly tokens create readonly ORG)\"";

    private final Map<String, String> environment;

    ConfigExam(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /// Whether nothing is wrong but that nobody said which apps are meant: then the token can tell which could be.
    static boolean onlyNamesNoApps(List<Problem> problems) {
        return problems.stream().allMatch(Problem::namesNoApps);
    }

    /// A configuration that does not load.
    Notes broken(List<Problem> problems) {
        Notes notes = new Notes(secrets());
        boolean noApp = problems.stream()
                .anyMatch(problem ->
                        problem.key().equals("hangar.app") && problem.value().isEmpty());
        for (Problem problem : problems) {
            // Who names an organization needs no address of Prometheus either: one step at a time.
            boolean later = noApp
                    && problem.key().equals("hangar.prometheus.url")
                    && problem.value().isEmpty();
            if (later || problem.key().equals(TOKEN_KEY)) {
                continue;
            }
            if (onlyNamesNoApps(List.of(problem))) {
                notes.fail(
                        Cause.CONFIGURATION_INVALID,
                        CHECK,
                        problem.toString(),
                        "export HANGAR_ORG=SLUG, as fly orgs list shows it: then Prometheus is found as well");
            } else {
                notes.fail(
                        Cause.CONFIGURATION_INVALID,
                        CHECK,
                        problem.toString(),
                        "see docs/guide/configuration.md; hangar validate checks again without network");
            }
        }
        problems.stream().filter(problem -> problem.key().equals(TOKEN_KEY)).forEach(problem -> token(problem, notes));
        return notes;
    }

    private void token(Problem problem, Notes notes) {
        if (problem.value().isEmpty()) {
            String empty = VARIABLES.stream()
                    .filter(name -> environment.containsKey(name))
                    .map(name -> "; " + name + " is set but empty")
                    .collect(Collectors.joining());
            notes.fail(
                    Cause.TOKEN_MISSING,
                    TOKEN,
                    "missing token: HANGAR_FLY_TOKEN and FLY_API_TOKEN are not set, nor is fly.token in hangar.yaml"
                            + empty,
                    NEW_TOKEN);
            return;
        }
        String flaw = raw().flatMap(text -> TokenForm.of(text).flaw()).orElse("is no token");
        malformed(notes, TOKEN, problem.source().map(source -> " of " + source).orElse(""), flaw);
    }

    private static void malformed(Notes notes, String check, String whose, String flaw) {
        notes.fail(
                Cause.TOKEN_MALFORMED,
                check,
                "the token" + whose + " " + flaw,
                "set the bare text that fly tokens create prints, on one line; in a shell: " + NEW_TOKEN);
    }

    /// What was said, by whom, and whether the token can be one. Empty when it cannot: then nobody need be asked.
    Optional<TokenForm> sound(HangarSettings settings, Instant at, Notes notes) {
        String said = settings.effective().stream()
                .filter(setting ->
                        TOLD.contains(setting.key()) && !setting.value().equals("(unset)"))
                .map(EffectiveSetting::toString)
                .map(line -> line.replaceFirst("^hangar\\.", ""))
                .collect(Collectors.joining(", "));
        notes.ok(CHECK, said);
        notes.ok(
                "mode",
                settings.mode() == Mode.OBSERVE
                        ? "observe: the dry run, nothing will be changed at Fly"
                        : "act: run carries its plans out");
        prices(settings, at, notes);
        return token(settings, notes);
    }

    /// Whether the token can be one.
    Optional<TokenForm> token(HangarSettings settings, Notes notes) {
        TokenForm form = TokenForm.of(settings.fly().token().reveal());
        String whose = Names.origin(settings, TOKEN_KEY).replaceFirst("^ \\((.*)\\)$", " of $1");
        if (form.flaw().isPresent()) {
            malformed(notes, TOKEN, whose, form.flaw().get());
            return Optional.empty();
        }
        if (form.kind() == TokenForm.Kind.MACAROON) {
            notes.ok(TOKEN, "the token" + whose + " is " + form.words());
        } else {
            notes.warn(
                    Cause.TOKEN_PERSONAL,
                    TOKEN,
                    "the token" + whose + " is " + form.words() + ": a personal one may do everything that you may",
                    "use a token that can do no more than it must: " + NEW_TOKEN);
        }
        return Optional.of(form);
    }

    private static void prices(HangarSettings settings, Instant at, Notes notes) {
        Prices prices = Prices.of(settings.prices(), at);
        String found = "list prices of " + prices.of() + ", last seen " + prices.ageDays(at) + " days ago";
        if (prices.isOld(at)) {
            notes.warn(
                    Cause.PRICES_OLD,
                    "prices",
                    found + ": dollars may be off",
                    "update Hangar, or name a newer table in prices.file");
        } else {
            notes.ok("prices", found);
        }
    }

    private Optional<String> raw() {
        return VARIABLES.stream()
                .map(name -> environment.getOrDefault(name, ""))
                .filter(text -> !text.isBlank())
                .findFirst();
    }

    /// Whatever was given as a token, also where it could not be read.
    private List<String> secrets() {
        return environment.entrySet().stream()
                .filter(entry ->
                        entry.getKey().contains("TOKEN") && !entry.getValue().isBlank())
                .flatMap(entry -> TokenForm.of(entry.getValue()).parts().stream())
                .toList();
    }
}
