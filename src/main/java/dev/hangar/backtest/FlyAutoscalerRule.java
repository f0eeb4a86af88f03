package dev.hangar.backtest;

/// The official autoscaler with an expression that asks for full machines: as many as the last load fills, at
/// once, up and down.
final class FlyAutoscalerRule implements Decider {
    private double load;

    FlyAutoscalerRule(double firstLoad) {
        this.load = firstLoad;
    }

    @Override
    public int decide() {
        return Trace.ceiling(load);
    }

    @Override
    public void saw(double load, double arrivals, int effective) {
        this.load = load;
    }
}
