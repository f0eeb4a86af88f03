package dev.hangar.survey.rules;

import dev.hangar.model.Autostop;
import dev.hangar.model.Service;
import dev.hangar.survey.Advice.Fix;
import dev.hangar.survey.FlyToml;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Lines that put back into a fly.toml what runs and would be gone after a deploy. What the config of a machine does
/// not
/// tell us stands there as a comment.
///
/// @param toml the file
/// @param group process group
record Restore(FlyToml toml, String group) {
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_-]+");

    /// Services as they run.
    Fix.Lines services(List<Service> services) {
        return new Fix.Lines(services.stream().map(its -> service(its).toml()).collect(Collectors.joining("\n")));
    }

    private Fix.Lines service(Service service) {
        if (!Fixes.looksLikeHttp(service) || service.wording().ports().isEmpty()) {
            return another(service);
        }
        // There is one [http_service] only: where the file has it for this group, its port is what differs.
        if (toml.services(group).stream().anyMatch(ConfigFixes::isHttp)) {
            return ConfigFixes.section("[http_service]", List.of("internal_port = " + service.internalPort()));
        }
        return toml.services().stream().anyMatch(ConfigFixes::isHttp)
                ? another(service)
                : ConfigFixes.section("[http_service]", keys(service));
    }

    private Fix.Lines another(Service service) {
        List<String> lines = new ArrayList<>(keys(service));
        lines.add(1, "protocol = " + ConfigFixes.text(service.wording().protocol()));
        for (int port : service.wording().ports()) {
            lines.add("[[services.ports]]");
            lines.add("  port = " + port);
            lines.add("  # and its handlers, as fly services list shows them");
        }
        return ConfigFixes.section("[[services]]", lines);
    }

    private List<String> keys(Service service) {
        List<String> lines = new ArrayList<>();
        lines.add("internal_port = " + service.internalPort());
        if (!group.equals(ConfigFixes.DEFAULT_GROUP)) {
            lines.add("processes = [" + ConfigFixes.text(group) + "]");
        }
        lines.add("auto_stop_machines = " + word(service.autostop()));
        lines.add("auto_start_machines = " + service.autostart());
        lines.add("min_machines_running = " + service.minMachinesRunning());
        return lines;
    }

    /// The group itself. A file without `[processes]` has the default group, which it must then name as well.
    Fix.Lines process() {
        String key = BARE.matcher(group).matches() ? group : ConfigFixes.text(group);
        return ConfigFixes.section(
                "[processes]",
                List.of(
                        "# beside the groups that are there; where there is no [processes] yet, app = \"\" as well",
                        key + " = \"COMMAND\"  # as fly machine status -d shows it"));
    }

    static String word(Autostop autostop) {
        return ConfigFixes.text(autostop.name().toLowerCase(Locale.ROOT));
    }
}
