package dev.hangar.fly;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

final class AffinityCookiesTest {
    private static final String SHOP = "https://api.machines.dev/v1/apps/shop";

    private final AffinityCookies cookies = new AffinityCookies();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=1; Path=/v1/apps/shop        | https://api.machines.dev/v1/apps/shop               | a=1",
                "a=1; Path=/v1/apps/shop/       | https://api.machines.dev/v1/apps/shop/machines?x=/y | a=1",
                "a=1; Path=/v1/apps/shop        | https://api.machines.dev/v1/apps/shop2              | ''",
                "a=1; Path=/v1/apps/shop        | https://api.machines.dev/v1/apps                    | ''",
                "a=1; Path=/                    | https://api.machines.dev/v1/orgs/acme/machines      | a=1",
                "a=1                            | https://api.machines.dev/v1/apps/other              | a=1",
                "a=1                            | https://api.machines.dev/v1/orgs                    | ''",
                "a=1; Path=/; Max-Age=0         | https://api.machines.dev/                           | ''",
                "a=1; Path=/; Secure            | https://api.machines.dev/                           | a=1",
                "a=1; Path=/; Secure            | http://api.machines.dev/                            | ''",
                "a=1; Path=/; Domain=evil.test  | https://api.machines.dev/                           | ''",
                "a=1; Path=/; Domain=machines.dev | https://api.machines.dev/                         | a=1",
                "no cookie                      | https://api.machines.dev/v1/apps/shop               | ''",
            })
    void aCookieGoesBackWhereItIsFor(String set, String to, String sent) {
        set(set);

        assertThat(sent(to)).isEqualTo(sent);
    }

    @Test
    void aNewValueReplacesTheOldAndAnExpiredOneRemovesIt() {
        set("a=1; Path=/v1/apps/shop");
        set("a=2; Path=/v1/apps/shop");
        assertThat(sent(SHOP)).isEqualTo("a=2");

        set("a=2; Path=/v1/apps/shop; Max-Age=0");
        assertThat(sent(SHOP)).isEmpty();
    }

    @Test
    void manyAndLongCookiesAreNotKept() {
        for (int number = 0; number < 100; number++) {
            set("c" + number + "=1; Path=/");
        }
        set("long=" + "x".repeat(10_000) + "; Path=/v1");

        assertThat(sent(SHOP).split("; ", -1)).hasSizeLessThanOrEqualTo(8);
    }

    private void set(String value) {
        cookies.put(URI.create(SHOP), Map.of("set-cookie", List.of(value)));
    }

    private String sent(String to) {
        return String.join("; ", cookies.get(URI.create(to), Map.of()).getOrDefault("Cookie", List.of()));
    }
}
