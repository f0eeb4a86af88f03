package dev.hangar.backtest;

import dev.hangar.policy.adaptive.AdaptiveMemory;
import dev.hangar.policy.adaptive.Goal;
import dev.hangar.policy.adaptive.Waking;

/// The adaptive scaling, by the classes that also decide in production.
final class AdaptiveRule implements Decider {
    private final Waking waking;
    private final Goal goal;
    private AdaptiveMemory memory;

    AdaptiveRule(Scenario scenario, double firstLoad) {
        waking = Waking.always(scenario.startDelay(), scenario.lateAfter(), scenario.wake() == Wake.PROXY);
        goal = Goal.of(scenario.lateShare());
        memory = AdaptiveMemory.NEW.begin(firstLoad);
    }

    @Override
    public int decide() {
        return memory.machines();
    }

    @Override
    public void saw(double load, double arrivals, int effective) {
        memory = memory.step(load, arrivals, waking, goal);
    }
}
