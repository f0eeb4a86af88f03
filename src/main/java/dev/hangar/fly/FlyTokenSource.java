package dev.hangar.fly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.control.TokenSource;
import dev.hangar.model.Answer;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.OrgSlug;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// [TokenSource] on the Machines API (facts 1.8). Can send nothing but its two questions, neither of which changes
/// anything: so `observe` mode may hold it.
public final class FlyTokenSource implements TokenSource {
    private static final List<String> REFUSED_WORDS =
            List.of("unauthorized", "not authorized", "forbidden", "not permitted", "not allow", "denied");

    private final FlySettings settings;
    private final Transport transport;

    public FlyTokenSource(FlySettings settings, Transport transport) {
        this.settings = settings;
        this.transport = transport;
    }

    @Override
    public Answer<List<Covered>> covered() {
        return send("GET", "/v1/tokens/current", Optional.empty(), FlyTokenSource::covered);
    }

    private static List<Covered> covered(JsonNode body) throws UnreadableException {
        List<Covered> covered = new ArrayList<>();
        for (JsonNode token : Json.elements(body.path("tokens"), "tokens")) {
            List<AppName> apps = new ArrayList<>();
            for (JsonNode app : Json.list(token, "apps")) {
                if (Json.isIdentifier(app.asText(""))) {
                    apps.add(new AppName(app.asText()));
                }
            }
            covered.add(new Covered(
                    Json.text(token, "org_slug").filter(Json::isIdentifier).map(OrgSlug::new), apps));
        }
        return covered;
    }

    /// {@inheritDoc}
    ///
    /// 200 with an `access` means yes. No is said with 401, 403, or 400 and words to that effect.
    @Override
    public Answer<Boolean> mayWrite(AppName app) {
        ObjectNode question = Json.newObject().put("header", settings.token().headerValue());
        question.putObject("access").put("action", "w").put("app_name", app.value());
        Answer<Boolean> answer =
                send("POST", "/v1/tokens/authorize", Optional.of(question.toString()), FlyTokenSource::allowed);
        return answer.whyFailed().filter(FlyTokenSource::saysNo).isPresent() ? Answer.ok(false) : answer;
    }

    private static Boolean allowed(JsonNode body) throws UnreadableException {
        if (!body.path("access").isObject()) {
            throw new UnreadableException("the answer holds no access");
        }
        return true;
    }

    private static boolean saysNo(Failure failure) {
        String words = failure.detail().toLowerCase(Locale.ROOT);
        return failure.kind() == FailureKind.UNAUTHORIZED
                || (failure.kind() == FailureKind.INVALID_REQUEST
                        && REFUSED_WORDS.stream().anyMatch(words::contains));
    }

    private <T> Answer<T> send(String method, String target, Optional<String> body, BodyReader<T> reader) {
        FailureReader failures = new FailureReader(settings.token().secrets());
        Map<String, String> headers = Map.of(
                "Authorization", settings.token().headerValue(),
                "Accept", "application/json",
                "Content-Type", "application/json",
                "User-Agent", "hangar");
        try {
            Transport.Response answer =
                    transport.send(new Transport.Request(method, target, headers, body, settings.callTimeout()));
            if (answer.status() / 100 != 2) {
                return Answer.failed(failures.refused(answer));
            }
            try {
                return Answer.ok(reader.read(Json.parse(answer.body())));
            } catch (UnreadableException e) {
                return Answer.failed(failures.unreadable(answer, e.what()));
            }
        } catch (IOException e) {
            return Answer.failed(failures.broken(e, false));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.failed(failures.interrupted(false));
        }
    }
}
