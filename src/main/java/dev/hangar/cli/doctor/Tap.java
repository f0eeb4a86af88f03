package dev.hangar.cli.doctor;

import dev.hangar.fly.Transport;
import dev.hangar.prometheus.QueryTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Listens on a wire: keeps what the adapters do not pass on, which is how an exchange broke, how long it took and what
/// time the other side has.
final class Tap {
    private static final int NANOS_PER_MILLI = 1_000_000;

    private final InstantSource clock;
    private final Server server;
    private @Nullable Trouble trouble;
    private @Nullable Duration ahead;
    private @Nullable Duration fastest;

    Tap(InstantSource clock, Server server) {
        this.clock = clock;
        this.server = server;
    }

    Transport onCalls(Transport wire) {
        return request -> {
            Instant before = clock.instant();
            long began = System.nanoTime();
            try {
                Transport.Response answer = wire.send(request);
                answered(before, began, answer.header("date"));
                complained(answer.status(), answer.body());
                return answer;
            } catch (IOException e) {
                broken(e);
                throw e;
            }
        };
    }

    QueryTransport onQueries(QueryTransport wire) {
        return new QueryTransport() {
            @Override
            public Response send(Request request) throws IOException, InterruptedException {
                Instant before = clock.instant();
                long began = System.nanoTime();
                try {
                    Response answer = wire.send(request);
                    answered(before, began, Optional.ofNullable(answer.headers().get("date")));
                    if (answer.status() == 400) {
                        complained(answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
                    }
                    return answer;
                } catch (IOException e) {
                    broken(e);
                    throw e;
                }
            }

            @Override
            public void close() {
                wire.close();
            }
        };
    }

    private synchronized void broken(IOException problem) {
        trouble = Trouble.of(problem, server);
    }

    private synchronized void complained(int status, String body) {
        if (server.isPlain() && Trouble.complainsOfPlainHttp(status, body)) {
            trouble = Trouble.plainToTls(server);
        }
    }

    private synchronized void answered(Instant before, long began, Optional<String> date) {
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        fastest = fastest == null || took.compareTo(fastest) < 0 ? took : fastest;
        date.flatMap(Tap::time)
                .ifPresent(theirs -> ahead = smaller(ahead, difference(theirs, before, clock.instant())));
    }

    /// How far the other clock is ahead of ours. Theirs is cut to the second, and was read somewhere between sending
    /// and
    /// receiving: what fits in there is no difference.
    private static Duration difference(Instant theirs, Instant sent, Instant received) {
        if (theirs.isAfter(received)) {
            return Duration.between(received, theirs);
        }
        Instant latest = theirs.plusSeconds(1);
        return latest.isBefore(sent) ? Duration.between(sent, latest) : Duration.ZERO;
    }

    private static Duration smaller(@Nullable Duration one, Duration other) {
        return one == null || other.abs().compareTo(one.abs()) < 0 ? other : one;
    }

    private static Optional<Instant> time(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    Server server() {
        return server;
    }

    /// Why the last exchange that broke did; empty when none did.
    synchronized Optional<Trouble> trouble() {
        return Optional.ofNullable(trouble);
    }

    /// How far the other clock is ahead of ours; negative when it is behind. Empty when no answer told the time.
    synchronized Optional<Duration> ahead() {
        return Optional.ofNullable(ahead);
    }

    /// `answers in 38 ms`, of the fastest exchange.
    synchronized String speed() {
        return fastest == null ? "answers" : "answers in " + fastest.toNanos() / NANOS_PER_MILLI + " ms";
    }
}
