package dev.hangar.model;

import java.util.Locale;

/// Why something was done or not done: the one closed list behind log text, API text, meter tags and test tables.
public enum Reason {
    // Why we act.
    DEMAND("demand needs this machine", "demand would have to fall"),
    FLOOR("the floor asks for this machine", "a lower floor"),
    IDLE("demand has not needed this machine for a full window", "demand would have to rise, or the floor"),
    LAUNCH_PAIR(
            "second machine of a launch, never needed since",
            "demand, a floor or a person would have to want two; or launch-pair: report"),
    MORE_WANTED(
            "more machines are wanted than exist, spares included",
            "less demand, fewer create.spares, or a lower expression.created"),
    DRAIN_CANCELED("demand came back while it was draining", "demand would have to fall again"),
    ASLEEP_AGAIN_WAKEABLE(
            "it is asleep: our cordon comes off so that it can be woken", "nothing: this completes a park"),
    RESTART_CLEANUP("a drain of ours that no longer applies is taken back", "nothing: this tidies up"),

    // Why a machine that could be touched is left as it is.
    NEEDED("serves the demand", "demand would have to fall"),
    KEPT_BY_FLOOR("kept by the floor", "a lower min-machines-running"),
    NOT_NEEDED("asleep and not needed", "demand or the floor would have to rise"),
    DRAINING(
            "draining: waits until its work has run dry",
            "its last connections would have to end, or drain-limit to pass"),
    IN_MOTION("between two states", "it would have to arrive in its next state"),
    EXPECTED("an action of ours is still under way", "the action would have to show its effect or expire"),
    NO_SIGNAL("no signal tells its demand", "a signal with a capacity per machine in its policy"),
    SIGNAL_ABSENT("its demand is not known: absent is never zero", "its series would have to come back"),
    SIGNAL_STALE("its demand is known only by old samples", "younger samples"),
    EXPRESSION_FAILED(
            "its formula gives no number of machines", "a formula that gives zero or more for what it reads now"),
    WARMING_UP("a full window has not been seen yet", "a full stabilization window would have to pass"),
    STABILIZING(
            "demand needed it, or could not be ruled out, within the stabilization window",
            "the stabilization window would have to pass without such a demand"),
    RULE_HOLDS(
            "the adaptive rule keeps it for the demand to come",
            "the time that the rule holds machines for would have to pass, or a larger late-share"),
    COOLING_DOWN("cool-down after our own last action", "the cool-down would have to pass"),
    STEP_LIMIT("enough machines for one pass", "the next pass, or a larger step-down"),
    BUDGET_SPENT(
            "the disruption budget of this window is spent",
            "the budget window would have to pass, or a larger budget"),
    AT_CEILING("the ceiling is reached", "a higher max-machines-running"),
    NOTHING_CAN_WAKE(
            "nothing could wake the fleet again: one machine stays",
            "a service with autostart, or a signal with outlives-machines"),
    AUTOSTOP_OFF(
            "autostop is off and no floor of ours says zero: one machine stays",
            "min-machines-running: 0 in its policy, or autostop on"),
    LAUNCH_PAIR_REPORTED("launch pair: reported, not parked, as configured", "launch-pair: park"),
    EVIDENCE_GATHERING(
            "second machine of a launch: asleep, and destroyed only once a whole week has not needed it",
            "seven days watched without a break, or launch-pair: park"),
    PERSON_SCALED("a person started it on purpose", "min-machines-running in its policy, or stop it by hand once"),
    WORKER_BUSY(
            "no signal of its own says that this worker is idle",
            "a signal by instance that reads 0, or no work in the fleet at all"),
    DEPLOY_RUNNING("a deploy is under way", "the deploy would have to end"),
    PAUSED("paused", "the pause would have to end"),
    TRAFFIC_CLIFF(
            "the demand of a busy fleet fell to nothing at once: rather an outage than thrift",
            "demand would have to come back, or cliff-hold to pass"),
    WOULD_FLAP("the next pass would start it again", "demand would have to fall further"),
    FLAPPING("too many of our sleeps were undone within the hour", "an hour with fewer, or a higher flap-limit"),
    YIELDING_TO_PERSON(
            "a person started or made it by hand a short while ago",
            "yield-to-person to pass, or min-machines-running to keep it for good"),
    OTHER_AUTOSCALER(
            "something else keeps starting these machines through the API",
            "only one autoscaler per fleet: turn the other one off, or set ignore: true here"),
    NOTHING_TO_START("no machine is left that could be started", "more machines in the fleet"),
    CREATE_LIMIT("as many machines exist as may be", "a higher create.most, or fewer machines"),
    CREATE_UNSEEN("a machine that we asked for is not listed yet", "it would have to be seen, or a minute to pass"),
    CREATE_REFUSED("creating failed too often: it rests", "an hour after the last failure would have to pass"),
    MIXED_RELEASES(
            "its machines are of several releases: none is cloned", "one release in the whole group, by a deploy"),
    NO_TEMPLATE(
            "no machine can be cloned",
            "a started machine without volume whose checks pass, which nobody holds or leases"),
    CANNOT_SUSPEND(
            "idle-action is suspend, and Fly would not suspend it",
            "idle-action: auto, or a machine that Fly suspends"),
    UNHEALTHY("a health check is critical", "its checks would have to pass"),

    // Why a machine is never touched (facts 8).
    IGNORED("left alone as configured", "ignore: false in its policy"),
    SELF("this is Hangar itself", "nothing: Hangar never parks itself"),
    POSTGRES("a database", "nothing: databases are never touched"),
    BUILDER("a remote builder", "nothing: builders are never touched"),
    DEPLOY_HELPER("a release-command, test or console machine", "nothing: it belongs to a deploy"),
    CANARY("part of a deploy: canary or retired blue-green machine", "the deploy would have to end"),
    SCHEDULED("a scheduled machine", "its schedule would have to go"),
    STANDBY("a standby", "its standbys entry would have to go"),
    WATCHED("a standby stands by for it", "its standby would have to go"),
    AUTO_DESTROY("a one-shot machine", "auto_destroy would have to go"),
    LEASED("somebody holds its lease", "the lease would have to end"),
    HELD("a hold in its metadata says so", "the hold would have to expire, or hangar_hold to be removed"),
    CORDONED("cordoned by somebody else", "whoever cordoned it would have to uncordon it"),
    GPU("has a GPU", "a size without GPU"),
    DEDICATED_HOST("tied to a dedicated host", "an ordinary host"),
    HOST_TROUBLE("its host is not ok, so its config is not known", "its host would have to be ok again"),
    FOREIGN("made by another tool", "it would have to be made by fly deploy (fly_platform_version v2)"),
    ALWAYS_ON("its owner wants it always on", "autostart or autostop in its services"),
    STATEFUL_ROOTFS("its root file system holds state", "a root file system that is not kept"),
    BROKEN("failed: needs its owner", "its owner would have to repair or destroy it"),
    UNKNOWN_STATE("in a state that we do not know", "a state that we know");

    private final String sentence;
    private final String change;

    Reason(String sentence, String change) {
        this.sentence = sentence;
        this.change = change;
    }

    /// Plain words, no full stop.
    public String sentence() {
        return sentence;
    }

    /// What would have to change for another answer, in plain words, no full stop.
    public String change() {
        return change;
    }

    /// Stable code such as `signal-absent`: the API's, the log's and the meters' word.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
