package dev.hangar.survey.rules;

import dev.hangar.model.IpAddress;
import dev.hangar.model.Service;
import dev.hangar.survey.Advice;
import dev.hangar.survey.Advice.Fix;
import dev.hangar.survey.Advice.Worth;
import dev.hangar.survey.AppSurvey;
import dev.hangar.survey.Phrases;
import dev.hangar.survey.Rule;
import dev.hangar.survey.Survey;
import dev.hangar.survey.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A dedicated IPv4 address of an app that a shared one would do for: over a shared one Fly Proxy tells apps apart by
/// name, of which it learns from HTTP on port 80 and from TLS on port 443, and only where it handles these itself. An
/// app that has no handler on such a port, to do its own TLS, needs its own address; so nothing is said where a service
/// may be anything else.
final class DedicatedIpv4 implements Rule {
    /// Handlers, by port, with which the proxy knows the name.
    private static final Map<Integer, Set<Set<String>>> NAMED =
            Map.of(80, Set.of(Set.of("http")), 443, Set.of(Set.of("tls"), Set.of("tls", "http")));

    @Override
    public List<Advice> look(AppSurvey app, Survey survey) {
        List<String> dedicated = app.knownAddresses().stream()
                .filter(IpAddress::isDedicatedIpv4)
                .map(IpAddress::address)
                .sorted()
                .toList();
        boolean known = app.machines().findAny().isPresent()
                && app.machines().allMatch(machine -> machine.config().isPresent());
        return dedicated.isEmpty() || !known || !services(app).stream().allMatch(DedicatedIpv4::isWeb)
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

    /// TCP whose every port has the handlers by which the proxy learns the name that is asked for: HTTP on 80, and on
    /// 443 TLS, with HTTP in it or not. A service whose ports or handlers are not known is not.
    private static boolean isWeb(Service service) {
        Service.Wording its = service.wording();
        return its.protocol().equals("tcp")
                && !its.ports().isEmpty()
                && its.handlers().keySet().equals(Set.copyOf(its.ports()))
                && its.handlers().entrySet().stream()
                        .allMatch(port ->
                                NAMED.getOrDefault(port.getKey(), Set.of()).contains(port.getValue()));
    }

    private static Advice advice(AppSurvey app, Survey survey, List<String> dedicated) {
        List<Service> services = services(app);
        List<String> evidence = new ArrayList<>();
        evidence.add(Phrases.some(dedicated) + (dedicated.size() == 1 ? " belongs" : " belong") + " to this app alone");
        evidence.add(
                services.isEmpty()
                        ? "no machine of it has a service that an address could lead to"
                        : "its services listen on " + Phrases.some(ports(services))
                                + " only, as HTTP or TLS that Fly Proxy handles: a shared address takes these");
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
