package dev.hangar.simulator.metrics;

import dev.hangar.simulator.metrics.PromTokens.Kind;
import dev.hangar.simulator.metrics.PromTokens.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads selectors, `name{label="value", …}`. A name is required.
final class SelectorParser {
    private final PromTokens tokens;

    SelectorParser(PromTokens tokens) {
        this.tokens = tokens;
    }

    Selector selector() throws SyntaxException {
        String name = tokens.take(Kind.WORD);
        List<Selector.Matcher> matchers = new ArrayList<>();
        if (tokens.took("{")) {
            while (!tokens.took("}")) {
                matchers.add(matcher());
                if (!tokens.isNext("}")) {
                    tokens.expect(",");
                }
            }
        }
        return new Selector(name, matchers);
    }

    private Selector.Matcher matcher() throws SyntaxException {
        String label = tokens.take(Kind.WORD);
        String sign = tokens.take(Kind.SIGN);
        String text = tokens.take(Kind.TEXT);
        return switch (sign) {
            case "=" -> new Selector.Matcher.Is(label, text, true);
            case "!=" -> new Selector.Matcher.Is(label, text, false);
            case "=~" -> new Selector.Matcher.Like(label, pattern(text), true);
            case "!~" -> new Selector.Matcher.Like(label, pattern(text), false);
            default -> throw new SyntaxException("no condition " + sign);
        };
    }

    private static Pattern pattern(String text) throws SyntaxException {
        try {
            return Pattern.compile(text, Pattern.DOTALL);
        } catch (PatternSyntaxException wrong) {
            throw new SyntaxException("bad regular expression");
        }
    }
}
