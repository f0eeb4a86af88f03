package dev.hangar.config;

import dev.hangar.model.OrgSlug;
import dev.hangar.policy.PolicySettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Resolves every combination of layers that a fleet could meet, so that contradictions surface at start. Apps are
/// tried
/// by name: every exact name, one name per glob, and one name per pair of globs that can both match. A contradiction is
/// between two values, hence between two layers of apps at most, and every name found is a real witness: nothing is
/// reported that no app can have.
///
/// @param blastRadius `blast-radius.least`: so many sleeps a single pass must be able to get
record PolicyCheck(PolicyBook book, ProblemCollector problems, int blastRadius) {
    /// A group that no layer names.
    private static final String ANY_GROUP = "";

    /// An app that only the pattern of everything names.
    private static final String ANY_APP = Glob.ANY_TEXT;

    void run() {
        Set<String> seen = new HashSet<>();
        for (String app : apps()) {
            for (Optional<OrgSlug> org : orgs()) {
                for (String group : groups(app)) {
                    check(org, app, group, seen);
                }
            }
        }
    }

    private void check(Optional<OrgSlug> org, String app, String group, Set<String> seen) {
        switch (book.resolve(book.layers(org, app, group))) {
            case PolicyChoice.Usable(PolicySettings settings) -> fitsBlastRadius(settings, seen);
            case PolicyChoice.Impossible(List<Problem> found) -> {
                for (Problem problem : found) {
                    if (seen.add(problem.toString())) {
                        problems.add(problem);
                    }
                }
            }
        }
    }

    /// A pass is let through whole or not at all: one that may ask for more than the radius ever allows would never be.
    private void fitsBlastRadius(PolicySettings settings, Set<String> seen) {
        int most = Math.min(settings.stepDown(), settings.budget().sleeps());
        if (most > blastRadius && seen.add("blast radius " + most)) {
            problems.add(Problem.of(
                    "hangar." + Keys.BLAST_RADIUS_LEAST.path(),
                    "is " + blastRadius + " and must be at least " + most
                            + ", so many as step-down and budget.sleeps of a policy let one pass put to sleep"));
        }
    }

    private List<Optional<OrgSlug>> orgs() {
        List<Optional<OrgSlug>> orgs = new ArrayList<>();
        orgs.add(Optional.empty());
        book.orgs().keySet().forEach(org -> orgs.add(Optional.of(org)));
        return orgs;
    }

    private Set<String> apps() {
        Set<String> names = new LinkedHashSet<>();
        List<Glob> globs = book.apps().stream().map(PolicyBook.AppLayer::glob).toList();
        names.add(ANY_APP);
        for (Glob glob : globs) {
            names.add(glob.witness());
            if (!glob.isExact()) {
                globs.stream()
                        .filter(other -> !other.isExact())
                        .flatMap(other -> glob.witnessWith(other).stream())
                        .forEach(names::add);
            }
        }
        return names;
    }

    private Set<String> groups(String app) {
        Set<String> groups = new TreeSet<>();
        groups.add(ANY_GROUP);
        book.apps().stream()
                .filter(layer -> layer.glob().matches(app))
                .forEach(layer -> groups.addAll(layer.groups().keySet()));
        return groups;
    }
}
