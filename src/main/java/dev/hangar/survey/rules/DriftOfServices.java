package dev.hangar.survey.rules;

import dev.hangar.model.Autostop;
import dev.hangar.model.Service;
import dev.hangar.survey.Advice.Fix;
import dev.hangar.survey.FlyToml;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

import static dev.hangar.survey.rules.Difference.Better.FILE;
import static dev.hangar.survey.rules.Difference.Better.RUNNING;

/// What a fly.toml and a machine say of services. What neither sets is Fly's default on both sides (facts 4, 6).
///
/// @param toml the file
/// @param group process group
record DriftOfServices(FlyToml toml, String group) {
    private static final Comparator<Service> BY_PORTS =
            Comparator.comparing(service -> service.wording().ports().toString());

    /// A service of the file in the words of a machine, and the section that it stands in.
    private record Given(Service service, String form) {}

    List<Difference> of(List<Service> running) {
        List<FlyToml.GivenService> given = toml.services(group);
        if (given.stream().anyMatch(its -> its.internalPort().isEmpty())) {
            // Without its port nobody knows which service is meant.
            return List.of();
        }
        TreeMap<String, List<Given>> file = new TreeMap<>();
        TreeMap<String, List<Service>> runs = new TreeMap<>();
        given.stream()
                .map(its -> new Given(service(its), its.form()))
                .sorted(Comparator.comparing(Given::service, BY_PORTS))
                .forEach(its -> file.computeIfAbsent(key(its.service), key -> new ArrayList<>())
                        .add(its));
        running.stream()
                .sorted(BY_PORTS)
                .forEach(its ->
                        runs.computeIfAbsent(key(its), key -> new ArrayList<>()).add(its));
        List<Difference> found = new ArrayList<>();
        file.forEach((key, its) -> pairs(key, its, runs.getOrDefault(key, List.of()), found));
        runs.forEach((key, its) -> {
            int kept = file.getOrDefault(key, List.of()).size();
            if (its.size() > kept) {
                Restore restore = new Restore(toml, group);
                found.add(Difference.removal(key, restore.services(its.subList(kept, its.size()))));
            }
        });
        return found;
    }

    private void pairs(String key, List<Given> file, List<Service> runs, List<Difference> found) {
        for (int i = 0; i < file.size(); i++) {
            if (i < runs.size()) {
                compare(key, file.get(i), runs.get(i), found);
            } else {
                found.add(Difference.of(key, "there is a service", "none"));
            }
        }
    }

    private static String key(Service service) {
        String protocol = service.wording().protocol();
        return "port " + service.internalPort() + (protocol.equals("tcp") ? "" : " (" + protocol + ")");
    }

    private static Service service(FlyToml.GivenService its) {
        return new Service(
                its.internalPort().orElseThrow(),
                its.autostart().orElse(true),
                switch (its.autostop().orElse("off")) {
                    case "true", "stop" -> Autostop.STOP;
                    case "suspend" -> Autostop.SUSPEND;
                    default -> Autostop.OFF;
                },
                its.minMachines().orElse(0),
                set(its.softLimit()),
                set(its.hardLimit()),
                new Service.Wording(
                        its.protocol(), its.ports(), its.concurrency().orElse("connections"), its.autostop()));
    }

    /// 0 means unset, as it does in a machine's config.
    private static OptionalInt set(OptionalInt limit) {
        return limit.orElse(0) == 0 ? OptionalInt.empty() : limit;
    }

    private void compare(String place, Given given, Service runs, List<Difference> found) {
        Service file = given.service;
        if (file.autostop() != runs.autostop()) {
            boolean fileSleepsMore = file.autostop().compareTo(runs.autostop()) > 0;
            String line = "auto_stop_machines = " + word(runs.autostop());
            found.add(Difference.of(place, "auto_stop_machines = " + word(file.autostop()), word(runs.autostop()))
                    .better(
                            fileSleepsMore ? FILE : RUNNING,
                            file.autostop() == Autostop.OFF || runs.autostop() == Autostop.OFF
                                    ? "sleeps when idle and is cheaper"
                                    : "wakes faster",
                            keep(given, line)));
        }
        if (file.autostart() != runs.autostart()) {
            found.add(
                    Difference.of(place, "auto_start_machines = " + file.autostart(), String.valueOf(runs.autostart()))
                            .better(
                                    file.autostart() ? FILE : RUNNING,
                                    "wakes on demand",
                                    keep(given, "auto_start_machines = " + runs.autostart())));
        }
        if (file.minMachinesRunning() != runs.minMachinesRunning()) {
            String line = "min_machines_running = " + runs.minMachinesRunning();
            found.add(Difference.of(
                            place,
                            "min_machines_running = " + file.minMachinesRunning(),
                            String.valueOf(runs.minMachinesRunning()))
                    .better(
                            file.minMachinesRunning() < runs.minMachinesRunning() ? FILE : RUNNING,
                            "is cheaper",
                            keep(given, line)));
        }
        limits(place, file, runs, found);
        if (!file.wording().ports().equals(runs.wording().ports())) {
            found.add(Difference.of(
                    place,
                    "public ports " + file.wording().ports(),
                    runs.wording().ports().toString()));
        }
    }

    private static void limits(String place, Service file, Service runs, List<Difference> found) {
        if (!file.wording().concurrency().equals(runs.wording().concurrency())) {
            found.add(Difference.of(
                    place,
                    "concurrency type = " + ConfigFixes.text(file.wording().concurrency()),
                    ConfigFixes.text(runs.wording().concurrency())));
        }
        if (file.effectiveSoftLimit() != runs.effectiveSoftLimit()) {
            found.add(Difference.of(
                            place,
                            "soft_limit = " + file.effectiveSoftLimit(),
                            String.valueOf(runs.effectiveSoftLimit()))
                    .better(
                            file.effectiveSoftLimit() > runs.effectiveSoftLimit() ? FILE : RUNNING,
                            "wakes fewer machines",
                            Optional.empty()));
        }
        if (!file.hardLimit().equals(runs.hardLimit())) {
            found.add(Difference.of(place, "hard_limit = " + shown(file.hardLimit()), shown(runs.hardLimit())));
        }
    }

    private Optional<Fix.Lines> keep(Given given, String line) {
        return Optional.of(ConfigFixes.inService(
                given.form.equals("http_service"), group, OptionalInt.of(given.service.internalPort()), List.of(line)));
    }

    private static String word(Autostop autostop) {
        return Restore.word(autostop);
    }

    private static String shown(OptionalInt limit) {
        return limit.isPresent() ? String.valueOf(limit.getAsInt()) : "none";
    }
}
