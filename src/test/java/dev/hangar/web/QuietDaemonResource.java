package dev.hangar.web;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A daemon in dry run that reaches nobody: port 1 is reserved, and nobody listens there.
public final class QuietDaemonResource implements QuarkusTestResourceLifecycleManager {
    static final String TOKEN = "operators-planted-token";

    private Path file = Path.of("");

    @Override
    public Map<String, String> start() {
        try {
            file = Files.createTempFile("hangar-web", ".yaml");
            Files.writeString(file, """
                    hangar:
                      org: acme
                      interval: 5m
                      fly: {token: fm2_planted, base-url: "http://127.0.0.1:1"}
                      prometheus: {url: "http://127.0.0.1:1/"}
                      http: {token: %s}
                    """.formatted(TOKEN));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.setProperty("hangar.config", file.toString());
        return Map.of("quarkus.http.test-port", "0");
    }

    @Override
    public void stop() {
        System.clearProperty("hangar.config");
        file.toFile().delete();
    }
}
