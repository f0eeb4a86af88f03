package dev.hangar.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hangar.model.SignalQuery;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The JSON schema (draft 2020-12) of `hangar.yaml`, made from the keys: for completion and checks while typing.
///
/// What the loader accepts it accepts, as long as keys are nested and values carry no blanks inside their quotes. It
/// knows less than the loader: not the range of a duration, not whether a formula makes sense, and nothing that hangs
/// on two keys in different layers.
public final class ConfigSchema {
    private static final String APP_PATTERN = "^[a-z0-9_*-]+$";
    private static final String DESCRIPTION = "description";
    private static final String PROPERTIES = "properties";
    private static final String PATTERN_PROPERTIES = "patternProperties";
    private static final String DEFS = "#/$defs/";
    private static final String POLICY = "policy";

    private static final ObjectWriter WRITER = JsonMapper.builder()
            .build()
            .writer(new DefaultPrettyPrinter()
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultPrettyPrinter.FixedSpaceIndenter()));

    private ConfigSchema() {}

    /// The schema, indented, with `\n` at every line's end.
    public static String text() {
        try {
            return WRITER.writeValueAsString(root()) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the schema cannot be written as JSON: this is a bug", e);
        }
    }

    private static Map<String, Object> root() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "hangar.yaml");
        root.put(DESCRIPTION, "Configuration of Hangar; every key: docs/guide/configuration.md");
        root.putAll(section(Map.of("hangar", hangar())));
        Map<String, Object> definitions = new LinkedHashMap<>();
        definitions.put(POLICY, policy());
        definitions.put("use", use());
        definitions.put("signal", keys(Keys.SIGNAL, ""));
        root.put("$defs", definitions);
        return root;
    }

    private static Map<String, Object> hangar() {
        SectionSchema hangar = new SectionSchema("Everything of Hangar.");
        Keys.TOP.forEach(key -> hangar.add(key.path(), value(key, Key.variable(key.path()))));
        hangar.add("signals", signals());
        hangar.add(POLICY, reference(POLICY, "What is wanted of every fleet."));
        hangar.add(
                "orgs",
                named("Layers of organizations, above `policy`.", "^" + Kinds.SLUG + "$", layer("an organization")));
        Map<String, Object> app = layer("apps that match");
        properties(app)
                .put("groups", described("Layers of process groups, above the app's.", rest(layer("a process group"))));
        hangar.add(
                "apps",
                named(
                        "Layers of apps by name or glob, above `policy` and `orgs`; exact names last.",
                        APP_PATTERN,
                        app));
        return hangar.keywords();
    }

    private static Map<String, Object> signals() {
        String builtIn = SignalQuery.PROXY_CONCURRENCY.value();
        Map<String, Object> signals = section(Map.of(builtIn, reference("signal", "The built-in signal.")));
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("$ref", DEFS + "signal");
        own.put("type", "object");
        own.put("required", List.of(Keys.PROMQL.path()));
        signals.put(PATTERN_PROPERTIES, Map.of("^(?!" + builtIn + "$)" + Kinds.SLUG + "$", own));
        return described("Signals besides the built-in `" + builtIn + "`, by name.", signals);
    }

    private static Map<String, Object> policy() {
        SectionSchema policy = new SectionSchema("What is wanted of a fleet; a layer sets only what it names.");
        Keys.POLICY.forEach(key -> policy.add(key.path(), value(key, Key.variable("policy." + key.path()))));
        policy.add("regions", named("Floors by region.", "^" + Kinds.SLUG + "$", value(Keys.REGION_FLOOR, "")));
        Map<String, Object> signals = new LinkedHashMap<>();
        signals.put(DESCRIPTION, SignalUses.KEY.meaning());
        signals.put("type", "array");
        signals.put("items", Map.of("$ref", DEFS + "use"));
        policy.add("signals", signals);
        return policy.keywords();
    }

    /// A queue has both of its keys, and no capacity.
    private static Map<String, Object> use() {
        String service = Keys.SERVICE_TIME.path();
        String wait = Keys.WAIT_TARGET.path();
        Map<String, Object> use = keys(Keys.SIGNAL_USE, "");
        use.put("type", "object");
        use.put("required", List.of(Keys.SIGNAL_NAME.path()));
        Map<String, Object> together = new LinkedHashMap<>();
        together.put(service, List.of(wait));
        together.put(wait, List.of(service));
        use.put("dependentRequired", together);
        use.put("dependentSchemas", Map.of(service, Map.of(PROPERTIES, Map.of(Keys.CAPACITY.path(), Boolean.FALSE))));
        return use;
    }

    private static Map<String, Object> keys(List<Key<?>> keys, String meaning) {
        SectionSchema section = new SectionSchema(meaning);
        keys.forEach(key -> section.add(key.path(), value(key, "")));
        return section.keywords();
    }

    /// @param variable the variable that says the same; empty without one
    private static Map<String, Object> value(Key<?> key, String variable) {
        Map<String, Object> value = new LinkedHashMap<>();
        String said = plain(key.meaning()) + ". Must be " + plain(key.kind().allowed()) + ".";
        value.put(DESCRIPTION, variable.isEmpty() ? said : said + " Variable: " + variable + ".");
        value.putAll(key.kind().shape());
        key.fallback().ifPresent(text -> value.put("default", typed(key.kind().type(), text)));
        return value;
    }

    private static Object typed(Class<?> type, String text) {
        if (type == Integer.class || type == Double.class) {
            return new BigDecimal(text);
        }
        return type == Boolean.class ? (Object) Boolean.valueOf(text) : text;
    }

    /// Without the links of the manual, which lead nowhere from here.
    private static String plain(String markdown) {
        return markdown.replaceAll("\\[([^]\\[]*)]\\([^)]*\\)", "$1");
    }

    private static Map<String, Object> layer(String whose) {
        return section(Map.of(POLICY, reference(POLICY, "Policy of " + whose + ".")));
    }

    private static Map<String, Object> reference(String definition, String meaning) {
        Map<String, Object> reference = new LinkedHashMap<>();
        reference.put(DESCRIPTION, meaning);
        reference.put("$ref", DEFS + definition);
        return reference;
    }

    private static Map<String, Object> named(String meaning, String pattern, Map<String, Object> each) {
        Map<String, Object> section = section(Map.of());
        section.put(PATTERN_PROPERTIES, Map.of(pattern, each));
        return described(meaning, section);
    }

    private static Map<String, Object> rest(Map<String, Object> each) {
        Map<String, Object> section = section(Map.of());
        section.put("additionalProperties", each);
        return section;
    }

    private static Map<String, Object> described(String meaning, Map<String, Object> keywords) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(DESCRIPTION, meaning);
        all.putAll(keywords);
        return all;
    }

    private static Map<String, Object> section(Map<String, Object> properties) {
        SectionSchema section = new SectionSchema("");
        properties.forEach(section::add);
        return section.keywords();
    }

    @SuppressWarnings("unchecked") // every section of ours is made by SectionSchema
    private static Map<String, Object> properties(Map<String, Object> section) {
        return (Map<String, Object>) section.getOrDefault(PROPERTIES, new LinkedHashMap<>());
    }
}
