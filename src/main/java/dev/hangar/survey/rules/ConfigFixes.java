package dev.hangar.survey.rules;

import dev.hangar.model.AppName;
import dev.hangar.model.Autostop;
import dev.hangar.model.MachineConfig;
import dev.hangar.model.ProcessGroup;
import dev.hangar.model.Service;
import dev.hangar.survey.Advice.Fix;
import dev.hangar.survey.AppSurvey;
import dev.hangar.survey.FlyToml;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Commands and lines to paste. Names come from outside: whatever is not plain is quoted, for the shell as for TOML.
final class ConfigFixes {
    /// The process group of an app that declares none: sections need not name it.
    static final String DEFAULT_GROUP = "app";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/:=@%+-]+");
    private static final List<Integer> HTTP_PORTS = List.of(80, 443);

    private ConfigFixes() {}

    /// `fly ...`, each word quoted where a shell would read more than a word in it.
    static Fix.Command fly(String... words) {
        return new Fix.Command(
                "fly " + Arrays.stream(words).map(ConfigFixes::quoted).collect(Collectors.joining(" ")));
    }

    static Fix.Command deploy(AppName app) {
        return fly("deploy", "--app", app.value());
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /// A text of TOML.
    static String text(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /// A section with its lines.
    static Fix.Lines section(String header, List<String> lines) {
        return new Fix.Lines(
                header + "\n" + lines.stream().map(line -> "  " + line).collect(Collectors.joining("\n")));
    }

    /// Lines of a service in the form that the app's file has, or would have: `[http_service]` for the one that
    /// answers on 80 and 443, else `[[services]]`.
    static Fix.Lines service(AppSurvey app, ProcessGroup group, Service service, String... lines) {
        boolean http = given(app, group, service)
                .map(its -> its.form().equals("http_service"))
                .orElse(service.wording().ports().equals(HTTP_PORTS)
                        && service.wording().protocol().equals("tcp"));
        return section(http ? "[http_service]" : "[[services]]", lines(group, service.internalPort(), lines));
    }

    private static Optional<FlyToml.GivenService> given(AppSurvey app, ProcessGroup group, Service service) {
        return app.given()
                .flatMap(toml -> toml.services(group.value()).stream()
                        .filter(its -> its.internalPort().orElse(0) == service.internalPort())
                        .findFirst());
    }

    private static List<String> lines(ProcessGroup group, int port, String... lines) {
        List<String> all = new ArrayList<>();
        all.add("internal_port = " + port);
        if (!group.value().equals(DEFAULT_GROUP)) {
            all.add("processes = [" + text(group.value()) + "]");
        }
        all.addAll(Arrays.asList(lines));
        return all;
    }

    /// `suspend` where Fly would, else `stop`.
    static String autostop(boolean suspendable) {
        return "auto_stop_machines = " + text(suspendable ? "suspend" : "stop");
    }

    /// Services of a config that the proxy does not put to sleep.
    static List<Service> alwaysOn(MachineConfig config) {
        return config.services().stream()
                .filter(service -> service.autostop() == Autostop.OFF)
                .toList();
    }
}
