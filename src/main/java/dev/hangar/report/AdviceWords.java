package dev.hangar.report;

import dev.hangar.model.MachineId;
import dev.hangar.survey.Advice;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Advice in words that all formats share. Names and sentences may come from outside: who shows them makes them
/// harmless.
final class AdviceWords {
    /// So many machines are named one by one.
    private static final int NAMED = 5;

    private AdviceWords() {}

    /// `!` for what may fail, `-` for what saves, `+` for what costs, `~` for the rest.
    static char sign(Advice advice) {
        return switch (advice.worth()) {
            case Advice.Worth.Outage outage -> '!';
            case Advice.Worth.Risk risk -> '!';
            case Advice.Worth.Saves saves -> '-';
            case Advice.Worth.Costs costs -> '+';
            case Advice.Worth.Tidies tidies -> '~';
        };
    }

    /// What it is worth in a few words, such as `saves up to $3.54 per 30 days`.
    static String worth(Advice advice) {
        return switch (advice.worth()) {
            case Advice.Worth.Outage outage -> "outage";
            case Advice.Worth.Risk risk -> "risk";
            case Advice.Worth.Saves saves ->
                "saves " + (saves.atMost() ? "up to " : "") + saves.saving().perMonth() + " per 30 days"
                        + (saves.planned() ? ", in the plan" : "");
            case Advice.Worth.Costs costs -> "costs " + costs.price().perMonth() + " per 30 days";
            case Advice.Worth.Tidies tidies -> "tidies up";
        };
    }

    /// What may happen, where something may; else the empty text.
    static String risk(Advice advice) {
        return switch (advice.worth()) {
            case Advice.Worth.Outage(String risk) -> risk;
            case Advice.Worth.Risk(String risk) -> risk;
            case Advice.Worth.Saves saves -> "";
            case Advice.Worth.Costs costs -> "";
            case Advice.Worth.Tidies tidies -> "";
        };
    }

    /// `shop/web`, `the organization`, with its machines where some are meant.
    static String subject(Advice advice) {
        String name = advice.subject().name();
        return name.isEmpty() ? "the organization" : name;
    }

    /// `machines 148e445b9e7089, 3d8d990f4d2e58 and 4 more`, or the empty text when all are meant, or when the evidence
    /// names as many already.
    static String machines(Advice advice) {
        List<MachineId> machines = advice.subject().machines();
        String evidence = String.join(" ", advice.evidence());
        if (machines.stream().limit(NAMED).allMatch(machine -> evidence.contains(machine.value()))) {
            return "";
        }
        int more = machines.size() - NAMED;
        return (machines.size() == 1 ? "machine " : "machines ")
                + machines.stream().limit(NAMED).map(MachineId::value).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    /// `drift 3, launch-pair 20`: what a shortened list leaves out.
    static String counts(List<Advice> advice) {
        Map<String, Integer> counts = new TreeMap<>();
        advice.forEach(one -> counts.merge(one.topic().code(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
