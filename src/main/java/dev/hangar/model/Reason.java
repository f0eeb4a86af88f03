package dev.hangar.model;

import java.util.Locale;

/// Why something was done or not done: the one closed list behind log text, API text, meter tags and test tables.
public enum Reason {
    // Why we act.
    DEMAND("demand needs this machine"),
    FLOOR("the floor asks for this machine"),
    IDLE("demand has not needed this machine for a full window"),
    LAUNCH_PAIR("second machine of a launch, never needed since"),
    DRAIN_CANCELED("demand came back while it was draining"),
    ASLEEP_AGAIN_WAKEABLE("it is asleep: our cordon comes off so that it can be woken"),
    RESTART_CLEANUP("a drain of ours that no longer applies is taken back"),

    // Why a machine that could be touched is left as it is.
    NEEDED("serves the demand"),
    KEPT_BY_FLOOR("kept by the floor"),
    NOT_NEEDED("asleep and not needed"),
    DRAINING("draining: waits until its work has run dry"),
    IN_MOTION("between two states"),
    EXPECTED("an action of ours is still under way"),
    NO_SIGNAL("no signal tells its demand"),
    SIGNAL_ABSENT("its demand is not known: absent is never zero"),
    SIGNAL_STALE("its demand is known only by old samples"),
    WARMING_UP("a full window has not been seen yet"),
    STABILIZING("demand needed it within the stabilization window"),
    COOLING_DOWN("cool-down after our own last action"),
    STEP_LIMIT("enough machines for one pass"),
    BUDGET_SPENT("the disruption budget of this window is spent"),
    WITHIN_TOLERANCE("within tolerance of the target"),
    AT_CEILING("the ceiling is reached"),
    NOTHING_CAN_WAKE("nothing could wake the fleet again: one machine stays"),
    AUTOSTOP_OFF("autostop is off and no floor of ours says zero: one machine stays"),
    LAUNCH_PAIR_REPORTED("launch pair: reported, not parked, as configured"),
    PERSON_SCALED("a person started it on purpose"),
    WORKER_BUSY("no signal of its own says that this worker is idle"),
    DEPLOY_RUNNING("a deploy is under way"),

    // Why a machine is never touched (facts 8).
    IGNORED("left alone as configured"),
    SELF("this is Hangar itself"),
    POSTGRES("a database"),
    BUILDER("a remote builder"),
    DEPLOY_HELPER("a release-command, test or console machine"),
    CANARY("part of a deploy: canary or retired blue-green machine"),
    SCHEDULED("a scheduled machine"),
    STANDBY("a standby"),
    WATCHED("a standby stands by for it"),
    AUTO_DESTROY("a one-shot machine"),
    LEASED("somebody holds its lease"),
    CORDONED("cordoned by somebody else"),
    GPU("has a GPU"),
    DEDICATED_HOST("tied to a dedicated host"),
    HOST_TROUBLE("its host is not ok, so its config is not known"),
    FOREIGN("made by another tool"),
    ALWAYS_ON("its owner wants it always on"),
    STATEFUL_ROOTFS("its root file system holds state"),
    BROKEN("failed: needs its owner"),
    UNKNOWN_STATE("in a state that we do not know");

    private final String sentence;

    Reason(String sentence) {
        this.sentence = sentence;
    }

    /// Plain words, no full stop.
    public String sentence() {
        return sentence;
    }

    /// Stable code such as `signal-absent`: the API's, the log's and the meters' word.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
