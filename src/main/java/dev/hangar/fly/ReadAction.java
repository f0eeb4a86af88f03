package dev.hangar.fly;

/// Calls that change nothing: all are `GET`.
enum ReadAction implements ApiAction {
    LIST_APPS(Allowance.ORDINARY),
    GET_APP(Allowance.ORDINARY),
    LIST_MACHINES(Allowance.ORDINARY),
    GET_MACHINE(Allowance.GENEROUS),
    GET_LEASE(Allowance.ORDINARY),
    LIST_EVENTS(Allowance.ORDINARY),
    LIST_VOLUMES(Allowance.ORDINARY),
    LIST_SNAPSHOTS(Allowance.ORDINARY),
    LIST_ADDRESSES(Allowance.ORDINARY),
    LIST_ORG_MACHINES(Allowance.ORDINARY),
    LIST_ORG_VOLUMES(Allowance.ORDINARY),
    WAIT(Allowance.ORDINARY);

    private final Allowance allowance;

    ReadAction(Allowance allowance) {
        this.allowance = allowance;
    }

    @Override
    public Allowance allowance() {
        return allowance;
    }
}
