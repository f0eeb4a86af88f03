package dev.hangar.simulator.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts a query into tokens and hands them out one after the other.
final class PromTokens {
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:"
            + "(?<text>\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*')"
            + "|(?<duration>(?:\\d+(?:ms|[smhdwy]))+)(?![a-zA-Z0-9_])"
            + "|(?<number>(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)"
            + "|(?<word>[a-zA-Z_][a-zA-Z0-9_:]*)"
            + "|(?<sign>=~|!~|!=|==|>=|<=|[-+*/%^<>=(){}\\[\\],:]))");

    private final List<Token> tokens;
    private int next;

    /// Kinds of tokens.
    enum Kind {
        TEXT,
        DURATION,
        NUMBER,
        WORD,
        SIGN
    }

    /// @param text as written; without quotes and escapes for a text
    record Token(Kind kind, String text) {}

    /// A query that cannot be read.
    static final class SyntaxException extends Exception {
        private static final long serialVersionUID = 1;

        SyntaxException(String why) {
            super(why);
        }
    }

    PromTokens(String query) throws SyntaxException {
        tokens = cut(query.stripTrailing());
    }

    private static List<Token> cut(String query) throws SyntaxException {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(query);
        int end = 0;
        while (end < query.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw new SyntaxException("unexpected character at " + end);
            }
            tokens.add(token(matcher));
            end = matcher.end();
        }
        return tokens;
    }

    private static Token token(Matcher matcher) {
        for (Kind kind : Kind.values()) {
            String text = matcher.group(kind.name().toLowerCase(Locale.ROOT));
            if (text != null) {
                return new Token(kind, kind == Kind.TEXT ? unquoted(text) : text);
            }
        }
        throw new IllegalStateException("a token of no kind");
    }

    private static String unquoted(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 1; i < text.length() - 1; i++) {
            char character = text.charAt(i);
            if (character == '\\') {
                i++;
                character = text.charAt(i) == 'n' ? '\n' : text.charAt(i);
            }
            plain.append(character);
        }
        return plain.toString();
    }

    boolean atEnd() {
        return next == tokens.size();
    }

    /// The token to come, if there is one.
    Optional<Token> peek() {
        return peek(0);
    }

    /// The token after `ahead` others.
    Optional<Token> peek(int ahead) {
        return next + ahead < tokens.size() ? Optional.of(tokens.get(next + ahead)) : Optional.empty();
    }

    /// Whether this sign or word comes next; takes it then.
    boolean took(String text) {
        boolean is = isNext(text);
        next += is ? 1 : 0;
        return is;
    }

    /// Whether this sign or word comes next.
    boolean isNext(String text) {
        return peek().filter(token -> token.kind() != Kind.TEXT && token.text().equals(text))
                .isPresent();
    }

    /// Takes the token to come, which must be of this kind.
    String take(Kind kind) throws SyntaxException {
        Token token = peek().orElseThrow(() -> new SyntaxException("unexpected end"));
        if (token.kind() != kind) {
            throw new SyntaxException("unexpected '" + token.text() + "'");
        }
        next++;
        return token.text();
    }

    /// Takes this sign.
    void expect(String sign) throws SyntaxException {
        if (!took(sign)) {
            throw new SyntaxException("expected '" + sign + "'");
        }
    }
}
