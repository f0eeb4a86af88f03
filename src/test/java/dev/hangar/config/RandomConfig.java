package dev.hangar.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A file drawn from a seed: any keys, nested as people write them, with values that are mostly allowed and sometimes
/// strange.
final class RandomConfig {
    private static final Map<String, List<String>> TEXTS = Map.of(
            "token", List.of("fm2_abc", "\"FlyV1 fm2_abc,fm2_def\"", "12345"),
            "org", List.of("acme", "personal", "123", "\"my-org\""),
            "app", List.of("shop", "shop-*", "\"shop, blog\"", "[shop, \"blog-*\"]", "42"),
            "url", List.of("https://api.fly.io/prometheus/acme/", "\"http://127.0.0.1:9090\"", "http://[::1]:9/a@b"),
            "host", List.of("\"::\"", "127.0.0.1", "localhost"),
            "file", List.of("built-in"),
            "promql", List.of("up", "sum by (app) (queue_depth{a=\"b\"})", "1"),
            "formula", List.of("2", "max(1, ceil(started / 2))", "\"1.5\"", "nonsense("),
            "name", List.of("proxy-concurrency", "mail"));

    private final Random random;

    RandomConfig(long seed) {
        this.random = new Random(seed);
    }

    String yaml() {
        Section hangar = new Section();
        hangar.put("org", one("org"));
        Keys.TOP.forEach(key -> maybe(0.3, () -> hangar.put(key.path(), value(key))));
        hangar.section("signals").section("mail").put("promql", one("promql"));
        maybe(0.2, () -> hangar.section("signals").section("proxy-concurrency").put("max-age", "2m"));
        maybe(0.6, () -> policy(hangar.section("policy")));
        maybe(0.3, () -> policy(hangar.section("orgs").section("acme").section("policy")));
        maybe(0.3, () -> policy(hangar.section("apps").section("\"shop-*\"").section("policy")));
        maybe(
                0.3,
                () -> policy(hangar.section("apps")
                        .section("mailer")
                        .section("groups")
                        .section("web worker")
                        .section("policy")));
        maybe(0.1, () -> hangar.section("policy"));
        return "hangar:\n" + hangar.text("  ");
    }

    private void policy(Section policy) {
        // Few at a time: most keys quarrel with some other.
        Keys.POLICY.forEach(key -> maybe(0.06, () -> policy.put(key.path(), value(key))));
        maybe(0.2, () -> policy.section("regions").put("fra", value(Keys.REGION_FLOOR)));
        maybe(0.2, () -> policy.put("signals", "[" + use() + "]"));
    }

    private String use() {
        List<String> parts = new ArrayList<>(List.of("name: " + one("name")));
        maybe(0.3, () -> parts.add("outlives-machines: " + value(Keys.OUTLIVES_MACHINES)));
        if (random.nextBoolean()) {
            maybe(0.5, () -> parts.add("capacity: " + (random.nextBoolean() ? "soft-limit" : "12.5")));
        } else {
            parts.addAll(List.of("service-time: 10s", "wait-target: 1m30s"));
        }
        return "{" + String.join(", ", parts) + "}";
    }

    private String value(Key<?> key) {
        String plain = plain(key);
        return random.nextInt(8) == 0 && !plain.startsWith("\"") && !plain.startsWith("[")
                ? "\"" + plain.replace("\"", "\\\"") + "\""
                : plain;
    }

    private String plain(Key<?> key) {
        Class<?> type = key.kind().type();
        if (key.fallback().isPresent() && random.nextInt(3) == 0) {
            return key.fallback().get();
        }
        if (type == Integer.class) {
            return String.valueOf(random.nextInt(12));
        }
        if (type == Double.class) {
            return List.of("0.5", "1", "0", "5e-2", "0.01").get(random.nextInt(5));
        }
        if (type == java.time.Duration.class) {
            return List.of("15s", "1m30s", "2m", "500ms", "1h", "0s").get(random.nextInt(6));
        }
        if (type == Boolean.class) {
            return String.valueOf(random.nextBoolean());
        }
        if (type.isEnum()) {
            Object[] words = type.getEnumConstants();
            return String.valueOf(words[random.nextInt(words.length)])
                    .toLowerCase(java.util.Locale.ROOT)
                    .replace('_', '-');
        }
        if (type == FormulaText.class) {
            return one("formula");
        }
        String last = key.path().replaceAll(".*\\.", "");
        return one(last.endsWith("url") ? "url" : TEXTS.containsKey(last) ? last : "name");
    }

    private String one(String kind) {
        List<String> texts = TEXTS.getOrDefault(kind, List.of("x"));
        return texts.get(random.nextInt(texts.size()));
    }

    private void maybe(double chance, Runnable deed) {
        if (random.nextDouble() < chance) {
            deed.run();
        }
    }

    /// Keys in order; a path with dots nests.
    private static final class Section {
        private final Map<String, Object> entries = new LinkedHashMap<>();

        Section section(String name) {
            return (Section) entries.computeIfAbsent(name, key -> new Section());
        }

        void put(String path, String value) {
            int dot = path.indexOf('.');
            if (dot < 0) {
                entries.put(path, value);
            } else {
                section(path.substring(0, dot)).put(path.substring(dot + 1), value);
            }
        }

        String text(String indent) {
            StringBuilder text = new StringBuilder();
            entries.forEach((key, value) -> {
                text.append(indent).append(key).append(':');
                if (value instanceof Section section) {
                    text.append('\n').append(section.text(indent + "  "));
                } else {
                    text.append(' ').append(value).append('\n');
                }
            });
            return text.toString();
        }
    }
}
