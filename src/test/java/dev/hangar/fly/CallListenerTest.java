package dev.hangar.fly;

import dev.hangar.model.AppName;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CallListenerTest {
    private final FakeTransport transport = new FakeTransport();
    private final List<String> heard = new ArrayList<>();
    private final FlyMachineSource source = new FlyMachineSource(
            FakeTransport.settings().heardBy((action, code, took) -> {
                assertThat(took.isNegative()).isFalse();
                heard.add(action + " " + code);
            }),
            transport);

    @Test
    void everyCallIsHeardOfOnceByWhatBecameOfIt() {
        transport.answers(200, "[]").answers(429, "").answers(401, "");
        source.machines(new AppName("a"));
        source.machines(new AppName("b"));
        source.app(new AppName("c"));

        assertThat(heard).containsExactly("list-machines 200", "list-machines 429", "get-app 401");
    }

    @Test
    void whatDoesNotArriveHasAWordOfItsOwn() {
        transport
                .ends(() -> {
                    throw new HttpTimeoutException("no answer");
                })
                .ends(() -> {
                    throw new ConnectException("refused");
                })
                .ends(() -> {
                    throw new IOException("broken off");
                });
        source.machines(new AppName("a"));
        source.machines(new AppName("b"));
        source.machines(new AppName("c"));

        assertThat(heard)
                .containsExactly("list-machines timeout", "list-machines unreachable", "list-machines unreachable");
    }

    @Test
    void ourOwnLimitIsHeardOfThoughNothingWasSent() {
        for (int call = 0; call < 4; call++) {
            source.machines(new AppName("a"));
        }

        assertThat(transport.requests).hasSize(3);
        assertThat(heard).hasSize(4).last().isEqualTo("list-machines limited");
    }

    @Test
    void everyActionHasAWord() {
        assertThat(CallListener.ACTIONS)
                .doesNotHaveDuplicates()
                .contains("list-machines", "suspend", "put-metadata")
                .allMatch(word -> word.matches("[a-z]+(-[a-z]+)*"));
    }
}
