package dev.hangar.model;

/// Slug of a Fly organization, such as `personal`.
public record OrgSlug(String value) implements Comparable<OrgSlug> {
    public OrgSlug {
        Text.required(value, "organization slug");
    }

    @Override
    public int compareTo(OrgSlug other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
