package dev.hangar.simulator.api;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/// The checker finds what it is there to find.
class OpenApiTest {
    private static final String DOCUMENT = """
            {"paths": {"/things/{id}": {"get": {"responses": {"200": {"content": {"application/json": {"schema":
                {"$ref": "#/components/schemas/Thing"}}}}, "404": {}}}}},
             "components": {"schemas": {"Thing": {"type": "object", "properties": {
                "size": {"type": "integer"},
                "note": {"type": "string", "nullable": true},
                "inner": {"$ref": "#/components/schemas/Inner"}}},
              "Inner": {"type": "object", "properties": {"word": {"type": "string", "enum": ["a", "b"]}}}}}}
            """;

    private static final OpenApi.Deviation EXTRA =
            new OpenApi.Deviation("Inner", "more", "{\"type\":\"null\"}", "test");

    private static SpecCheck check() throws IOException {
        return new SpecCheck(Optional.of(OpenApi.of(DOCUMENT, List.of(EXTRA))));
    }

    private static void answer(SpecCheck check, String target, int status, String body) {
        check.checked(ApiRequest.of("GET", target, Map.of(), ""), new ApiResponse(status, Map.of(), body));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "/v1/things/7, 200, {}",
                "/v1/things/7, 200, `{\"size\":1,\"note\":null,\"inner\":{\"word\":\"a\",\"more\":null}}`",
                "/v1/things/7, 404, {\"any\":1}",
                "/v1/things/7, 409, {\"error\":\"text\"}",
                "/v1/others, 404, `{\"status\":\"error\",\"message\":\"text\"}`",
                "/graphql, 200, nonsense",
            })
    void passesWhatIsWell(String target, int status, String body) throws IOException {
        SpecCheck check = check();
        answer(check, target, status, body);
        boolean covered = target.endsWith("7") && status != 409;
        assertThat(check.seen()).hasSize(covered ? 1 : 0);
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "/v1/things/7, 200, {\"size\":\"1\"}",
                "/v1/things/7, 200, {\"size\":null}",
                "/v1/things/7, 200, {\"color\":1}",
                "/v1/things/7, 200, {\"inner\":{\"word\":\"c\"}}",
                "/v1/things/7, 200, {\"inner\":{\"more\":1}}",
                "/v1/things/7, 201, {}",
                "/v1/things/7, 409, {\"any\":1}",
                "/v1/others, 200, {}",
                "/v1/things/7, 404, ``",
            })
    void findsWhatIsNot(String target, int status, String body) throws IOException {
        SpecCheck check = check();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> answer(check, target, status, body))
                .withMessageContaining("GET " + target);
    }

    @Test
    void aDeviationFromNothingIsRefused() {
        OpenApi.Deviation stray = new OpenApi.Deviation("Nothing", "x", "{}", "test");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> OpenApi.of(DOCUMENT, List.of(stray)))
                .withMessageContaining("Nothing");
    }
}
