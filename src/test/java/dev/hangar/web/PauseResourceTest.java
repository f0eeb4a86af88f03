package dev.hangar.web;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/// `/api/pause` over HTTP.
@QuarkusTest
@QuarkusTestResource(value = QuietDaemonResource.class, restrictToAnnotatedClass = true)
class PauseResourceTest {
    private static final String PAUSE = "{\"mode\":\"down\",\"scope\":\"shop-*\",\"for\":\"2h\",\"why\":\"sale\"}";

    private static RequestSpecification operator() {
        return RestAssured.given().header("Authorization", "Bearer " + QuietDaemonResource.TOKEN);
    }

    @Test
    void isAskedForSeenAndEnded() {
        operator()
                .body(PAUSE)
                .put("/api/pause")
                .then()
                .statusCode(200)
                .body("scope", equalTo("shop-*"))
                .body("mode", equalTo("down"))
                .body("why", equalTo("sale"))
                .body("note", containsString("a restart of Hangar forgets it"))
                .body("note", containsString("hangar_pause"));
        RestAssured.get("/api/pause").then().statusCode(200).body("scope", hasItem("shop-*"));
        RestAssured.get("/metrics").then().body(containsString("hangar_paused{mode=\"down\"} 1.0"));

        operator().delete("/api/pause?scope=shop-*").then().statusCode(200).body("scope", equalTo("shop-*"));

        RestAssured.get("/api/pause").then().statusCode(200).body("scope", not(hasItem("shop-*")));
        operator().delete("/api/pause?scope=shop-*").then().statusCode(404).body("error", containsString("shop-*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer wrong", "Basic b3BlcmF0b3I6eA==", "Bearer operators-planted-toke"})
    void staysShutForEverybodyElse(String authorization) {
        for (String method : new String[] {"PUT", "DELETE"}) {
            RequestSpecification request = RestAssured.given().body(PAUSE);
            if (!authorization.isEmpty()) {
                request.header("Authorization", authorization);
            }
            request.request(method, "/api/pause?scope=*")
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", "Bearer")
                    .body("error", containsString("hangar.http.token"))
                    .body(not(containsString(QuietDaemonResource.TOKEN)));
        }
        RestAssured.get("/api/pause").then().body("scope", not(hasItem("shop-*")));
    }

    /// What `curl -d` sends, as the guide shows it.
    @Test
    void readsABodyThatCallsItselfAForm() {
        operator()
                .contentType("application/x-www-form-urlencoded")
                .body("{\"mode\":\"up\",\"scope\":\"form-*\",\"for\":\"2h\"}")
                .put("/api/pause")
                .then()
                .statusCode(200)
                .body("mode", equalTo("up"));
        operator().delete("/api/pause?scope=form-*").then().statusCode(200);
    }

    @Test
    void saysWhatIsWrong() {
        operator()
                .body("{\"mode\":\"down\",\"scope\":\"*\",\"for\":\"8d\"}")
                .put("/api/pause")
                .then()
                .statusCode(400)
                .body("key", equalTo("for"))
                .body("value", equalTo("8d"))
                .body("range", equalTo("1m to 7d, in s, m, h or d"));
        operator().delete("/api/pause").then().statusCode(400).body("key", equalTo("scope"));
        operator().put("/api/pause").then().statusCode(400);
    }

    @Test
    void refusesWhatIsTooLong() {
        operator().body("x".repeat(5_000)).put("/api/pause").then().statusCode(413);
        operator().body("x".repeat(200_000)).put("/api/pause").then().statusCode(413);
    }

    @Test
    void tellsNoOtherPageThatItMayCall() {
        RestAssured.given()
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "PUT")
                .options("/api/pause")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
        operator()
                .header("Origin", "https://evil.example")
                .get("/api/pause")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
    }
}
