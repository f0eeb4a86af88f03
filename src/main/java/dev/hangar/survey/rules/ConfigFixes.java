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
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Commands and lines to paste. Names come from outside: whatever is not plain is quoted, for the shell as for TOML.
final class ConfigFixes {
    /// The process group of an app that declares none: sections need not name it.
    static final String DEFAULT_GROUP = "app";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/:@%+-][A-Za-z0-9._/:=@%+-]*");
    /// A line break would end a comment.
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

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

    /// A text of TOML, which takes no control character as it is.
    static String text(String value) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isISOControl(c)) {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else {
                text.append(c);
            }
        }
        return text.append('"').toString();
    }

    /// A section with its lines.
    static Fix.Lines section(String header, List<String> lines) {
        return new Fix.Lines(
                header + "\n" + lines.stream().map(line -> "  " + line).collect(Collectors.joining("\n")));
    }

    /// Keys of a service in the form that the app's file has, or would have: `[http_service]` for the one that
    /// answers on 80 and 443, else `[[services]]`. Without any key it is the port that is to be set.
    static Fix.Lines service(AppSurvey app, ProcessGroup group, Service service, String... keys) {
        Optional<FlyToml.GivenService> given = given(app, group, service);
        boolean http = given.map(ConfigFixes::isHttp)
                .orElse(service.wording().ports().equals(HTTP_PORTS)
                        && service.wording().protocol().equals("tcp"));
        String port = "internal_port = " + service.internalPort();
        List<String> wanted = keys.length == 0 ? List.of(port) : List.of(keys);
        if (!http || given.isPresent()) {
            return inService(http, group.value(), OptionalInt.of(service.internalPort()), wanted);
        }
        List<String> lines = new ArrayList<>(List.of(port));
        if (!group.value().equals(DEFAULT_GROUP)) {
            lines.add("processes = [" + text(group.value()) + "]");
        }
        lines.addAll(keys.length == 0 ? List.of() : wanted);
        return section("[http_service]", lines);
    }

    private static Optional<FlyToml.GivenService> given(AppSurvey app, ProcessGroup group, Service service) {
        return app.given()
                .flatMap(toml -> toml.services(group.value()).stream()
                        .filter(its -> its.internalPort().orElse(0) == service.internalPort())
                        .findFirst());
    }

    static boolean isHttp(FlyToml.GivenService service) {
        return service.form().equals("http_service");
    }

    /// Keys to set in a service that the file has. There is one `[http_service]`; of `[[services]]` each header begins
    /// another one, so a comment names the one that is meant.
    ///
    /// @param port its internal port; empty where the file does not name it
    static Fix.Lines inService(boolean http, String group, OptionalInt port, List<String> keys) {
        if (http) {
            return section("[http_service]", keys);
        }
        String which = port.isPresent() ? "with internal_port " + port.getAsInt() : "without internal_port";
        String whose = group.equals(DEFAULT_GROUP)
                ? ""
                : " of process group " + CONTROL.matcher(group).replaceAll("?");
        return section("# in the [[services]] " + which + whose + ", set:", keys);
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
