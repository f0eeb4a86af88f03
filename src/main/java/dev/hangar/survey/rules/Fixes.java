package dev.hangar.survey.rules;

import dev.hangar.model.Guest;
import dev.hangar.model.Service;
import dev.hangar.survey.Advice.Fix;
import dev.hangar.survey.AppSurvey;
import dev.hangar.survey.FlyToml;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// Fixes that several rules share.
final class Fixes {
    private static final List<Integer> WEB_PORTS = List.of(80, 443);

    private Fixes() {}

    /// Another size: for the fly.toml, or the next deploy takes it back (facts 7.2), and at once.
    static List<Fix> resize(AppSurvey app, FleetUse fleet, Guest size) {
        String group = fleet.id().group().value();
        List<String> lines = new ArrayList<>();
        if (app.fleets().size() > 1 || !group.equals(ConfigFixes.DEFAULT_GROUP)) {
            lines.add("processes = [" + ConfigFixes.text(group) + "]");
        }
        lines.add("size = " + ConfigFixes.text(Ladder.preset(size)));
        lines.add("memory = " + ConfigFixes.text(size.memoryMb() + "mb"));
        return List.of(
                ConfigFixes.section("[[vm]]", lines),
                fleet.fly("scale", "vm", Ladder.preset(size), "--vm-memory", String.valueOf(size.memoryMb())));
    }

    /// Another soft limit, service by service, each in the section that it stands in.
    static List<Fix> softLimit(AppSurvey app, FleetUse fleet, int limit) {
        return services(fleet).stream()
                .<Fix>map(service -> new Fix.Lines(section(app, service) + concurrency(service, limit)))
                .toList();
    }

    private static List<Service> services(FleetUse fleet) {
        return fleet
                .configs()
                .flatMap(config -> config.services().stream())
                .collect(Collectors.toMap(Service::internalPort, its -> its, (one, other) -> one))
                .values()
                .stream()
                .sorted(Comparator.comparingInt(Service::internalPort))
                .toList();
    }

    private static String section(AppSurvey app, Service service) {
        Optional<String> given = app.given().stream()
                .flatMap(toml -> toml.services().stream())
                .filter(its -> its.internalPort().equals(OptionalInt.of(service.internalPort())))
                .map(FlyToml.GivenService::form)
                .findFirst();
        boolean http = given.map("http_service"::equals).orElseGet(() -> looksLikeHttp(service));
        return http
                ? "[http_service.concurrency]\n"
                : "[[services]]\n  internal_port = " + service.internalPort() + "\n  [services.concurrency]\n";
    }

    /// An `[http_service]` listens on 80 and 443; where no port is known it is what `fly launch` writes.
    static boolean looksLikeHttp(Service service) {
        return service.wording().protocol().equals("tcp")
                && WEB_PORTS.containsAll(service.wording().ports());
    }

    private static String concurrency(Service service, int limit) {
        String hard = service.hardLimit().isPresent() && service.hardLimit().getAsInt() < limit
                ? "\n  hard_limit = " + limit * 2
                : "";
        return "  type = " + ConfigFixes.text(service.wording().concurrency()) + "\n  soft_limit = " + limit + hard;
    }
}
