package dev.hangar.fly;

import dev.hangar.contract.PropertyContract;
import dev.hangar.control.PropertySource;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The adapter against answers as the official document and the docs show them.
final class StubPropertyTest extends PropertyContract {
    @Override
    protected PropertySource source() {
        return new FlyPropertySource(FakeTransport.settings(), StubPropertyTest::answer, time -> {});
    }

    @Override
    protected PropertySource sourceWithBadToken() {
        return new FlyPropertySource(
                FakeTransport.settings(),
                request -> json(401, "{\"error\":\"Authenticate: token validation error\"}"),
                time -> {});
    }

    private static Transport.Response answer(Transport.Request request) {
        return switch (request.target()) {
            case "/v1/orgs/acme/machines?summary=true&limit=1000" -> json(200, machines(0, 700, "c1"));
            case "/v1/orgs/acme/machines?summary=true&limit=1000&cursor=c1" -> json(200, machines(0, 0, "c+2/="));
            case "/v1/orgs/acme/machines?summary=true&limit=1000&cursor=c%2B2%2F%3D" ->
                json(200, machines(700, MACHINES + 1, ""));
            case "/v1/orgs/acme/volumes?limit=1000" -> json(200, """
                    {"volumes": [{"app_name": "shop", "id": "vol_e4mdd9j5y5y4xyzv", "name": "data",
                       "state": "created", "size_gb": 3, "region": "ams", "zone": "9c2a", "encrypted": true,
                       "attached_machine_id": null, "attached_alloc_id": null, "fstype": "ext4",
                       "created_at": "2026-10-01T10:00:00.123Z", "bytes_used": 805306368, "host_status": "ok"}],
                     "next_cursor": "", "last_volume_id": "vol_e4mdd9j5y5y4xyzv"}
                    """);
            case "/v1/apps/shop/volumes/vol_e4mdd9j5y5y4xyzv/snapshots" -> json(200, """
                    [{"id": "vs_2", "size": 805306368, "digest": "sha256:2", "created_at": "2026-10-03T10:00:00Z",
                      "status": "created", "retention_days": 5, "volume_size": 3221225472},
                     {"id": "vs_1", "size": 805306368, "digest": "sha256:1", "created_at": "2026-10-02T10:00:00Z",
                      "status": "created", "retention_days": 5, "volume_size": 3221225472}]
                    """);
            case "/v1/apps/shop/ip_assignments" -> json(200, """
                    {"ips": [{"ip": "66.241.124.7", "region": "global", "created_at": "2026-10-01T10:00:00Z",
                              "shared": true, "service_name": ""},
                             {"ip": "2a09:8280:1::a:b:0", "region": "global", "created_at": "2026-10-01T10:00:00Z",
                              "shared": false}]}
                    """);
            case "/v1/apps/web/ip_assignments" ->
                json(200, "{\"ips\": [{\"ip\": \"37.16.1.9\", \"region\": \"global\", \"shared\": false}]}");
            case "/v1/apps/idle/ip_assignments" -> json(200, "{\"ips\": null}");
            default -> json(404, "{\"error\":\"Could not find App\"}");
        };
    }

    /// Machines of `shop`, and after its last the one of `web`; the first is told again on the last page, because it
    /// changed meanwhile.
    private static String machines(int from, int to, String cursor) {
        String listed = IntStream.range(from, to)
                .mapToObj(number -> machine(number < MACHINES ? "shop" : "web", number))
                .collect(Collectors.joining(", "));
        String again = cursor.isEmpty() ? ", " + machine("shop", 0) : "";
        return """
                {"machines": [%s%s], "next_cursor": "%s", "error_regions": []}
                """.formatted(listed, again, cursor);
    }

    private static String machine(String app, int number) {
        return """
                {"app_name": "%s", "id": "%014x", "name": "m", "state": "stopped", "region": "ams"}
                """.formatted(app, number + 1);
    }

    private static Transport.Response json(int status, String body) {
        return new Transport.Response(status, Map.of(), body);
    }
}
