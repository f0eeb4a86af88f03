package dev.hangar.fly;

import dev.hangar.model.Answer;
import dev.hangar.model.App;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.Lease;
import dev.hangar.model.Machine;
import dev.hangar.model.MachineId;
import dev.hangar.model.MachineRef;
import dev.hangar.model.MachineState;
import dev.hangar.model.OrgSlug;
import dev.hangar.model.Volume;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

final class FlyMachineSourceTest {
    private static final MachineRef MACHINE = FakeTransport.MACHINE;

    @Test
    void aListingIsReadAnewOnlyWhenItDiffers() {
        String one = "[{\"id\":\"148ed599c14189\",\"state\":\"started\",\"region\":\"ams\"}]";
        String other = one.replace("started", "stopped");
        FakeTransport transport = new FakeTransport()
                .answers(200, one)
                .answers(200, new String(one.toCharArray()))
                .answers(200, other)
                .answers(500, "")
                .answers(200, one);
        // Time goes on, or the rate limit would stop us.
        InstantSource clock = new InstantSource() {
            private Instant now = Instant.EPOCH;

            @Override
            public Instant instant() {
                now = now.plusSeconds(15);
                return now;
            }
        };
        FlyMachineSource source = new FlyMachineSource(FakeTransport.settings(clock), transport);
        AppName app = MACHINE.app();

        List<Machine> first = machines(source.machines(app));
        assertThat(machines(source.machines(app))).isSameAs(first);
        assertThat(machines(source.machines(app)))
                .singleElement()
                .satisfies(machine -> assertThat(machine.stateText()).isEqualTo("stopped"));
        assertThat(source.machines(app).whyFailed()).isPresent();
        assertThat(machines(source.machines(app))).isEqualTo(first);
    }

    @Test
    void theSameListingOfAnotherAppIsThatAppsOwn() {
        String body = "[{\"id\":\"148ed599c14189\",\"state\":\"started\",\"region\":\"ams\"}]";
        FakeTransport transport = new FakeTransport().answers(200, body).answers(200, body);
        FlyMachineSource source = transport.source();

        source.machines(new AppName("shop"));
        assertThat(machines(source.machines(new AppName("blog"))))
                .singleElement()
                .satisfies(machine -> assertThat(machine.fleet().app().value()).isEqualTo("blog"));
    }

    private static List<Machine> machines(Answer<List<Machine>> answer) {
        return switch (answer) {
            case Answer.Ok<List<Machine>>(List<Machine> machines) -> machines;
            case Answer.Failed<List<Machine>>(Failure failure) -> throw new AssertionError(failure);
        };
    }

    @Test
    void everyReadIsAGetWithoutABody() {
        FakeTransport transport = new FakeTransport();
        FlyMachineSource source = transport.source();

        source.apps(new OrgSlug("acme"));
        source.app(MACHINE.app());
        source.machines(MACHINE.app());
        source.machine(MACHINE);
        source.lease(MACHINE);
        source.events(MACHINE, 20);
        source.volumes(MACHINE.app());
        source.await(MACHINE, MachineState.STOPPED, "01K9", Duration.ofMillis(2_900));

        assertThat(transport.requests)
                .extracting(Transport.Request::toString)
                .containsExactly(
                        "GET /v1/apps?org_slug=acme",
                        "GET /v1/apps/shop",
                        "GET /v1/apps/shop/machines?include_leases=true",
                        "GET /v1/apps/shop/machines/148ed599c14189?include_leases=true",
                        "GET /v1/apps/shop/machines/148ed599c14189/lease",
                        "GET /v1/apps/shop/machines/148ed599c14189/events?limit=20",
                        "GET /v1/apps/shop/volumes",
                        "GET /v1/apps/shop/machines/148ed599c14189/wait?state=stopped&timeout=2&version=01K9");
        assertThat(transport.requests).allSatisfy(request -> {
            assertThat(request.body()).isEmpty();
            assertThat(request.headers()).containsEntry("Authorization", "FlyV1 " + FakeTransport.TOKEN);
        });
    }

    @Test
    void theReadSideHoldsNothingThatCouldWrite() {
        List<Class<?>> fields = Arrays.stream(FlyMachineSource.class.getDeclaredFields())
                .<Class<?>>map(Field::getType)
                .toList();

        assertThat(fields).contains(ReadClient.class).doesNotContain(Transport.class, WriteClient.class, Caller.class);
        assertThat(Arrays.stream(ReadClient.class.getDeclaredMethods())
                        .filter(method -> !method.isSynthetic())
                        .map(Method::getName))
                .containsOnly("get", "mayCall");
    }

    @Test
    void aWaitHasTheServersTimeOnTopOfItsOwn() {
        FakeTransport transport = new FakeTransport();

        transport.source().await(MACHINE, MachineState.STARTED, "", Duration.ofSeconds(60));

        assertThat(transport.onlyRequest().timeout()).isEqualTo(Duration.ofSeconds(70));
        assertThat(transport.onlyRequest().target()).endsWith("/wait?state=started&timeout=60");
    }

    @Test
    void aWaitTellsTheStateReached() {
        Answer<MachineState> answer = new FakeTransport()
                .answers(200, "{\"ok\":true,\"state\":\"stopped\",\"version\":\"01K9\",\"event_id\":\"1\"}")
                .source()
                .await(MACHINE, MachineState.SUSPENDED, "01K9", Duration.ofSeconds(5));

        assertThat(answer.asOptional()).contains(MachineState.STOPPED);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 999, 60_001})
    void aPatienceThatFlyDoesNotTakeIsABug(long millis) {
        FlyMachineSource source = new FakeTransport().source();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> source.await(MACHINE, MachineState.STARTED, "", Duration.ofMillis(millis)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 51})
    void aLimitThatFlyDoesNotTakeIsABug(int limit) {
        FlyMachineSource source = new FakeTransport().source();

        assertThatIllegalArgumentException().isThrownBy(() -> source.events(MACHINE, limit));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"success\",\"data\":{\"owner\":\"a@b\",\"expires_at\":1793592319,\"description\":\"d\"}}",
                "{\"owner\":\"a@b\",\"expires_at\":1793592319,\"description\":\"d\",\"nonce\":\"n\"}"
            })
    void aLeaseIsReadBareAndWrapped(String body) {
        assertThat(new FakeTransport()
                        .answers(200, body)
                        .source()
                        .lease(MACHINE)
                        .asOptional())
                .contains(Optional.of(new Lease("a@b", Instant.ofEpochSecond(1_793_592_319), "d")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"status\":\"success\",\"data\":null}", "[]"})
    void anAnswerWithoutALeaseIsNotAFreeMachine(String body) {
        assertThat(new FakeTransport()
                        .answers(200, body)
                        .source()
                        .lease(MACHINE)
                        .whyFailed()
                        .map(Failure::kind))
                .contains(FailureKind.INVALID_ANSWER);
    }

    @ParameterizedTest
    @CsvSource({"lease not found,true", "not found,true", "machine not found,false", "Could not find App,false"})
    void noLeaseAndNoMachineAreToldApart(String error, boolean free) {
        Answer<Optional<Lease>> answer = new FakeTransport()
                .answers(404, "{\"error\":\"" + error + "\"}")
                .source()
                .lease(MACHINE);

        assertThat(answer.asOptional().isPresent()).isEqualTo(free);
        assertThat(answer.whyFailed().map(Failure::kind).orElse(FailureKind.NOT_FOUND))
                .isEqualTo(FailureKind.NOT_FOUND);
    }

    @Test
    void appsKeepTheirOwnerAndRole() {
        String body = """
                {"total_apps": 3, "apps": [
                  {"name": "web", "status": "deployed", "organization": {"slug": "other"}},
                  {"name": "pg", "status": "pending", "app_role": "postgres_cluster"},
                  {"name": "builder", "role": {"name": "remote-docker-builder"}, "organization": null}]}
                """;

        assertThat(new FakeTransport()
                        .answers(200, body)
                        .source()
                        .apps(new OrgSlug("acme"))
                        .asOptional())
                .contains(List.of(
                        app("builder", "acme", "", Optional.of("remote-docker-builder")),
                        app("pg", "acme", "pending", Optional.of("postgres_cluster")),
                        app("web", "other", "deployed", Optional.empty())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"total_apps":0,"apps":null} | true
        {"total_apps":0,"apps":[]}   | true
        {"total_apps":2,"apps":null} | false
        {}                           | false
        {"apps":[{"id":"nameless"}]} | false
        """)
    void onlyAnEmptyListIsNoApps(String body, boolean understood) {
        Answer<List<App>> answer =
                new FakeTransport().answers(200, body).source().apps(new OrgSlug("acme"));

        assertThat(answer.asOptional().isPresent()).isEqualTo(understood);
    }

    @Test
    void volumesAreSortedAndKnowTheirMachine() {
        String body = """
                [{"id": "vol_b", "name": "data", "state": "created", "size_gb": 3, "region": "ams",
                  "attached_machine_id": "148ed599c14189"},
                 {"id": "vol_a", "name": "old", "state": "pending_destroy", "size_gb": 1, "region": "",
                  "attached_machine_id": null}]
                """;

        List<Volume> volumes = new FakeTransport()
                .answers(200, body)
                .source()
                .volumes(MACHINE.app())
                .asOptional()
                .orElseThrow();

        assertThat(volumes).extracting(Volume::id).containsExactly("vol_a", "vol_b");
        assertThat(volumes)
                .extracting(Volume::attachedTo)
                .containsExactly(Optional.empty(), Optional.of(new MachineId("148ed599c14189")));
    }

    @Test
    void anAnswerAboutAnotherMachineIsRefused() {
        assertThat(new FakeTransport()
                        .answers(200, "{\"id\":\"2866d9f4b45558\",\"state\":\"stopped\"}")
                        .source()
                        .machine(MACHINE)
                        .whyFailed()
                        .map(Failure::kind))
                .contains(FailureKind.INVALID_ANSWER);
    }

    private static App app(String name, String org, String status, Optional<String> role) {
        return new App(new AppName(name), new OrgSlug(org), status, role);
    }
}
