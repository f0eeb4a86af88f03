package dev.hangar.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads GraphQL texts by recursive descent. Variables are put in while reading; definitions of types are passed over.
final class GraphQlReader {
    private static final Pattern TOKEN =
            Pattern.compile("\\.\\.\\.|[A-Za-z_][A-Za-z0-9_]*|-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?"
                    + "|\"(?:\\\\.|[^\"\\\\])*\"|[!$&():=@\\[\\]{}|]");
    private static final Pattern SKIPPED = Pattern.compile("(?:[\\s,\\x{FEFF}]|#[^\\n]*)*");

    private final List<String> tokens;
    private final JsonNode variables;
    private int next;

    /// The text is not GraphQL, or not the part of it that is read here.
    static final class NotGraphQlException extends Exception {
        private static final long serialVersionUID = 1;

        NotGraphQlException(String message) {
            super(message);
        }
    }

    private GraphQlReader(List<String> tokens, JsonNode variables) {
        this.tokens = tokens;
        this.variables = variables;
    }

    /// @param variables an object, or missing
    static GraphQlDocument read(String text, JsonNode variables) throws NotGraphQlException {
        return new GraphQlReader(tokens(text), variables).document();
    }

    private static List<String> tokens(String text) throws NotGraphQlException {
        List<String> tokens = new ArrayList<>();
        Matcher skipped = SKIPPED.matcher(text);
        Matcher token = TOKEN.matcher(text);
        int at = 0;
        while (true) {
            if (skipped.region(at, text.length()).lookingAt()) {
                at = skipped.end();
            }
            if (at == text.length()) {
                return tokens;
            }
            if (!token.region(at, text.length()).lookingAt()) {
                throw new NotGraphQlException("unexpected character at " + at);
            }
            tokens.add(token.group());
            at = token.end();
        }
    }

    private GraphQlDocument document() throws NotGraphQlException {
        List<GraphQlDocument.Operation> operations = new ArrayList<>();
        Map<String, GraphQlDocument.Fragment> fragments = new LinkedHashMap<>();
        while (next < tokens.size()) {
            if (accepts("fragment")) {
                String name = take();
                expect("on");
                fragments.put(name, new GraphQlDocument.Fragment(take(), selections()));
            } else {
                operations.add(operation());
            }
        }
        return new GraphQlDocument(operations, fragments);
    }

    private GraphQlDocument.Operation operation() throws NotGraphQlException {
        if (peek().equals("{")) {
            return new GraphQlDocument.Operation("query", Optional.empty(), selections());
        }
        String kind = take();
        Optional<String> name = "({@".contains(peek()) ? Optional.empty() : Optional.of(take());
        if (peek().equals("(")) {
            passOver();
        }
        return new GraphQlDocument.Operation(kind, name, selections());
    }

    /// From an opening bracket behind the closing one.
    private void passOver() throws NotGraphQlException {
        int depth = 0;
        do {
            String token = take();
            depth += "([{".contains(token) ? 1 : ")]}".contains(token) ? -1 : 0;
        } while (depth > 0);
    }

    private List<GraphQlDocument.Selection> selections() throws NotGraphQlException {
        expect("{");
        List<GraphQlDocument.Selection> selections = new ArrayList<>();
        while (!accepts("}")) {
            Optional<GraphQlDocument.Selection> selection = accepts("...") ? spread() : field();
            selection.ifPresent(selections::add);
        }
        return selections;
    }

    private Optional<GraphQlDocument.Selection> spread() throws NotGraphQlException {
        if (!peek().equals("on") && !"@{".contains(peek())) {
            String name = take();
            return included() ? Optional.of(new GraphQlDocument.Spread(name)) : Optional.empty();
        }
        Optional<String> type = accepts("on") ? Optional.of(take()) : Optional.empty();
        boolean included = included();
        GraphQlDocument.Selection inline = new GraphQlDocument.Inline(type, selections());
        return included ? Optional.of(inline) : Optional.empty();
    }

    private Optional<GraphQlDocument.Selection> field() throws NotGraphQlException {
        String first = take();
        String name = accepts(":") ? take() : first;
        Map<String, JsonNode> arguments = peek().equals("(") ? arguments() : Map.of();
        boolean included = included();
        List<GraphQlDocument.Selection> inner = peek().equals("{") ? selections() : List.of();
        return included ? Optional.of(new GraphQlDocument.Field(first, name, arguments, inner)) : Optional.empty();
    }

    /// Reads directives; `@include` and `@skip` decide, others mean nothing here.
    private boolean included() throws NotGraphQlException {
        boolean included = true;
        while (accepts("@")) {
            String directive = take();
            boolean condition = peek().equals("(")
                    && arguments().getOrDefault("if", NullNode.instance).asBoolean();
            included &= switch (directive) {
                case "include" -> condition;
                case "skip" -> !condition;
                default -> true;
            };
        }
        return included;
    }

    private Map<String, JsonNode> arguments() throws NotGraphQlException {
        Map<String, JsonNode> arguments = new LinkedHashMap<>();
        expect("(");
        while (!accepts(")")) {
            String name = take();
            expect(":");
            arguments.put(name, value());
        }
        return arguments;
    }

    private JsonNode value() throws NotGraphQlException {
        JsonNodeFactory json = JsonNodeFactory.instance;
        String token = take();
        return switch (token.charAt(0)) {
            case '$' -> variable(take());
            case '"' -> json.textNode(token.substring(1, token.length() - 1).replaceAll("\\\\(.)", "$1"));
            case '[' -> list();
            case '{' -> object();
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
                token.matches("-?\\d{1,18}")
                        ? json.numberNode(Long.parseLong(token))
                        : json.numberNode(Double.parseDouble(token));
            default ->
                switch (token) {
                    case "true", "false" -> json.booleanNode(token.equals("true"));
                    case "null" -> json.nullNode();
                    default -> json.textNode(token);
                };
        };
    }

    private JsonNode variable(String name) {
        JsonNode value = variables.path(name);
        return value instanceof MissingNode ? NullNode.instance : value;
    }

    private JsonNode list() throws NotGraphQlException {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        while (!accepts("]")) {
            list.add(value());
        }
        return list;
    }

    private JsonNode object() throws NotGraphQlException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (!accepts("}")) {
            String name = take();
            expect(":");
            object.set(name, value());
        }
        return object;
    }

    private String peek() {
        return next < tokens.size() ? tokens.get(next) : "";
    }

    private boolean accepts(String token) {
        boolean is = peek().equals(token);
        next += is ? 1 : 0;
        return is;
    }

    private void expect(String token) throws NotGraphQlException {
        if (!accepts(token)) {
            throw new NotGraphQlException("expected " + token + ", found " + (peek().isEmpty() ? "the end" : peek()));
        }
    }

    private String take() throws NotGraphQlException {
        if (next == tokens.size()) {
            throw new NotGraphQlException("unexpected end");
        }
        return tokens.get(next++);
    }
}
