package dev.hangar.cli;

import dev.hangar.report.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;

/// Asks a running daemon for its last pass. Nothing is sent but the question: no token, since reading needs none.
final class RemoteExplain {
    /// More than the largest explanation, and little enough to hold.
    private static final int MOST_BYTES = 32 << 20;

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    /// The daemon's answer, made harmless to show.
    String read(URI daemon, ExplainTarget target, String format, int width, boolean unicode) throws CliFailure {
        URI address = address(daemon, target, format, width, unicode);
        HttpRequest request = HttpRequest.newBuilder(address).timeout(ANSWER).build();
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            String body = body(answer);
            if (answer.statusCode() == OK) {
                return harmless(body, unicode);
            }
            throw new CliFailure(
                    answer.statusCode() == NOT_FOUND && !body.isBlank()
                            ? SafeText.of(body.strip(), unicode)
                            : "the daemon at " + daemon + " answered with status " + answer.statusCode());
        } catch (ConnectException nobody) {
            throw new CliFailure("no daemon answers at " + daemon
                    + ": does hangar run there, with http.host and http.port" + " as in this address?");
        } catch (HttpTimeoutException late) {
            throw new CliFailure("the daemon at " + daemon + " did not answer in time");
        } catch (IOException e) {
            throw new CliFailure("the daemon at " + daemon + " could not be asked: "
                    + SafeText.of(String.valueOf(e.getMessage()), unicode));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliFailure("interrupted");
        }
    }

    private static URI address(URI daemon, ExplainTarget target, String format, int width, boolean unicode) {
        String base = daemon.toString().replaceAll("/+$", "");
        String part = target.part().map(name -> "/" + encoded(name)).orElse("");
        return URI.create(base + "/api/explain/" + encoded(target.app().value()) + part + "?format=" + format
                + "&width=" + width + "&unicode=" + unicode);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String body(HttpResponse<InputStream> answer) throws IOException {
        try (InputStream in = answer.body()) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
    }

    /// Line by line: whoever answers there may not be a daemon of ours.
    private static String harmless(String body, boolean unicode) {
        return body.lines().map(line -> SafeText.of(line, unicode) + "\n").collect(Collectors.joining());
    }
}
