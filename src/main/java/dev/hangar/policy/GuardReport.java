package dev.hangar.policy;

/// One guard in one pass.
///
/// @param name what it is called, such as `cool-down`
/// @param state whether it holds anything back now
/// @param words what it holds and why, or what it rests on
public record GuardReport(String name, State state, String words) {
    /// What a guard does now.
    public enum State {
        /// It holds something back.
        HOLDS,
        /// It looks and finds nothing.
        QUIET,
        /// The settings turn it off.
        OFF
    }
}
