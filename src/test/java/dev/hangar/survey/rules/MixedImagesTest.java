package dev.hangar.survey.rules;

import dev.hangar.survey.Advice;
import dev.hangar.survey.Advice.Fix;
import dev.hangar.survey.Advice.Worth;
import dev.hangar.testkit.Machines;
import dev.hangar.testkit.Settings;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.hangar.testkit.Machines.T0;
import static dev.hangar.testkit.Machines.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class MixedImagesTest {
    private static final String NEXT = "registry.fly.io/shop:deployment-8";

    /// A version that is no ULID tells no time: then the last update does.
    private static Machines old(String id) {
        return web(id).version("v1").updated(T0.minus(Duration.ofDays(3)));
    }

    private static Machines next(String id) {
        return old(id).image(NEXT).meta("fly_release_version", "8").updated(T0.minus(Duration.ofHours(2)));
    }

    /// Another image in the same release: no sign of a deploy.
    private static Machines byHand(String id, Duration ago) {
        return old(id).image(NEXT).updated(T0.minus(ago));
    }

    @Test
    void differentImages() {
        Advice advice = AppWorld.of(old("a"), next("b"), old("c").stopped())
                .look(new MixedImages())
                .getFirst();

        assertThat(advice.headline()).isEqualTo("3 machines run 2 different images, and no deploy is under way");
        assertThat(advice.evidence())
                .containsExactly(
                        "image registry.fly.io/shop:deployment-7 since 2026-11-16: a, c",
                        "image registry.fly.io/shop:deployment-8 since 2026-11-19: b");
        assertThat(advice.worth()).isEqualTo(new Worth.Risk("which version answers a request is chance"));
        assertThat(advice.fixes()).containsExactly(new Fix.Command("fly deploy --app shop"));
    }

    @Test
    void differentReleasesOfOneImage() {
        Advice advice = AppWorld.of(old("a"), old("b").meta("fly_release_version", "8"))
                .look(new MixedImages())
                .getFirst();

        assertThat(advice.headline()).isEqualTo("2 machines run 2 different releases, and no deploy is under way");
        assertThat(advice.evidence()).containsExactly("release 7 since 2026-11-16: a", "release 8 since 2026-11-16: b");
    }

    static Stream<Arguments> silent() {
        Duration justNow = Duration.ofMinutes(59);
        return Stream.of(
                arguments("one image", AppWorld.of(old("a"), old("b"))),
                arguments("updated by hand within the hour", AppWorld.of(old("a"), byHand("b", justNow))),
                arguments("within the hour", AppWorld.of(old("a"), next("b").updated(T0.minus(justNow)))),
                arguments(
                        "a deploy holds its leases",
                        AppWorld.of(
                                old("a").leasedUntil(T0.plusSeconds(10)),
                                next("b").leasedUntil(T0.plusSeconds(10)))),
                arguments(
                        "a release command is at work",
                        AppWorld.of(
                                old("a"),
                                next("b"),
                                web("c").group("fly_app_release_command").updated(T0.minusSeconds(90)))),
                arguments(
                        "another group may run another one",
                        AppWorld.of(old("a"), next("b").group("worker"))),
                arguments(
                        "a machine of another tool",
                        AppWorld.of(old("a"), next("b").withoutMeta("fly_platform_version"))),
                arguments(
                        "no release is known of one",
                        AppWorld.of(old("a"), old("b").withoutMeta("fly_release_version"))),
                arguments(
                        "no config is known of one",
                        AppWorld.of(old("a"), next("b").withoutConfig())),
                arguments(
                        "left alone",
                        AppWorld.of(old("a"), next("b"))
                                .settings(Settings.usual().ignored())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void silent(String situation, AppWorld world) {
        assertThat(world.look(new MixedImages())).isEmpty();
    }
}
