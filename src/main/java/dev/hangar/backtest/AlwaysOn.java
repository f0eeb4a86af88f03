package dev.hangar.backtest;

/// So many machines all the time.
record AlwaysOn(int machines) implements Decider {
    @Override
    public int decide() {
        return machines;
    }

    @Override
    public void saw(double load, double arrivals, int effective) {}
}
