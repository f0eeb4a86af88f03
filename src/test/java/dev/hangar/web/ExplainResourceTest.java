package dev.hangar.web;

import dev.hangar.testkit.Passes;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

/// `/api/explain` over HTTP.
@QuarkusTest
@QuarkusTestResource(value = QuietDaemonResource.class, restrictToAnnotatedClass = true)
class ExplainResourceTest {
    @Inject
    Journal journal;

    @BeforeEach
    void aPassWasMade() {
        journal.record(Passes.quiet());
    }

    private static ValidatableResponse get(String path) {
        return RestAssured.get(path).then();
    }

    @Test
    void explainsTheLastPassOfAnApp() {
        get("/api/explain/shop")
                .statusCode(200)
                .contentType(startsWith("text/plain"))
                .body(startsWith("shop/app  "))
                .body(containsString("The daemon's last pass, at 2026-11-19 07:43:17 UTC"))
                .body(containsString("Policy in force"));
    }

    @Test
    void explainsAGroupAndAMachine() {
        get("/api/explain/shop/app").statusCode(200).body(startsWith("shop/app  "));
        get("/api/explain/shop/a?width=60&unicode=false").statusCode(200).body(containsString("Machine a ("));
    }

    @Test
    void speaksJsonWhenAsked() {
        get("/api/explain/shop/a?format=json")
                .statusCode(200)
                .contentType("application/json")
                .body("version", equalTo(1))
                .body("machine", equalTo("a"))
                .body("fleets[0].fleet", equalTo("shop/app"))
                .body("fleets[0].unread", nullValue());
    }

    @Test
    void namesWhatIsNear() {
        get("/api/explain/shopp").statusCode(404).body(containsString("did you mean shop?"));
        get("/api/explain/shop/appp").statusCode(404).body(containsString("did you mean app?"));
    }

    @Test
    void saysNoSecret() {
        get("/api/explain/shop?format=json").body(not(containsString("planted")));
    }
}
