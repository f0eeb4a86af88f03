package dev.hangar.policy.adaptive;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Writes the values of a memory one after another; [MemoryReader] takes them in the same order.
final class MemoryWriter {
    private static final int USUAL_BYTES = 4_096;
    private static final int SEVEN_BITS = 0x7F;
    private static final int MORE = 0x80;

    private byte[] bytes = new byte[USUAL_BYTES];
    private int size;

    /// A whole number of 0 or more in as few bytes as it needs, seven bits each.
    void number(int value) {
        int rest = value;
        while (rest > SEVEN_BITS) {
            put((rest & SEVEN_BITS) | MORE);
            rest >>>= Byte.SIZE - 1;
        }
        put(rest);
    }

    /// Four bytes, exactly.
    void real(float value) {
        fixed(Float.floatToIntBits(value));
    }

    /// Four bytes.
    void fixed(int value) {
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            put(value >>> shift);
        }
    }

    private void put(int value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * size);
        }
        bytes[size++] = (byte) value;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    /// What was written so far.
    ByteBuffer written() {
        return ByteBuffer.wrap(bytes, 0, size);
    }
}
