package dev.hangar.fly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hangar.control.Release;
import dev.hangar.control.ReleaseSource;
import dev.hangar.model.Answer;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.SafeText;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// [ReleaseSource] on Fly's GraphQL API (facts 13). Can send nothing but its one query.
///
/// Errors come with status 200 and a list `errors`; their words are not a contract, so what they do not clearly say is
/// [FailureKind#INVALID_ANSWER].
public final class FlyReleaseSource implements ReleaseSource {
    private static final String QUERY =
            "query($name: String!) { app(name: $name) { currentReleaseUnprocessed { id version status createdAt } } }";
    private static final List<String> UNKNOWN_WORDS = List.of("could not find app", "not_found", "not found");
    private static final List<String> REFUSED_WORDS = List.of(
            "unauthorized", "not authorized", "unauthenticated", "must be authenticated", "forbidden", "not permitted");

    private final FlySettings settings;
    private final Transport transport;
    private final String target;

    /// @param settings token and time-out; the base address is where the GraphQL API lives, without its path
    /// @param transport to that address
    /// @param target path of the GraphQL API, such as `/graphql`
    public FlyReleaseSource(FlySettings settings, Transport transport, String target) {
        this.settings = settings;
        this.transport = transport;
        this.target = target.isEmpty() ? "/" : target;
    }

    @Override
    public Answer<Optional<Release>> newest(AppName app) {
        FailureReader failures = new FailureReader(settings.token().secrets());
        try {
            Transport.Response answer = transport.send(request(app));
            return answer.status() / 100 == 2 ? read(answer, failures) : Answer.failed(failures.refused(answer));
        } catch (IOException e) {
            return Answer.failed(failures.broken(e, false));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.failed(failures.interrupted(false));
        }
    }

    private Transport.Request request(AppName app) {
        ObjectNode body = Json.newObject().put("query", QUERY);
        body.putObject("variables").put("name", app.value());
        Map<String, String> headers = Map.of(
                // Whatever the kind of token: so does Fly's own client (facts 1.1).
                "Authorization", settings.token().bearer(),
                "Accept", "application/json",
                "Content-Type", "application/json",
                "User-Agent", "hangar");
        return new Transport.Request("POST", target, headers, Optional.of(body.toString()), settings.callTimeout());
    }

    private static Answer<Optional<Release>> read(Transport.Response answer, FailureReader failures) {
        try {
            JsonNode body = Json.parse(answer.body());
            List<JsonNode> errors = Json.list(body, "errors");
            return errors.isEmpty() ? release(body) : Answer.failed(refused(errors, answer, failures));
        } catch (UnreadableException e) {
            return Answer.failed(failures.unreadable(answer, e.what()));
        }
    }

    private static Answer<Optional<Release>> release(JsonNode body) throws UnreadableException {
        JsonNode data = Json.object(body, "data");
        if (!data.has("app")) {
            throw new UnreadableException("the answer holds no app");
        }
        JsonNode app = Json.object(data, "app");
        if (Json.isAbsent(app)) {
            return Answer.failed(Failure.of(FailureKind.NOT_FOUND, "no such app, or not for this token"));
        }
        if (!app.has("currentReleaseUnprocessed")) {
            throw new UnreadableException("the answer holds no release");
        }
        JsonNode release = Json.object(app, "currentReleaseUnprocessed");
        if (Json.isAbsent(release)) {
            return Answer.ok(Optional.empty());
        }
        return Answer.ok(Optional.of(new Release(
                Json.label(release, "version"),
                Json.requiredText(release, "status").toLowerCase(Locale.ROOT),
                Times.instant(release.path("createdAt"))
                        .orElseThrow(() -> new UnreadableException("createdAt is not a time")))));
    }

    private static Failure refused(List<JsonNode> errors, Transport.Response answer, FailureReader failures) {
        String said = errors.stream()
                .map(error -> error.path("message").asText("") + " "
                        + error.path("extensions").path("code").asText(""))
                .map(String::strip)
                .collect(Collectors.joining("; "));
        String words = said.toLowerCase(Locale.ROOT);
        FailureKind kind = FailureKind.INVALID_ANSWER;
        if (REFUSED_WORDS.stream().anyMatch(words::contains)) {
            kind = FailureKind.UNAUTHORIZED;
        } else if (UNKNOWN_WORDS.stream().anyMatch(words::contains)) {
            kind = FailureKind.NOT_FOUND;
        } else if (words.contains("rate limit")) {
            kind = FailureKind.THROTTLED;
        }
        String shown = SafeText.of(said, failures.secrets(), SafeText.MAX_DETAIL);
        return new Failure(kind, shown, OptionalInt.of(answer.status()), Optional.empty());
    }
}
