package dev.hangar.cli;

import dev.hangar.report.SafeText;
import java.io.PrintWriter;

/// One line that rewrites itself.
final class TerminalProgress implements Progress {
    /// Longer text would wrap, and a wrapped line cannot be rewritten.
    private static final int LONGEST = 60;

    private static final String REWRITE = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean unicode;

    TerminalProgress(PrintWriter err, boolean unicode) {
        this.err = err;
        this.unicode = unicode;
    }

    @Override
    public synchronized void step(int done, int total, String what) {
        String text = done + "/" + total + " " + SafeText.of(what, unicode);
        err.print(REWRITE + text.substring(0, Math.min(LONGEST, text.length())));
        err.flush();
    }

    @Override
    public synchronized void end() {
        err.print(REWRITE);
        err.flush();
    }
}
