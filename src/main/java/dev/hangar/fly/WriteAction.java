package dev.hangar.fly;

/// Calls that change something.
enum WriteAction implements ApiAction {
    ACQUIRE_LEASE(Method.POST),
    RELEASE_LEASE(Method.DELETE),
    START(Method.POST),
    STOP(Method.POST),
    SUSPEND(Method.POST),
    CORDON(Method.POST),
    UNCORDON(Method.POST),
    PUT_METADATA(Method.POST),
    REMOVE_METADATA(Method.DELETE),
    CREATE(Method.POST),
    DESTROY(Method.DELETE);

    /// How it travels.
    enum Method {
        POST,
        DELETE
    }

    private final Method method;

    WriteAction(Method method) {
        this.method = method;
    }

    Method method() {
        return method;
    }

    @Override
    public Allowance allowance() {
        return Allowance.ORDINARY;
    }
}
