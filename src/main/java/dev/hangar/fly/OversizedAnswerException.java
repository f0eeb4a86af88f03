package dev.hangar.fly;

import java.io.IOException;

/// An answer longer than a [Transport] accepts.
public final class OversizedAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    /// @param limit most bytes that would have been accepted
    public OversizedAnswerException(long limit) {
        super("the answer is longer than " + limit + " bytes");
    }
}
