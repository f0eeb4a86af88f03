package dev.hangar.config;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// In which line a key of a TOML file stands, as far as a glance tells: the parser does not keep it. Keys inside
/// inline tables and behind dots are not found.
///
/// @param lines line from 1, by path such as `services[0].internal_port`
record FlyTomlLines(Map<String, Integer> lines) {
    private static final Pattern HEADER = Pattern.compile("^\\s*(\\[\\[?)\\s*([\\w.\\-]{1,200})\\s*]]?.*");
    private static final Pattern KEY = Pattern.compile("^\\s*([\\w\\-]{1,100})\\s*=.*");

    FlyTomlLines {
        lines = Map.copyOf(lines);
    }

    static FlyTomlLines of(String text) {
        Map<String, Integer> lines = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        String section = "";
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            Matcher header = HEADER.matcher(line);
            Matcher key = KEY.matcher(line);
            if (header.matches()) {
                section = path(header.group(2), header.group(1).length() == 2, counts);
                lines.putIfAbsent(section, number);
                section += ".";
            } else if (key.matches()) {
                lines.putIfAbsent(section + key.group(1), number);
            }
        }
        return new FlyTomlLines(lines);
    }

    /// The path of a header, with the place of each table that is one of several.
    private static String path(String header, boolean several, Map<String, Integer> counts) {
        StringBuilder path = new StringBuilder();
        String[] names = header.split("\\.", -1);
        for (int i = 0; i < names.length; i++) {
            path.append(i == 0 ? "" : ".").append(names[i]);
            String key = path.toString();
            if (several && i == names.length - 1) {
                counts.merge(key, 1, Integer::sum);
            }
            Integer count = counts.get(key);
            if (count != null) {
                path.append('[').append(count - 1).append(']');
            }
        }
        return path.toString();
    }

    /// The line of a key or section; empty when it was not found.
    OptionalInt line(String path) {
        Integer line = lines.get(path);
        return line == null ? OptionalInt.empty() : OptionalInt.of(line);
    }
}
