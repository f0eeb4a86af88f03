package dev.hangar.policy.adaptive;

import java.nio.ByteBuffer;

/// Reads what [MemoryWriter] wrote, and believes nothing.
final class MemoryReader {
    private static final int SEVEN_BITS = 0x7F;
    private static final int MOST_BITS = 28;

    private final ByteBuffer bytes;

    MemoryReader(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /// These bytes were not written by this version.
    static final class Foreign extends RuntimeException {
        private static final long serialVersionUID = 1;

        Foreign(String what) {
            super(what);
        }
    }

    /// A whole number from `least` to `most`.
    int number(int least, int most) {
        long value = 0;
        for (int shift = 0; shift <= MOST_BITS; shift += Byte.SIZE - 1) {
            int next = next();
            value |= (long) (next & SEVEN_BITS) << shift;
            if (next <= SEVEN_BITS) {
                if (value < least || value > most) {
                    throw new Foreign(value + " is not between " + least + " and " + most);
                }
                return (int) value;
            }
        }
        throw new Foreign("a number is too long");
    }

    /// A finite number of 0 or more.
    float real() {
        float value = Float.intBitsToFloat(fixed());
        if (!(value >= 0) || Float.isInfinite(value)) {
            throw new Foreign(value + " is no sum");
        }
        return value;
    }

    int fixed() {
        int value = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            value = value << Byte.SIZE | next();
        }
        return value;
    }

    void end() {
        if (bytes.hasRemaining()) {
            throw new Foreign(bytes.remaining() + " bytes too many");
        }
    }

    private int next() {
        if (!bytes.hasRemaining()) {
            throw new Foreign("it ends too early");
        }
        return Byte.toUnsignedInt(bytes.get());
    }
}
