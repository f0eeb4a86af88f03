package dev.hangar.config;

import dev.hangar.fly.FlyToken;
import dev.hangar.fly.HttpTransport;
import dev.hangar.model.OrgSlug;
import dev.hangar.prometheus.PrometheusEndpoint;
import dev.hangar.prometheus.PrometheusToken;
import dev.hangar.prometheus.QueryMethod;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.hangar.config.Loading.load;
import static dev.hangar.config.Loading.oneAppAnd;
import static dev.hangar.config.Loading.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/// The configuration refuses what the adapters would throw at, and nothing else. It may not know them; the test does.
class AdapterRulesTest {
    private static final List<String> TOKENS = List.of("HANGAR_FLY_TOKEN", "HANGAR_PROMETHEUS_TOKEN");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fm2_abc",
                "FlyV1 fm2_abc",
                "flyv1   fm2_abc",
                "Bearer FlyV1 fm2_abc",
                "fm2_a, fm2_b",
                "FlyV1 fm2_a,FlyV1 fm2_b,",
                "oauth-style",
                "FlyV1x"
            })
    void tokenThatCanTravel(String token) {
        for (String variable : TOKENS) {
            assertThat(problems(load(oneAppAnd(variable, token)))).isEmpty();
        }
        assertThatCode(() -> FlyToken.of(token)).doesNotThrowAnyException();
        assertThatCode(() -> PrometheusToken.of(token)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fm2_a sesame",
                "fm2_a\tsesame",
                "fm2_a\nsesame",
                "fm2_sesame\u0007",
                "fm2_sesäme",
                "FlyV1",
                "bearer",
                "Bearer FlyV1",
                "FlyV1,Bearer",
                ",",
                "sesame fm2_a"
            })
    void tokenThatCannotTravel(String token) {
        for (String variable : TOKENS) {
            assertThat(problems(load(oneAppAnd(variable, token))))
                    .singleElement()
                    .asString()
                    .contains(" = \"<redacted>\": must be a token of visible ASCII characters")
                    .doesNotContain("sesame");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> FlyToken.of(token));
        assertThatIllegalArgumentException().isThrownBy(() -> PrometheusToken.of(token));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            https://api.machines.dev                | true  | true
            http://localhost:65535/x/y              | true  | true
            http://[::1]:4280                       | true  | true
            http://_api.internal                    | true  | false
            http://_api.internal:4280               | true  | false
            http://_api.internal:4280/              | true  | false
            https://_api.internal:4280              | false | false
            http://_api.internal:65536              | false | false
            http://_other.internal:4280             | false | false
            http://h:65536                          | false | false
            http://h:0                              | false | false
            http://h:99999999999                    | false | false
            http://h:x                              | false | false
            http://me@h                             | false | false
            http://me@_api.internal                 | false | false
            http://h/?a=b                           | false | false
            http://h?                               | false | false
            http://h/#a                             | false | false
            http:///x                               | false | false
            http://                                 | false | false
            http:h                                  | false | false
            h                                       | false | false
            """)
    void addresses(String address, boolean forFly, boolean forPrometheus) {
        assertThat(problems(load(oneAppAnd("HANGAR_FLY_BASE_URL", address))).isEmpty())
                .isEqualTo(forFly);
        assertThat(problems(load(oneAppAnd("HANGAR_PROMETHEUS_URL", address))).isEmpty())
                .isEqualTo(forPrometheus);
        // Whatever is taken here is taken there.
        assertThatCode(onlyWhen(forFly, () -> transport(address).close())).doesNotThrowAnyException();
        assertThatCode(onlyWhen(forPrometheus, () -> endpoint(address))).doesNotThrowAnyException();
    }

    private static ThrowingCallable onlyWhen(boolean condition, ThrowingCallable call) {
        return condition ? call : () -> {};
    }

    private static HttpTransport transport(String address) {
        return new HttpTransport(new dev.hangar.fly.FlySettings(
                URI.create(address),
                FlyToken.of("t"),
                new OrgSlug("acme"),
                Duration.ofSeconds(1),
                InstantSource.system()));
    }

    private static PrometheusEndpoint endpoint(String address) {
        return new PrometheusEndpoint(URI.create(address), Optional.empty(), QueryMethod.POST, Duration.ofSeconds(1));
    }
}
