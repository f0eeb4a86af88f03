package dev.hangar.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The schema of one section under construction: keys with dots become sections within it. A section may stand without
/// a value, as the loader takes it, and knows no other keys.
final class SectionSchema {
    private final String meaning;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, SectionSchema> inner = new LinkedHashMap<>();

    /// @param meaning what the section is for; empty to say nothing
    SectionSchema(String meaning) {
        this.meaning = meaning;
    }

    void add(String path, Object schema) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            values.put(path, schema);
            return;
        }
        String head = path.substring(0, dot);
        inner.computeIfAbsent(head, name -> {
                    // Holds the place, so that keys keep the order of the manual.
                    values.put(name, Map.of());
                    return new SectionSchema("");
                })
                .add(path.substring(dot + 1), schema);
    }

    Map<String, Object> keywords() {
        inner.forEach((name, section) -> values.put(name, section.keywords()));
        Map<String, Object> keywords = new LinkedHashMap<>();
        if (!meaning.isEmpty()) {
            keywords.put("description", meaning);
        }
        keywords.put("type", List.of("object", "null"));
        keywords.put("properties", values);
        keywords.put("additionalProperties", false);
        return keywords;
    }
}
