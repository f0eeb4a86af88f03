package dev.hangar.web;

import dev.hangar.config.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class OperatorTokenTest {
    @ParameterizedTest(name = "configured {0}, sent {1}: {2}")
    @CsvSource(
            nullValues = "none",
            value = {
                "none, none, OFF",
                "none, Bearer s3cret, OFF",
                "none, 'Bearer ', OFF",
                "s3cret, Bearer s3cret, ALLOWED",
                "s3cret, bearer s3cret, ALLOWED",
                "s3cret, none, WRONG",
                "s3cret, '', WRONG",
                "s3cret, s3cret, WRONG",
                "s3cret, 'Bearer ', WRONG",
                "s3cret, Bearer s3cre, WRONG",
                "s3cret, Bearer s3crets, WRONG",
                "s3cret, Bearer S3CRET, WRONG",
                "s3cret, Basic s3cret, WRONG"
            })
    void onlyTheTokenItselfOpens(@Nullable String configured, @Nullable String sent, OperatorToken.Verdict verdict) {
        OperatorToken token = new OperatorToken(Optional.ofNullable(configured).map(Secret::new));
        assertThat(token.judge(sent)).isEqualTo(verdict);
    }
}
