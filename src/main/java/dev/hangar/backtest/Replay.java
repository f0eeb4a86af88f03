package dev.hangar.backtest;

/// One policy on one trace, slot by slot.
///
/// Machines are layers: the last one started is the first to stop. A machine is billed from the start command on,
/// so its boot costs; asleep it costs nothing here, since that price is the same under every policy.
final class Replay {
    private final Trace trace;
    private final Scenario scenario;
    private final Lateness lateness;
    private final Curve curve;
    private long machineSlots;
    private long starts;
    private long stops;
    private long coldStarts;

    private Replay(Trace trace, Scenario scenario) {
        this.trace = trace;
        this.scenario = scenario;
        this.lateness = new Lateness(scenario);
        this.curve = new Curve(trace.slots());
    }

    static Run run(Trace trace, Scenario scenario, Decider decider) {
        return new Replay(trace, scenario).run(decider);
    }

    private Run run(Decider decider) {
        int before = -1;
        for (int slot = 0; slot < trace.slots(); slot++) {
            int wanted = decider.decide();
            if (wanted < 0) {
                throw new IllegalStateException("slot " + slot + ": a policy wants " + wanted + " machines");
            }
            int effective = effective(wanted, trace.need(slot));
            count(slot == 0 ? effective : before, wanted, effective, trace.need(slot));
            lateness.slot(trace.load(slot), trace.arrivals(slot), wanted, effective);
            curve.add(effective);
            decider.saw(trace.load(slot), trace.arrivals(slot), effective);
            before = effective;
        }
        return new Run(tally(), curve);
    }

    private int effective(int wanted, int need) {
        return switch (scenario.wake()) {
            case PROXY -> Math.max(wanted, need);
            case WORKER -> wanted;
        };
    }

    /// The policy stops down to what it wants at the slot's first instant; what is started then, by it or the
    /// proxy, is a start.
    private void count(int before, int wanted, int effective, int need) {
        int kept = Math.min(before, wanted);
        machineSlots += effective;
        starts += effective - kept;
        stops += before - kept;
        coldStarts += Math.max(0, need - kept);
    }

    private Tally tally() {
        return new Tally(
                (double) machineSlots * Trace.SLOT_SECONDS,
                lateness.lateShare(),
                lateness.overload(),
                lateness.lateSlots(trace.slots()),
                starts,
                stops,
                coldStarts);
    }
}
