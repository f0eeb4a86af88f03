package dev.hangar.survey.rules;

import dev.hangar.model.IpAddress;
import dev.hangar.model.Service;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Advice.Fix;
import dev.hangar.survey.Advice.Worth;
import dev.hangar.survey.AppSurvey;
import dev.hangar.survey.FlyToml;
import dev.hangar.survey.Phrases;
import dev.hangar.survey.Rule;
import dev.hangar.survey.Survey;
import dev.hangar.survey.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/// A dedicated IPv4 address of an app that a shared one would do for: a shared one takes HTTP and TLS on 80 and 443
/// and tells apps apart by name. Nothing is said where a service may be anything else.
final class DedicatedIpv4 implements Rule {
    private static final Set<Integer> WEB_PORTS = Set.of(80, 443);

    @Override
    public List<Advice> look(AppSurvey app, Survey survey) {
        List<String> dedicated = app.knownAddresses().stream()
                .filter(IpAddress::isDedicatedIpv4)
                .map(IpAddress::address)
                .sorted()
                .toList();
        boolean known = app.machines().findAny().isPresent()
                && app.machines().allMatch(machine -> machine.config().isPresent());
        return dedicated.isEmpty() || !known || !services(app).stream().allMatch(service -> isWeb(app, service))
                ? List.of()
                : List.of(advice(app, survey, dedicated));
    }

    private static List<Service> services(AppSurvey app) {
        return app.machines()
                .flatMap(machine -> machine.config().stream())
                .flatMap(config -> config.services().stream())
                .distinct()
                .toList();
    }

    /// Both web ports, or HTTP by its concurrency or by the given fly.toml: raw TCP has neither. A service whose ports
    /// are not known is none of these.
    private static boolean isWeb(AppSurvey app, Service service) {
        List<Integer> ports = service.wording().ports();
        boolean http = service.wording().concurrency().equals("requests")
                || ports.containsAll(WEB_PORTS)
                || isHttpInFile(app, service);
        return service.wording().protocol().equals("tcp") && !ports.isEmpty() && WEB_PORTS.containsAll(ports) && http;
    }

    private static boolean isHttpInFile(AppSurvey app, Service service) {
        return app.given().stream()
                .flatMap(toml -> toml.services().stream())
                .filter(given -> given.internalPort().equals(OptionalInt.of(service.internalPort())))
                .map(FlyToml.GivenService::form)
                .anyMatch("http_service"::equals);
    }

    private static Advice advice(AppSurvey app, Survey survey, List<String> dedicated) {
        List<Service> services = services(app);
        List<String> evidence = new ArrayList<>();
        evidence.add(Phrases.some(dedicated) + (dedicated.size() == 1 ? " belongs" : " belong") + " to this app alone");
        evidence.add(
                services.isEmpty()
                        ? "no machine of it has a service that an address could lead to"
                        : "its services listen on " + Phrases.some(ports(services))
                                + " only: a shared address takes these");
        boolean hasShared = app.knownAddresses().stream()
                .anyMatch(its -> its.shared() && its.address().contains("."));
        String name = app.name().value();
        List<Fix> fixes = new ArrayList<>();
        if (!hasShared && !services.isEmpty()) {
            fixes.add(ConfigFixes.fly("ips", "allocate-v4", "--shared", "-a", name));
        }
        dedicated.forEach(address -> fixes.add(ConfigFixes.fly("ips", "release", address, "-a", name)));
        fixes.add(new Fix.Words("Before the release, point DNS A records and firewall rules that name it to the shared"
                + " address: clients without IPv6 come in there. Raw TCP or TLS without a handler needs a dedicated"
                + " one"));
        return new Advice(
                Topic.DEDICATED_IPV4,
                Advice.Subject.of(app.name()),
                (dedicated.size() == 1 ? "A dedicated IPv4 address" : dedicated.size() + " dedicated IPv4 addresses")
                        + " where a shared one would do",
                evidence,
                fixes,
                new Worth.Saves(survey.prices().standing().dedicatedIpv4().times(dedicated.size()), false, false));
    }

    private static Set<Integer> ports(List<Service> services) {
        Set<Integer> ports = new TreeSet<>();
        services.forEach(service -> ports.addAll(service.wording().ports()));
        return ports;
    }
}
