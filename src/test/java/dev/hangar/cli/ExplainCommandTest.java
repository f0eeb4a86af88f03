package dev.hangar.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hangar.config.EffectiveSetting;
import dev.hangar.control.Explainer;
import dev.hangar.control.PassRecord;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.policy.PolicyEngine;
import dev.hangar.report.ExplainReport;
import dev.hangar.report.Explained;
import dev.hangar.report.Problem;
import dev.hangar.report.Report;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Passes;
import dev.hangar.testkit.Prices;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ExplainCommandTest {
    private final TestConsole test = TestConsole.pipe();
    private final List<ExplainTarget> asked = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private final List<Problem> unread = new ArrayList<>();

    @Test
    void explainsAnApp() {
        assertThat(run(test, "shop")).isZero();

        assertThat(test.out().toString())
                .startsWith("shop/app  ")
                .contains("A fresh pass", "Guards", "Who would go to sleep first")
                .doesNotContain("\u001b");
        assertThat(test.err().toString()).isEmpty();
        assertThat(asked).extracting(ExplainTarget::toString).containsExactly("shop");
    }

    @Test
    void saysBesideItWhyASignalIsAbsent() {
        unread.add(new Problem(
                "signal proxy-concurrency", Failure.of(FailureKind.UNAVAILABLE, "connection refused\u001b[2J")));

        assertThat(run(test, "shop")).isZero();

        assertThat(test.out().toString()).startsWith("shop/app  ");
        assertThat(test.err().toString())
                .isEqualToNormalizingNewlines("hangar: signal proxy-concurrency could not be read: UNAVAILABLE:"
                        + " connection refused<U+001B>[2J\n");
    }

    @Test
    void explainsOneMachine() {
        assertThat(run(test, "shop/a")).isZero();

        assertThat(test.out().toString()).contains("Machine a (", "To change: ", "Last events");
    }

    @Test
    void explainsAsJson() {
        assertThat(run(test, "shop", "--format", "json")).isZero();

        assertThat(test.out().toString()).startsWith("{\n  \"version\" : 1,").endsWith("}\n");
    }

    @Test
    void keepsToTheWidthOfTheTerminalAndColorsIt() {
        TestConsole narrow = TestConsole.terminal(Map.of("COLUMNS", "60"));

        run(narrow, "shop");

        assertThat(narrow.out().toString()).contains("\u001b[1m");
        assertThat(narrow.out().toString().replaceAll("\u001b\\[[0-9]*m", "").lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
    }

    @Test
    void namesTheNearestMachine() {
        assertThat(run(test, "shop/aa")).isEqualTo(1);

        assertThat(test.out().toString()).isEmpty();
        assertThat(test.err().toString())
                .isEqualToNormalizingNewlines(
                        "hangar: app shop has no machine and no process group aa; did you mean a or app or b?\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"shop/a/b", "/a", "shop/", " ", "shop --url ftp://x", "shop --url nonsense", "shop --format xml"
            })
    void refusesWhatIsNoTarget(String arguments) {
        assertThat(run(test, arguments.equals(" ") ? new String[] {" "} : arguments.split(" ", -1)))
                .isEqualTo(2);

        assertThat(asked).isEmpty();
        assertThat(test.err().toString()).startsWith("hangar: ");
    }

    @Test
    void asksADaemonForItsLastPass() throws IOException {
        HttpServer daemon = daemon(200, "storefront/app\u001b[2J\nsecond line\n");
        try {
            assertThat(run(test, "store front/a", "--url", address(daemon) + "/", "--width", "90"))
                    .isZero();
        } finally {
            daemon.stop(0);
        }

        assertThat(requests).containsExactly("/api/explain/store%20front/a?format=text&width=90&unicode=true");
        assertThat(test.out().toString()).isEqualTo("storefront/app<U+001B>[2J\nsecond line\n");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 500})
    void saysWhatADaemonCouldNot(int status) throws IOException {
        HttpServer daemon = daemon(status, "no pass of an app x yet");
        try {
            assertThat(run(test, "x", "--url", address(daemon))).isEqualTo(1);
        } finally {
            daemon.stop(0);
        }

        assertThat(test.err().toString())
                .startsWith("hangar: ")
                .contains(status == 404 ? "no pass of an app x yet" : "answered with status 500");
    }

    @Test
    void saysThatNoDaemonListens() {
        // Port 1 is reserved and nobody listens there.
        assertThat(run(test, "x", "--url", "http://127.0.0.1:1")).isEqualTo(1);

        assertThat(test.err().toString()).contains("no daemon answers at http://127.0.0.1:1");
    }

    private HttpServer daemon(int status, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, status, body));
        server.start();
        return server;
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        requests.add(exchange.getRequestURI().toString());
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private int run(TestConsole console, String... options) {
        ExplainSource source = (config, target, problems) -> {
            asked.add(target);
            unread.forEach(problems);
            return report();
        };
        String[] arguments =
                Stream.concat(Stream.of("explain"), Stream.of(options)).toArray(String[]::new);
        return new CommandFactory(console.console(), (request, progress) -> {
                    throw new CliFailure("nobody asked for a report");
                })
                .with(top -> new ExplainCommand(console.console(), top, source))
                .execute(arguments);
    }

    private static ExplainReport report() {
        PassRecord.Decided pass = Passes.quiet();
        Explained one = new Explained(
                new Explainer(new PolicyEngine(Prices.BOOK), Duration.ofSeconds(15))
                        .explain(pass, at -> pass.evaluation().basis().settings(), List.of()),
                List.of(new EffectiveSetting("policy.step-up", "10", "default")),
                Optional.empty());
        return new ExplainReport(
                new ExplainReport.Header(
                        Machines.T0,
                        ExplainReport.Source.FRESH,
                        Report.Mode.OBSERVE,
                        dev.hangar.report.Prices.of(Prices.LIST, Machines.T0)),
                List.of(one),
                Optional.empty());
    }
}
