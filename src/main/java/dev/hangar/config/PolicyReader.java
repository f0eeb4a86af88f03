package dev.hangar.config;

import dev.hangar.config.Values.Entry;
import dev.hangar.model.OrgSlug;
import dev.hangar.model.SignalName;
import dev.hangar.policy.Capacity;
import dev.hangar.policy.DemandSignal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Reads every `policy` section into its layer.
///
/// @param sections how sections are read
/// @param signals names that a policy may use
record PolicyReader(SectionReader sections, Set<String> signals) {
    private static final Kind<String> REGION = Kinds.slug("a region");
    private static final Set<String> ELSEWHERE = Set.of("regions", "signals");

    /// The layer below `parent.policy`.
    Values policy(Node.Section parent, String prefix) {
        String full = prefix + ".policy";
        Node.Section section = sections.section(parent, "policy", prefix);
        Map<String, Entry> entries = new LinkedHashMap<>(
                sections.read(section, full, Keys.POLICY, ELSEWHERE).entries());
        sections.section(section, "regions", full).nodes().forEach((region, node) -> {
            String path = Values.REGIONS + region;
            if (REGION.read(region).isEmpty()) {
                problem(full + "." + path, "the name of a region must be " + REGION.allowed(), node);
            }
            sections.value(Keys.REGION_FLOOR, path, full + "." + path, node)
                    .ifPresent(entry -> entries.put(path, entry));
        });
        Optional.ofNullable(section.nodes().get("signals"))
                .flatMap(node -> signals(node, full + ".signals"))
                .ifPresent(entry -> entries.put(SignalUses.KEY.path(), entry));
        return new Values(entries);
    }

    /// The layers below `orgs`.
    SortedMap<OrgSlug, Values> orgs(Node.Section root) {
        SortedMap<OrgSlug, Values> orgs = new TreeMap<>();
        sections.sections(root, "orgs", "hangar").forEach((slug, section) -> {
            String prefix = "hangar.orgs." + slug;
            sections.read(section, prefix, List.of(), Set.of("policy"));
            if (Keys.ORG.kind().read(slug).isPresent()) {
                orgs.put(new OrgSlug(slug), policy(section, prefix));
            } else {
                problem(prefix, "the name must be " + Keys.ORG.kind().allowed(), section);
            }
        });
        return orgs;
    }

    /// The layers below `apps`, the least specific pattern first.
    List<PolicyBook.AppLayer> apps(Node.Section root) {
        SortedMap<Glob, PolicyBook.AppLayer> layers = new TreeMap<>();
        sections.sections(root, "apps", "hangar").forEach((pattern, section) -> {
            String prefix = "hangar.apps." + pattern;
            sections.read(section, prefix, List.of(), Set.of("policy", "groups"));
            Optional<Glob> glob = Glob.parse(pattern);
            if (glob.isEmpty()) {
                problem(prefix, "the name must be an app or a glob, such as shop or shop-*", section);
            }
            Values policy = policy(section, prefix);
            Map<String, Values> groups = groups(section, prefix);
            glob.ifPresent(known -> layers.put(known, new PolicyBook.AppLayer(known, policy, groups)));
        });
        return List.copyOf(layers.values());
    }

    private Map<String, Values> groups(Node.Section app, String prefix) {
        Map<String, Values> groups = new TreeMap<>();
        sections.sections(app, "groups", prefix).forEach((group, section) -> {
            String full = prefix + ".groups." + group;
            sections.read(section, full, List.of(), Set.of("policy"));
            groups.put(group, policy(section, full));
        });
        return groups;
    }

    private Optional<Entry> signals(Node node, String full) {
        if (!(node instanceof Node.Items items)) {
            problem(full, "must be a list, such as [{name: proxy-concurrency, capacity: soft-limit}]", node);
            return Optional.empty();
        }
        List<DemandSignal> uses = new ArrayList<>();
        Set<SignalName> seen = new HashSet<>();
        for (int index = 0; index < items.nodes().size(); index++) {
            Node entry = items.nodes().get(index);
            String path = full + "[" + index + "]";
            use(entry, path).ifPresent(use -> {
                uses.add(use);
                if (!seen.add(use.name())) {
                    problem(path, "signal " + use.name() + " is in the list twice", entry);
                }
            });
        }
        SignalUses value = new SignalUses(uses);
        return Optional.of(new Entry(value, new Given(full, value.toString(), sections.source(node))));
    }

    private Optional<DemandSignal> use(Node node, String path) {
        Node.Section section = sections.section(node, path);
        Values values = sections.read(section, path, Keys.SIGNAL_USE, Set.of());
        queue(section, path);
        Optional<Entry> name = values.entry(Keys.SIGNAL_NAME);
        if (name.isEmpty()) {
            problem(path + ".name", "is required", node);
        }
        name.filter(entry -> !signals.contains(entry.given().shown()))
                .ifPresent(entry -> sections.problems()
                        .add(Problem.of(
                                entry.given(),
                                ProblemCollector.unknown(
                                        "signal", "", entry.given().shown(), signals.stream()))));
        return values.named(Keys.SIGNAL_NAME)
                .map(known -> new DemandSignal(
                        new SignalName(known), capacity(values), values.required(Keys.OUTLIVES_MACHINES)));
    }

    private static Capacity capacity(Values values) {
        return values.named(Keys.SERVICE_TIME)
                .flatMap(service -> values.named(Keys.WAIT_TARGET).map(wait -> new Capacity.Queue(service, wait)))
                .<Capacity>map(queue -> queue)
                .orElseGet(() -> values.required(Keys.CAPACITY));
    }

    /// A queue has both of its keys, and no capacity.
    private void queue(Node.Section section, String path) {
        List<String> named = Stream.of(Keys.SERVICE_TIME, Keys.WAIT_TARGET)
                .map(Key::path)
                .filter(section.nodes()::containsKey)
                .toList();
        if (named.size() == 1) {
            String other = (named.contains(Keys.WAIT_TARGET.path()) ? Keys.SERVICE_TIME : Keys.WAIT_TARGET).path();
            problem(path + "." + named.getFirst(), "needs " + other + " beside it", section);
        }
        if (!named.isEmpty() && section.nodes().containsKey(Keys.CAPACITY.path())) {
            problem(path + "." + Keys.CAPACITY.path(), "cannot stand beside " + String.join(" and ", named), section);
        }
    }

    private void problem(String full, String explanation, Node node) {
        sections.problems().add(Problem.at(full, explanation, sections.source(node)));
    }
}
