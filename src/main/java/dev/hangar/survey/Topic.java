package dev.hangar.survey;

import java.util.Locale;

/// What advice can be about. Each has a page in `docs/advice/`, named by its code.
public enum Topic {
    /// Two machines where one would do, as a first deploy makes them.
    LAUNCH_PAIR("Two machines where one would do"),
    /// Fly Proxy never puts idle machines to sleep: `auto_stop_machines` is off.
    AUTOSTOP_OFF("Autostop is off"),
    /// The same, because nothing is set.
    AUTOSTOP_ABSENT("Autostop was never set"),
    /// A fly.toml with `true` or `false` where a text belongs.
    AUTOSTOP_BOOLEAN("Autostop is written as a boolean"),
    /// `min_machines_running` keeps a machine awake that could be suspended.
    MIN_MACHINES("min_machines_running keeps a machine awake"),
    /// Machines are stopped that nothing starts again.
    NO_AUTOSTART("Autostop without autostart"),
    /// Autosuspend is wanted and Fly will stop instead.
    SUSPEND_INELIGIBLE("Suspend is not possible"),
    /// Started and failing: not listening where the proxy looks.
    NOT_LISTENING("The app does not answer"),
    /// What runs is not what the fly.toml says.
    DRIFT("Not what the fly.toml says"),
    /// A file of the old platform.
    LEGACY_FLY_TOML("A fly.toml of the old platform"),
    /// More asked of each machine than its soft limit, nearly always.
    SOFT_LIMIT_EXCEEDED("The soft limit is always exceeded"),
    /// So high that no machine is ever full.
    SOFT_LIMIT_UNREACHED("The soft limit is never reached"),
    /// Paid for and used by nobody.
    UNATTACHED_VOLUME("A volume that no machine uses"),
    /// Old snapshots beyond what is free.
    OLD_SNAPSHOTS("Old snapshots"),
    /// Sleeping machines still pay their root file system.
    SLEEPING_ROOTFS("Sleeping machines cost their root file system"),
    /// Two dollars a month for an address that may not be needed.
    DEDICATED_IPV4("A dedicated IPv4 address"),
    /// More CPU than was ever used.
    OVERSIZED_CPU("More CPU than is used"),
    /// More memory than was ever used.
    OVERSIZED_MEMORY("More memory than is used"),
    /// Shared CPUs that are held back: too small, not too large.
    THROTTLED_CPU("Held back by its CPU quota"),
    /// Machines of one fleet that run different images.
    MIXED_IMAGES("Machines that run different images"),
    /// Deployed by an old flyctl, or none.
    OLD_FLYCTL("Deployed by an old flyctl"),
    /// A reservation would pay for what stays on.
    RESERVATION("A reservation would pay"),
    /// Idle machines in a dear region.
    DEAR_REGION("The same runs cheaper elsewhere");

    private final String title;

    Topic(String title) {
        this.title = title;
    }

    /// Stable name, such as `launch-pair`.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// A few words for people.
    public String title() {
        return title;
    }

    /// Its page, from the root of the repository.
    public String page() {
        return "docs/advice/" + code() + ".md";
    }
}
