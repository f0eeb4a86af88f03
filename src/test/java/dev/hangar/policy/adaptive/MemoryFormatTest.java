package dev.hangar.policy.adaptive;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/// A memory survives as bytes, and other bytes do no harm.
class MemoryFormatTest {
    private static final Goal GOAL = Goal.of(0.01);
    private static final Waking WAKING = Waking.always(Duration.ofSeconds(5), Duration.ofSeconds(1), true);

    private static AdaptiveMemory after(int slots, Waking waking, SplittableRandom chance) {
        AdaptiveMemory memory = AdaptiveMemory.NEW;
        for (int slot = 0; slot < slots; slot++) {
            memory = memory.step(load(chance), chance.nextInt(9), waking, GOAL);
        }
        return memory;
    }

    /// Half of the slots idle, some with a whole crowd.
    private static double load(SplittableRandom chance) {
        return chance.nextBoolean() ? 0 : chance.nextDouble() * (chance.nextInt(50) == 0 ? 70_000 : 9);
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "1, 5", "2, 1", "700, 5", "700, 40", "3000, 5", "3000, 300"})
    void whatWasWrittenGoesOnAsIfNothingHappened(int slots, int startSeconds) {
        Waking waking = Waking.always(Duration.ofSeconds(startSeconds), Duration.ofSeconds(1), true);
        for (int seed = 0; seed < 8; seed++) {
            SplittableRandom chance = new SplittableRandom(seed);
            AdaptiveMemory memory = after(slots, waking, chance);
            AdaptiveMemory again = AdaptiveMemory.fromBytes(memory.toBytes()).orElseThrow();

            assertThat(again).isEqualTo(memory).hasSameHashCodeAs(memory);
            assertThat(again.machines()).isEqualTo(memory.machines());
            assertThat(again.toBytes()).isEqualTo(memory.toBytes());
            for (int slot = 0; slot < 130; slot++) {
                double load = load(chance);
                memory = memory.step(load, load, waking, GOAL);
                again = again.step(load, load, waking, GOAL);
                assertThat(again).as("%d slots later", slot).isEqualTo(memory);
            }
        }
    }

    /// The most gaps that are remembered, and crowds, with the usual late time.
    @Test
    void itTakesFourKilobytesAtMost() {
        byte[] bytes = after(6_000, WAKING, new SplittableRandom(1)).toBytes();

        assertThat(bytes.length).isBetween(2_500, 4_096);
    }

    @Test
    void everyDamageIsNoticed() {
        byte[] good = after(50, WAKING, new SplittableRandom(2)).toBytes();
        for (int at = 0; at < good.length; at++) {
            byte[] damaged = good.clone();
            damaged[at] ^= (byte) (1 << at % 8);
            assertThat(AdaptiveMemory.fromBytes(damaged)).as("byte %d", at).isEmpty();
            assertThat(AdaptiveMemory.fromBytes(Arrays.copyOf(good, at)))
                    .as("first %d bytes", at)
                    .isEmpty();
        }
        assertThat(AdaptiveMemory.fromBytes(Arrays.copyOf(good, good.length + 1)))
                .isEmpty();
    }

    @Test
    void bytesOfSomethingElseAreNoMemory() {
        assertThat(AdaptiveMemory.fromBytes(new byte[0])).isEmpty();
        assertThat(AdaptiveMemory.fromBytes(new byte[4_000])).isEmpty();
        assertThat(AdaptiveMemory.fromBytes("a text".getBytes(UTF_8))).isEmpty();
    }

    /// Whatever has the right checksum but no sense is refused as well, or is a memory that works.
    @Test
    void forgedValuesDoNoHarm() {
        byte[] good = after(400, WAKING, new SplittableRandom(3)).toBytes();
        SplittableRandom chance = new SplittableRandom(4);
        int refused = 0;
        for (int forgery = 0; forgery < 20_000; forgery++) {
            byte[] forged = good.clone();
            for (int change = chance.nextInt(3); change >= 0; change--) {
                forged[4 + chance.nextInt(good.length - 8)] = (byte) chance.nextInt();
            }
            Optional<AdaptiveMemory> read = AdaptiveMemory.fromBytes(signed(forged));
            refused += read.isEmpty() ? 1 : 0;
            assertThatCode(() -> read.ifPresent(MemoryFormatTest::goOn)).doesNotThrowAnyException();
        }

        assertThat(refused).isBetween(100, 19_900);
    }

    private static void goOn(AdaptiveMemory memory) {
        AdaptiveMemory next = memory;
        for (int slot = 0; slot < 61; slot += 1) {
            next = next.step(slot % 7, 1, WAKING, GOAL);
        }
        assertThat(next.machines()).isNotNegative();
    }

    private static byte[] signed(byte[] bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, bytes.length - 4);
        ByteBuffer.wrap(bytes).putInt(bytes.length - 4, (int) sum.getValue());
        return bytes;
    }
}
