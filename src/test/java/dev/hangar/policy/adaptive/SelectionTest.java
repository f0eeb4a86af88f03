package dev.hangar.policy.adaptive;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Which rule is followed, from ledgers made by hand: 100,000 requests in a day, of which 1 % may be late and
/// 900 are planned with.
class SelectionTest {
    private static final Goal ONE_PERCENT = Goal.of(0.01);

    /// Three rules that matter: cheap and late, dearer and in time, dear and never late.
    private static final int CHEAP = 3;
    private static final int MIDDLE = 20;
    private static final int DEAR = 60;

    /// The rule of the last base keeps its machine for good: there is no doubt about it.
    private static final int ALWAYS = 3 * RuleFamily.PLAIN;

    /// Every rule costs 90 machines a slot and makes nobody late, until a test says otherwise.
    private static Ledger day(double requests) {
        Ledger day = new Ledger();
        Ledger slot = Ledger.ofSlot(requests);
        slot.add(day);
        for (int i = 1; i < 240; i++) {
            Ledger next = Ledger.ofSlot(0);
            next.add(slot);
            slot = next;
        }
        for (int rule = 0; rule < RuleFamily.RULES; rule++) {
            slot.book(rule, 90, 0, 0);
        }
        return slot;
    }

    private static Ledger day() {
        return day(100_000 / Math.pow(Ledger.KEPT, 239));
    }

    private static Ledger three(float cheapIsLate, float middleIsLate) {
        Ledger day = day();
        day.book(CHEAP, 10, 0, cheapIsLate);
        day.book(MIDDLE, 20, 0, middleIsLate);
        day.book(DEAR, 30, 0, 0);
        return day;
    }

    private static Ledger followed(Ledger ledger, float late) {
        ledger.bookFollowed(late);
        return ledger;
    }

    private static int choice(Ledger ledger, Goal goal) {
        return new Selection(ledger, goal, 1).choose();
    }

    /// Without room for a turn of what is cheaper: what was followed used up all that may be used.
    @ParameterizedTest
    @CsvSource({
        "899, 10, 3",
        "900, 10, 20",
        "5000, 899, 20",
        "5000, 900, 60",
    })
    void theCheapestThatKeepsNineTenthsOfTheShare(float cheapIsLate, float middleIsLate, int chosen) {
        assertThat(choice(followed(three(cheapIsLate, middleIsLate), 899.9f), ONE_PERCENT))
                .isEqualTo(chosen);
    }

    /// A turn of a quarter of an hour of what would be late 5,000 times an hour costs 1,250 of the 900.
    @ParameterizedTest
    @CsvSource({"1500, 0, 3", "1500, 500, 3", "1500, 750, 20", "5000, 0, 20", "5000, 899, 20"})
    void whileThereIsRoomWhatIsCheaperTakesTurns(float cheapIsLate, float followedIsLate, int chosen) {
        assertThat(choice(followed(three(cheapIsLate, 0), followedIsLate), ONE_PERCENT))
                .isEqualTo(chosen);
    }

    /// What is over comes off by half, down to a twentieth.
    @ParameterizedTest
    @CsvSource({"500, 900, 3", "500, 1690, 3", "500, 1710, 20", "100, 2400, 3", "100, 2600, 20", "40, 90000, 3"})
    void overTheBudgetTheLimitIsTighter(float cheapIsLate, float followedIsLate, int chosen) {
        assertThat(choice(followed(three(cheapIsLate, 0), followedIsLate), ONE_PERCENT))
                .isEqualTo(chosen);
    }

    /// Within a twentieth of the least late, the cheapest.
    @ParameterizedTest
    @CsvSource({"2080, 2000, 3", "2120, 2000, 20", "2120, 2200, 3"})
    void whereNobodyKeepsTheShareNearnessCounts(float cheapIsLate, float middleIsLate, int chosen) {
        Ledger ledger = day();
        for (int rule = 0; rule < RuleFamily.RULES; rule++) {
            ledger.book(rule, 90, 0, 4_000);
        }
        ledger.book(CHEAP, 10, 0, cheapIsLate);
        ledger.book(MIDDLE, 20, 0, middleIsLate);

        assertThat(choice(ledger, ONE_PERCENT)).isEqualTo(chosen);
    }

    /// From 10 machines (2,000 late) over 20 (1,000 late) to 30 (nobody): 150 s of a slot for each 1,000.
    @ParameterizedTest
    @CsvSource({"149, 3", "150, 20", "199, 20", "200, 60"})
    void aPriceWalksTheHull(long thousandthsOfSeconds, int chosen) {
        Ledger ledger = three(2_000, 1_000);
        ledger.book(DEAR, 33, 0, 25);
        Goal goal = new Goal(0.0001, Optional.of(Duration.ofMillis(thousandthsOfSeconds)));

        assertThat(choice(ledger, goal)).isEqualTo(chosen);
    }

    /// No further than the share needs, however much a late request is worth.
    @Test
    void aPriceBuysNoMoreThanTheShare() {
        Goal goal = new Goal(0.02, Optional.of(Duration.ofHours(1)));

        assertThat(choice(three(5_000, 1_000), goal)).isEqualTo(MIDDLE);
    }

    /// Of 50 requests none was late: that is no proof of 1 %, except for machines that never sleep.
    @ParameterizedTest
    @CsvSource({"50, 192", "60, 3"})
    void doubtKeepsAMachineAwake(double requests, int chosen) {
        Ledger ledger = day(requests / Math.pow(Ledger.KEPT, 239));
        ledger.book(CHEAP, 10, 0, 0);
        ledger.book(ALWAYS, 15, 0, 0);

        assertThat(choice(followed(ledger, 0.5f), ONE_PERCENT)).isEqualTo(chosen);
    }

    @Test
    void twinsAreNeverChosen() {
        Ledger ledger = day();
        int twin = RuleFamily.PLAIN + RuleFamily.HOLDS - 1;
        ledger.book(twin, 1, 0, 0);
        ledger.book(DEAR, 2, 0, 0);

        assertThat(RuleFamily.isTwin(twin)).isTrue();
        assertThat(choice(ledger, ONE_PERCENT)).isEqualTo(DEAR);
    }

    /// A start counts like two more slots of a machine.
    @Test
    void startsCost() {
        Ledger ledger = day();
        ledger.book(CHEAP, 10, 6, 0);
        ledger.book(MIDDLE, 21, 0, 0);

        assertThat(choice(ledger, ONE_PERCENT)).isEqualTo(MIDDLE);
    }
}
