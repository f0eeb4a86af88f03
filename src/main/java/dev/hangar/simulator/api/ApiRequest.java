package dev.hangar.simulator.api;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One HTTP request as data.
///
/// @param method `GET`, `POST`, ...
/// @param path segments of the path, decoded
/// @param query values by parameter, decoded
/// @param headers by lower-case name
/// @param body may be empty
public record ApiRequest(
        String method, List<String> path, Map<String, List<String>> query, Map<String, String> headers, String body) {
    public ApiRequest {
        path = List.copyOf(path);
        query = Map.copyOf(query);
        Map<String, String> lower = new TreeMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        headers = Map.copyOf(lower);
    }

    /// From a method and a target such as `/v1/apps?org_slug=demo`.
    public static ApiRequest of(String method, String target, Map<String, String> headers, String body) {
        URI uri = URI.create(target);
        List<String> path = Arrays.stream(uri.getRawPath().split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .map(ApiRequest::decoded)
                .toList();
        return new ApiRequest(method, path, parameters(Optional.ofNullable(uri.getRawQuery())), headers, body);
    }

    /// Values by parameter of a query string or a form body.
    public static Map<String, List<String>> parameters(Optional<String> text) {
        Map<String, List<String>> values = new TreeMap<>();
        for (String pair : text.orElse("").split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                values.computeIfAbsent(decoded(name), key -> new ArrayList<>()).add(decoded(value));
            }
        }
        return values;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /// First value of a query parameter that is not blank.
    public Optional<String> parameter(String name) {
        return query.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    /// Whether a query parameter says yes: `true`, `1`, or nothing after its name.
    public boolean flag(String name) {
        return query.getOrDefault(name, List.of()).stream()
                .anyMatch(value -> value.isEmpty() || value.equals("true") || value.equals("1"));
    }

    /// Values of a parameter that repeats or takes a comma list.
    public List<String> list(String name) {
        return query.getOrDefault(name, List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /// The same with a header set.
    public ApiRequest with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new ApiRequest(method, path, query, more, body);
    }

    /// Value of a header.
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
