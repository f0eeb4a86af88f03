package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A parsed GraphQL request: the part of the language that Fly's clients send.
///
/// @param operations in the order of the text
/// @param fragments by name
record GraphQlDocument(List<Operation> operations, Map<String, Fragment> fragments) {
    /// @param kind `query` or `mutation`
    record Operation(String kind, Optional<String> name, List<Selection> selections) {}

    record Fragment(String type, List<Selection> selections) {}

    /// Something between braces.
    sealed interface Selection {}

    /// @param alias name in the answer
    /// @param arguments with the variables put in
    /// @param selections empty for a scalar
    record Field(String alias, String name, Map<String, JsonNode> arguments, List<Selection> selections)
            implements Selection {}

    /// `... on Type { }`; without a type it applies to all.
    record Inline(Optional<String> type, List<Selection> selections) implements Selection {}

    /// `...Name`.
    record Spread(String fragment) implements Selection {}

    /// The operation of this name, or the only one.
    Optional<Operation> operation(String name) {
        return operations.stream()
                .filter(operation -> name.isEmpty() || operation.name().equals(Optional.of(name)))
                .findFirst();
    }
}
