package dev.hangar.backtest;

/// A trace cannot be read or makes no sense; the message names file, line, value and what was expected.
public final class TraceException extends Exception {
    private static final long serialVersionUID = 1L;

    TraceException(String message) {
        super(message);
    }
}
