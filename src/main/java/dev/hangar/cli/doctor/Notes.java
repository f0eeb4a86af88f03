package dev.hangar.cli.doctor;

import dev.hangar.model.SafeText;
import dev.hangar.report.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Findings as they are written down. Whatever the other side repeated, no token gets past here.
final class Notes {
    /// Long lists of names are cut where they are made.
    private static final int LONGEST = 2_000;

    private final List<String> secrets;
    private final List<Finding> findings = new ArrayList<>();

    Notes(List<String> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    void ok(String check, String found) {
        findings.add(Finding.ok(check, safe(found)));
    }

    void skip(String check, String why) {
        findings.add(Finding.skipped(check, safe(why)));
    }

    void warn(Cause cause, String check, String found, String fix) {
        add(Finding.Level.WARNING, cause, check, found, fix);
    }

    void fail(Cause cause, String check, String found, String fix) {
        add(Finding.Level.FAILURE, cause, check, found, fix);
    }

    void add(Finding.Level level, Cause cause, String check, String found, String fix) {
        findings.add(new Finding(level, Optional.of(cause.code()), check, safe(found), Optional.of(safe(fix))));
    }

    private String safe(String text) {
        return SafeText.of(text, secrets, LONGEST);
    }

    List<Finding> list() {
        return List.copyOf(findings);
    }
}
