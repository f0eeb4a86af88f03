package dev.hangar.fly;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Hears of every call to the Machines API, for figures. Called by the thread that calls; must not block.
@FunctionalInterface
public interface CallListener {
    /// Nobody listens.
    CallListener NONE = (action, code, took) -> {};

    /// Code of a call that our own rate limit refused: nothing was sent.
    String LIMITED = "limited";

    /// Code of a call without an answer in time.
    String TIMED_OUT = "timeout";

    /// Code of a call that did not reach Fly, or whose answer broke off.
    String UNREACHABLE = "unreachable";

    /// Every word for an action, such as `list-machines`.
    List<String> ACTIONS = Stream.<ApiAction[]>of(ReadAction.values(), WriteAction.values())
            .flatMap(Arrays::stream)
            .map(ApiAction::code)
            .toList();

    /// A call ended.
    ///
    /// @param action one of [#ACTIONS]
    /// @param code HTTP status, or one of the words above
    /// @param took until the answer was read; zero when nothing was sent
    void called(String action, String code, Duration took);
}
