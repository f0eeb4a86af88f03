package dev.hangar.cli.doctor;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TokenFormTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "fm2_abcdef                  | MACAROON | FlyV1  | ",
                "FlyV1 fm2_abcdef,fm2_ghijkl | MACAROON | FlyV1  | ",
                "Bearer FlyV1 fm1r_abcdef    | MACAROON | FlyV1  | ",
                "fo1_abcdef                  | PERSONAL | Bearer | ",
                "Bearer abcdefgh             | OTHER    | Bearer | ",
                "\"fm2_abcdef\"              | OTHER    | Bearer | quotes",
                "'FlyV1 fm2_abcdef'          | OTHER    | Bearer | quotes",
                "FlyV1                       | MACAROON | FlyV1  | the word flyv1 and no token",
                "fm2_abc def                 | MACAROON | FlyV1  | blanks",
                "${FLY_API_TOKEN}            | OTHER    | Bearer | placeholder",
                "fm2_replace-me              | MACAROON | FlyV1  | placeholder",
                "<your token>                | OTHER    | Bearer | placeholder"
            })
    void tellsWhatATokenLooksLike(String text, TokenForm.Kind kind, String scheme, String flaw) {
        TokenForm form = TokenForm.of(text);

        assertThat(form.kind()).isEqualTo(kind);
        assertThat(form.scheme()).isEqualTo(scheme);
        if (flaw == null) {
            assertThat(form.flaw()).isEmpty();
        } else {
            assertThat(form.flaw().orElse("")).contains(flaw);
        }
        assertThat(form.words() + form.flaw()).doesNotContain("abcdef");
    }

    @Test
    void knowsEveryPartThatMustStaySecret() {
        List<String> parts = TokenForm.of("FlyV1 fm2_abcdef, 'PLANTEDsecond'").parts();

        Notes notes = new Notes(parts);
        notes.fail(Cause.API_ERROR, "Machines API", "said PLANTEDsecond and fm2_abcdef", "not PLANTEDsecond again");
        notes.skip("apps", "of PLANTEDsecond");

        assertThat(notes.list().toString()).contains("said").doesNotContain("PLANTED", "fm2_abcdef");
    }
}
