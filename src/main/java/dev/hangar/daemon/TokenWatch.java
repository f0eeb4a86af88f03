package dev.hangar.daemon;

import dev.hangar.cli.Assembly;
import dev.hangar.cli.Launch;
import dev.hangar.cli.Safety;
import dev.hangar.config.HangarSettings;
import dev.hangar.config.Mode;
import dev.hangar.control.TokenCheck;
import dev.hangar.model.App;
import dev.hangar.model.AppName;
import dev.hangar.model.SafeText;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/// Says at start what the token covers and whether it fits the mode. Not ready with a token that cannot do what `act`
/// needs; not knowing keeps nobody from anything.
@Readiness
@Singleton
public class TokenWatch implements HealthCheck {
    private static final Logger LOG = Logger.getLogger("hangar.token");

    private final Launch launch;
    private final Assembly assembly;
    private volatile Optional<TokenCheck.Finding> finding = Optional.empty();

    TokenWatch(Launch launch, Assembly assembly) {
        this.launch = launch;
        this.assembly = assembly;
    }

    void start(@Observes StartupEvent event) {
        // Beside the start: an API that does not answer must not hold it up.
        Thread.ofVirtual().name("token-check").start(this::check);
    }

    private void check() {
        HangarSettings settings = launch.settings();
        boolean acting = settings.mode() == Mode.ACT;
        TokenCheck.Finding found = TokenCheck.find(Safety.tokens(settings, launch.clock()), acting, anApp(settings));
        finding = Optional.of(found);
        String words = SafeText.onOneLine(found.words());
        switch (found.weight()) {
            case FINE -> LOG.info(words);
            case TOO_MUCH -> LOG.warn(words);
            case TOO_LITTLE -> LOG.error(words);
        }
    }

    /// One of the apps that are looked after.
    private Optional<AppName> anApp(HangarSettings settings) {
        return settings.apps()
                .names()
                .flatMap(names -> names.stream().findFirst())
                .or(() -> settings.org()
                        .flatMap(org -> assembly.source().apps(org).asOptional())
                        .map(List::stream)
                        .flatMap(apps ->
                                apps.map(App::name).filter(settings::manages).findFirst()));
    }

    @Override
    public HealthCheckResponse call() {
        Optional<String> why = finding.filter(found -> found.weight() == TokenCheck.Weight.TOO_LITTLE)
                .map(TokenCheck.Finding::words)
                .map(SafeText::onOneLine);
        return why.isEmpty()
                ? HealthCheckResponse.up("token")
                : HealthCheckResponse.named("token")
                        .down()
                        .withData("why", why.get())
                        .build();
    }
}
