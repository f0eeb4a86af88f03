package dev.hangar.policy.adaptive;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32;

/// A memory as bytes: a mark, the version, the followed rule, what the shadow knows, and a checksum of all that.
///
/// The version stands for the rule family too: figures of other rules mean nothing.
final class MemoryFormat {
    private static final int MARK_AND_VERSION = 0x48_47_41_01;

    private MemoryFormat() {}

    static byte[] write(Shadow shadow, int followed) {
        MemoryWriter out = new MemoryWriter();
        out.fixed(MARK_AND_VERSION);
        out.number(followed);
        out.number(shadow.isNew() ? 0 : 1);
        if (!shadow.isNew()) {
            shadow.write(out);
        }
        out.fixed(checksum(out.written()));
        return out.bytes();
    }

    /// @param <M> what is made of the parts
    static <M> Optional<M> read(byte[] bytes, Maker<M> maker) {
        int length = bytes.length - Integer.BYTES;
        if (length < 0) {
            return Optional.empty();
        }
        MemoryReader in = new MemoryReader(ByteBuffer.wrap(bytes, 0, length));
        try {
            boolean ours = in.fixed() == MARK_AND_VERSION
                    && ByteBuffer.wrap(bytes).getInt(length) == checksum(ByteBuffer.wrap(bytes, 0, length));
            if (!ours) {
                return Optional.empty();
            }
            int followed = in.number(0, RuleFamily.RULES - 1);
            Shadow shadow = in.number(0, 1) == 0 ? new Shadow() : Shadow.read(in);
            in.end();
            return Optional.of(maker.make(shadow, followed));
        } catch (MemoryReader.Foreign foreign) {
            return Optional.empty();
        }
    }

    @FunctionalInterface
    interface Maker<M> {
        M make(Shadow shadow, int followed);
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        return (int) sum.getValue();
    }
}
