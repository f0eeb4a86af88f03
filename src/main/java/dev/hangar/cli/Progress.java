package dev.hangar.cli;

/// Told by slow work how far it is; says nothing of the result.
public interface Progress {
    /// Progress that nobody looks at.
    Progress NONE = new Progress() {
        @Override
        public void step(int done, int total, String what) {}

        @Override
        public void end() {}
    };

    /// `done` of `total` things are done; `what` is next. May be called from several threads.
    void step(int done, int total, String what);

    /// The work is over: leaves nothing behind.
    void end();
}
