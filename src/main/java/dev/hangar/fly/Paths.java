package dev.hangar.fly;

import dev.hangar.model.AppName;
import dev.hangar.model.MachineRef;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Builds paths of the Machines API. Names and ids come from outside, so each is percent-encoded as one segment.
final class Paths {
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private Paths() {}

    static String app(AppName app) {
        return "/v1/apps/" + encode(app.value());
    }

    static String machine(MachineRef machine) {
        return app(machine.app()) + "/machines/" + encode(machine.id().value());
    }

    static String metadata(MachineRef machine, String key) {
        return machine(machine) + "/metadata/" + encode(key);
    }

    /// Percent-encodes everything but RFC 3986's unreserved characters.
    static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xff);
            if (UNRESERVED.indexOf(character) >= 0) {
                encoded.append(character);
            } else {
                encoded.append('%').append("%02X".formatted((int) character));
            }
        }
        return encoded.toString();
    }

    /// Whether every server reads the path as we mean it: an empty segment, `.` and `..` survive encoding and would
    /// lead elsewhere.
    static boolean isUnambiguous(String target) {
        String path = target.split("\\?", 2)[0];
        return Arrays.stream(path.substring(1).split("/", -1))
                .noneMatch(segment -> segment.isEmpty() || segment.equals(".") || segment.equals(".."));
    }
}
