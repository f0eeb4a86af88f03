package dev.hangar.fly;

import dev.hangar.model.Answer;
import dev.hangar.model.App;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.Machine;
import dev.hangar.model.OrgSlug;
import dev.hangar.model.SafeText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Texts that somebody wrote in order to do harm where they are shown, as JSON escapes.
class HostileTextTest {
    private static final String HOSTILE =
            "\\u001b[2J\\u009b31m\\r\\nFORGED\\u202e\\u2028\\u0000<b>" + "x".repeat(10_000);

    private final FakeTransport transport = new FakeTransport();

    private static void isHarmless(String text) {
        assertThat(text)
                .doesNotContain("\u001b", "\u009b", "\r", "\n", "\u202e", "\u2028", "\u0000")
                .hasSizeLessThanOrEqualTo(SafeText.MAX_DETAIL);
    }

    @Test
    void everyTextOfAMachineIsCleanAndShort() {
        transport.answers(200, """
                [{"id": "148e", "name": "@", "state": "@", "region": "iad", "instance_id": "@", "host_status": "ok",
                  "created_at": "2026-11-03T04:00:00Z", "updated_at": "2026-11-03T04:00:00Z",
                  "config": {"image": "@", "schedule": "@", "env": {"SECRET": "planted", "PRIMARY_REGION": "@"},
                             "guest": {"cpu_kind": "shared", "cpus": 1, "memory_mb": 256},
                             "metadata": {"fly_process_group": "@", "team": "@", "@": "x"}},
                  "lease": {"owner": "@", "expires_at": 1793678400, "description": "@"},
                  "checks": [{"name": "@", "status": "passing"}],
                  "events": [{"type": "@", "status": "@", "source": "@", "timestamp": 1}]}]
                """.replace("@", HOSTILE));
        Machine machine = transport
                .source()
                .machines(new AppName("shop"))
                .asOptional()
                .orElseThrow()
                .getFirst();

        isHarmless(machine.name());
        isHarmless(machine.stateText());
        isHarmless(machine.version());
        isHarmless(machine.fleet().group().value());
        assertThat(machine.config()).isPresent();
        isHarmless(machine.config().orElseThrow().image());
        assertThat(machine.metadata()).containsOnlyKeys("fly_process_group", "team");
        machine.metadata().values().forEach(HostileTextTest::isHarmless);
        isHarmless(machine.lease().orElseThrow().owner());
        isHarmless(machine.lease().orElseThrow().description());
        machine.checks().forEach(check -> isHarmless(check.name()));
        machine.events().forEach(event -> {
            isHarmless(event.type());
            isHarmless(event.source());
        });
        assertThat(machine.toString()).doesNotContain("planted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc", "a b", "=cmd()", "<b>", "-rf", "a\\nb", "\\u202eb", "a/b", "a?b"})
    void aNameThatFlyCannotHaveGivenIsRefused(String name) {
        transport.answers(200, "[{\"id\": \"" + name + "\", \"state\": \"started\", \"region\": \"iad\"}]");
        assertThat(transport.source().machines(new AppName("shop")).whyFailed().map(Failure::kind))
                .contains(FailureKind.INVALID_ANSWER);

        transport.answers(200, "{\"apps\": [{\"name\": \"" + name + "\"}, {\"name\": \"shop\"}]}");
        Answer<List<App>> apps = transport.source().apps(new OrgSlug("acme"));
        assertThat(apps.asOptional().orElseThrow()).extracting(App::name).containsExactly(new AppName("shop"));
    }

    @Test
    void everyFailureIsOneShortLine() {
        transport.answers(500, "{\"error\": \"" + HOSTILE + "\"}");
        Failure failure =
                transport.source().machines(new AppName("shop")).whyFailed().orElseThrow();
        isHarmless(failure.detail());
    }
}
