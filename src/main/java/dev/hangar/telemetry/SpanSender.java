package dev.hangar.telemetry;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// Sends spans to an OpenTelemetry collector: OTLP over HTTP, as JSON, some hundred at a time, on a thread of its own.
/// What cannot be sent is lost, and said once: traces must cost the work nothing.
public final class SpanSender implements Consumer<Span>, AutoCloseable {
    private static final Logger LOG = Logger.getLogger("hangar.traces");
    private static final int MOST_WAITING = 2_048;
    private static final int MOST_AT_ONCE = 512;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final URI address;
    private final SpanJson json;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final BlockingQueue<Span> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread thread;
    private volatile boolean complained;
    private volatile boolean full;

    /// @param collector address in front of `v1/traces`
    public SpanSender(URI collector, SpanJson json) {
        String base = collector.toString();
        this.address = URI.create((base.endsWith("/") ? base : base + "/") + "v1/traces");
        this.json = json;
        this.thread = Thread.ofVirtual().name("traces").start(this::send);
    }

    @Override
    public void accept(Span span) {
        boolean taken = waiting.offer(span);
        if (!taken && !full) {
            LOG.warnf("traces come faster than %s takes them and are lost: %d wait already", address, MOST_WAITING);
        }
        full = !taken;
    }

    private void send() {
        List<Span> batch = new ArrayList<>();
        try {
            while (true) {
                batch.add(waiting.take());
                // Those of the same tick come within a moment.
                TimeUnit.SECONDS.sleep(1);
                waiting.drainTo(batch, MOST_AT_ONCE - batch.size());
                try {
                    post(batch);
                } catch (RuntimeException ours) {
                    // The thread goes on: without it the queue would fill.
                    complain(false, ours.toString());
                }
                batch.clear();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void post(List<Span> batch) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.text(batch)))
                .build();
        CompletableFuture<HttpResponse<Void>> pending = client.sendAsync(request, BodyHandlers.discarding());
        try {
            // The client's own time-out ends with the headers, so a body that drips would never end.
            int status = pending.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS).statusCode();
            complain(status / 100 == 2, "status " + status);
        } catch (ExecutionException e) {
            complain(false, String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            complain(false, "no answer within " + PATIENCE.toSeconds() + " s");
        } finally {
            pending.cancel(true);
        }
    }

    private void complain(boolean fine, String why) {
        if (!fine && !complained) {
            LOG.warnf("traces cannot be sent to %s and are lost: %s", address, why);
        }
        complained = !fine;
    }

    @Override
    public void close() {
        thread.interrupt();
        client.shutdownNow();
    }
}
