package dev.hangar.fly;

import dev.hangar.control.PropertySource.MachineCounts;
import dev.hangar.control.PropertySource.VolumeList;
import dev.hangar.model.Answer;
import dev.hangar.model.AppName;
import dev.hangar.model.FailureKind;
import dev.hangar.model.IpAddress;
import dev.hangar.model.OrgSlug;
import dev.hangar.model.Region;
import dev.hangar.model.Volume;
import dev.hangar.model.VolumeSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class FlyPropertySourceTest {
    private static final OrgSlug ORG = new OrgSlug("acme");
    private static final AppName SHOP = new AppName("shop");

    private final FakeTransport transport = new FakeTransport();

    @Test
    void everyReadIsAGetWithoutABody() {
        FlyPropertySource source = source();

        source.machineCounts(ORG);
        source.volumes(ORG);
        source.snapshots(SHOP, "vol/1");
        source.addresses(SHOP);

        assertThat(transport.requests)
                .extracting(Transport.Request::toString)
                .containsExactly(
                        "GET /v1/orgs/acme/machines?summary=true&limit=1000",
                        "GET /v1/orgs/acme/volumes?limit=1000",
                        "GET /v1/apps/shop/volumes/vol%2F1/snapshots",
                        "GET /v1/apps/shop/ip_assignments");
        assertThat(transport.requests)
                .allSatisfy(request -> assertThat(request.body()).isEmpty());
    }

    @Test
    void entriesThatCannotBeReadHideNoOthersAndAreCounted() {
        transport.answers(200, """
                {"machines": [7, {"id": "1"}, {"app_name": "../etc", "id": "2"}, {"app_name": "shop"},
                              {"app_name": "shop", "id": "3", "state": "destroyed"},
                              {"app_name": "shop", "id": "4", "state": "new-state"}]}
                """);
        transport.answers(200, """
                {"volumes": [{"app_name": "shop", "id": "vol_1", "size_gb": "many"}, {"id": "vol_2", "size_gb": 1},
                             {"app_name": "shop", "id": "vol 3", "size_gb": 1},
                             {"app_name": "shop", "id": "vol_4", "size_gb": 1, "bytes_used": "x",
                              "created_at": "soon"}]}
                """);
        transport.answers(200, """
                [{"id": "vs_1"}, {"id": "vs_2", "created_at": "2026-10-01T10:00:00Z", "size": -1}, null,
                 {"id": "vs_3", "created_at": "2026-10-01T10:00:00Z", "size": 9, "retention_days": -3}]
                """);
        transport.answers(200, """
                {"ips": [{"shared": true}, 4, {"ip": "1.2.3.4\\u001b[2J", "region": "ams"}]}
                """);
        FlyPropertySource source = source();

        MachineCounts counts = source.machineCounts(ORG).asOptional().orElseThrow();
        assertThat(counts.machines()).containsOnly(Map.entry(SHOP, 1));
        assertThat(counts.unreadable()).isEqualTo(4);
        assertThat(counts.isComplete()).isFalse();
        VolumeList volumes = source.volumes(ORG).asOptional().orElseThrow();
        assertThat(volumes.byApp().get(SHOP)).extracting(Volume::id).containsExactly("vol_4");
        assertThat(volumes.unreadable()).isEqualTo(3);
        assertThat(source.snapshots(SHOP, "vol_4").asOptional().orElseThrow())
                .containsExactly(new VolumeSnapshot("vs_3", "vol_4", Instant.parse("2026-10-01T10:00:00Z"), 9, 0));
        assertThat(source.addresses(SHOP).asOptional().orElseThrow())
                .singleElement()
                .returns(true, IpAddress::isDedicatedIpv4)
                .satisfies(address -> assertThat(address.address()).doesNotContain("\u001b"));
    }

    @Test
    void regionsThatFlyCouldNotReadAreNamed() {
        transport.answers(200, """
                {"machines": [], "next_cursor": "a", "error_regions": ["fra"]}
                """);
        transport.answers(200, """
                {"machines": null, "next_cursor": "", "error_regions": ["fra", "gru"]}
                """);

        assertThat(source().machineCounts(ORG).asOptional().orElseThrow().unreadRegions())
                .containsExactly(new Region("fra"), new Region("gru"));
    }

    @Test
    void aCursorThatComesAgainIsAFailure() {
        transport.answers(200, "{\"machines\": [], \"next_cursor\": \"a\"}");
        transport.answers(200, "{\"machines\": [], \"next_cursor\": \"b\"}");
        transport.answers(200, "{\"machines\": [], \"next_cursor\": \"a\"}");

        assertThat(failure(source().machineCounts(ORG))).isEqualTo(FailureKind.INVALID_ANSWER);
        assertThat(transport.requests).hasSize(3);
    }

    @Test
    void aListThatNeverEndsIsAFailure() {
        List<String> asked = new ArrayList<>();
        Transport endless = request -> {
            asked.add(request.target());
            return new Transport.Response(
                    200, Map.of(), "{\"volumes\": [], \"next_cursor\": \"" + asked.size() + "\"}");
        };

        Answer<VolumeList> answer =
                new FlyPropertySource(FakeTransport.settings(new Ticking()), endless, time -> {}).volumes(ORG);

        assertThat(failure(answer)).isEqualTo(FailureKind.INVALID_ANSWER);
        assertThat(asked).hasSize(FlyPropertySource.MOST_PAGES);
    }

    @Test
    void aFailedPageFailsTheWhole() {
        transport.answers(200, "{\"machines\": [], \"next_cursor\": \"a\"}").answers(503, "");

        assertThat(failure(source().machineCounts(ORG))).isEqualTo(FailureKind.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "{\"machines\": 3}", "{}", "{\"items\": []}", "", "{\"machines\": [], \"next_cursor\": 5}"
            })
    void whatIsNoListIsAFailure(String body) {
        transport.answers(200, body);

        assertThat(failure(source().machineCounts(ORG))).isEqualTo(FailureKind.INVALID_ANSWER);
    }

    @ParameterizedTest(name = "Retry-After: {0}")
    @CsvSource({"1, 1", "4, 4", "600, 5", "'', 1", "soon, 1"})
    void aPageThatCameTooSoonIsAskedForOnceMoreAfterTheTimeTold(String told, int seconds) {
        List<Duration> pauses = new ArrayList<>();
        transport.ends(() -> new Transport.Response(429, Map.of("Retry-After", told), "slow down"));
        transport.answers(200, "{\"volumes\": [], \"next_cursor\": \"\"}");

        Answer<VolumeList> answer =
                new FlyPropertySource(FakeTransport.settings(), transport, pauses::add).volumes(ORG);

        assertThat(answer.whyFailed()).isEmpty();
        assertThat(pauses).containsExactly(Duration.ofSeconds(seconds));
        assertThat(transport.requests).hasSize(2);
    }

    @Test
    void aPageThatCameTooSoonTwiceIsAFailure() {
        transport.answers(429, "slow down").answers(429, "slow down");

        assertThat(failure(source().machineCounts(ORG))).isEqualTo(FailureKind.THROTTLED);
        assertThat(transport.requests).hasSize(2);
    }

    @Test
    void pagesBeyondTheBurstAreASecondApart() {
        AtomicLong millis = new AtomicLong(1_800_000_000_000L);
        List<Duration> pauses = new ArrayList<>();
        for (int page = 1; page <= 6; page++) {
            transport.answers(200, "{\"machines\": [], \"next_cursor\": \"" + (page == 6 ? "" : page) + "\"}");
        }

        Answer<MachineCounts> answer = new FlyPropertySource(
                        FakeTransport.settings(() -> Instant.ofEpochMilli(millis.get())), transport, time -> {
                            pauses.add(time);
                            millis.addAndGet(time.toMillis());
                        })
                .machineCounts(ORG);

        assertThat(answer.whyFailed()).isEmpty();
        assertThat(pauses)
                .hasSize(3)
                .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2)));
    }

    private FlyPropertySource source() {
        return new FlyPropertySource(FakeTransport.settings(), transport, time -> {});
    }

    private static FailureKind failure(Answer<?> answer) {
        return answer.whyFailed().orElseThrow().kind();
    }

    /// A second passes with every look at it.
    private static final class Ticking implements InstantSource {
        private Instant now = Instant.parse("2026-11-03T04:05:06Z");

        @Override
        public Instant instant() {
            now = now.plusSeconds(1);
            return now;
        }
    }
}
