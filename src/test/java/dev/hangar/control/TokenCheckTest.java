package dev.hangar.control;

import dev.hangar.model.Answer;
import dev.hangar.model.AppName;
import dev.hangar.model.Failure;
import dev.hangar.model.FailureKind;
import dev.hangar.model.OrgSlug;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TokenCheckTest {
    private static final AppName SHOP = new AppName("shop");

    private final List<AppName> asked = new ArrayList<>();

    private TokenSource source(Answer<List<TokenSource.Covered>> covered, Answer<Boolean> writes) {
        return new TokenSource() {
            @Override
            public Answer<List<Covered>> covered() {
                return covered;
            }

            @Override
            public Answer<Boolean> mayWrite(AppName app) {
                asked.add(app);
                return writes;
            }
        };
    }

    private static Answer<List<TokenSource.Covered>> covers(AppName... apps) {
        return Answer.ok(List.of(new TokenSource.Covered(Optional.of(new OrgSlug("acme")), List.of(apps))));
    }

    @ParameterizedTest(name = "writes {0}, acts {1}: {2}")
    @CsvSource({
        "false, false, FINE,       the token covers every app of acme and can only read",
        "true,  true,  FINE,       the token covers every app of acme and can write",
        "true,  false, TOO_MUCH,   'the token covers every app of acme and can write: observe needs a read-only one, see fly tokens create readonly'",
        "false, true,  TOO_LITTLE, 'the token covers every app of acme and cannot write: act needs one that can, see fly tokens create deploy or org'"
    })
    void theTokenHasToFitTheMode(boolean writes, boolean acts, TokenCheck.Weight weight, String words) {
        TokenCheck.Finding found = TokenCheck.find(source(covers(), Answer.ok(writes)), acts, Optional.of(SHOP));
        assertThat(found).isEqualTo(new TokenCheck.Finding(weight, words));
        assertThat(asked).containsExactly(SHOP);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void whatFlyDoesNotTellIsUnknownAndNothingHangsOnIt(boolean acts) {
        Failure failure = Failure.of(FailureKind.NOT_FOUND, "no such page");
        TokenCheck.Finding found =
                TokenCheck.find(source(Answer.failed(failure), Answer.failed(failure)), acts, Optional.of(SHOP));
        assertThat(found.weight()).isEqualTo(TokenCheck.Weight.FINE);
        assertThat(found.words()).contains("an unknown scope", "whether it can write is unknown", "no such page");
    }

    @Test
    void withoutAnAppTheTokensOwnIsAskedFor() {
        TokenCheck.find(source(covers(SHOP, new AppName("blog")), Answer.ok(true)), true, Optional.empty());
        assertThat(asked).containsExactly(SHOP);
    }

    @Test
    void withoutAnyAppNobodyIsAsked() {
        TokenCheck.Finding found = TokenCheck.find(source(covers(), Answer.ok(false)), true, Optional.empty());
        assertThat(found.weight()).isEqualTo(TokenCheck.Weight.FINE);
        assertThat(found.words()).contains("unknown");
        assertThat(asked).isEmpty();
    }

    @Test
    void severalTokensAreNamedTogether() {
        TokenSource.Covered one = new TokenSource.Covered(Optional.empty(), List.of(SHOP));
        TokenSource.Covered two =
                new TokenSource.Covered(Optional.of(new OrgSlug("acme")), List.of(SHOP, new AppName("blog")));
        assertThat(TokenCheck.find(source(Answer.ok(List.of(one, two)), Answer.ok(true)), true, Optional.of(SHOP))
                        .words())
                .isEqualTo("the token covers the app shop, 2 apps of acme and can write");
    }
}
