package dev.hangar.policy.adaptive;

import java.time.Duration;
import java.util.Arrays;

/// The definitions of `facts/algorithms.md` F2 and F3 and of `facts/results.md` 1 as they are written, rule by
/// rule and slot by slot, with whole arrays: slow, and nothing like the code that it checks.
final class PlainRules {
    private static final double[] Z = {0, 0.15, 0.3, 0.6, 1, 1.5, 2.2, 3.3};
    private static final int[] TAU = {0, 30, 60, 120, 300, 600, 1200, 3600};
    private static final double[] B = {0, 1800, 7200, Double.POSITIVE_INFINITY};

    private PlainRules() {}

    /// What a rule comes to.
    record Sums(double cost, double late) {}

    /// Counts `n_0 … n_K` of a held rule: the last is for the slot after the trace.
    static int[] counts(int rule, double[] load) {
        double z = Z[rule % 64 / 8];
        int tau = TAU[rule % 8];
        double b = Math.max(B[rule / 64], tau);
        int[] wanted = new int[load.length + 1];
        for (int k = 0; k <= load.length; k++) {
            double x = load[Math.max(0, k - 1)];
            wanted[k] = (int) Math.ceil(x + z * Math.sqrt(x) - 1e-9);
        }
        int[] n = new int[load.length + 1];
        for (int k = 0; k <= load.length; k++) {
            int from = Math.max(0, k - tau / 15);
            n[k] = Arrays.stream(wanted, from, k + 1).max().orElseThrow();
            for (int j = 0; j <= k; j++) {
                if (wanted[j] > 0 && (k - j) * 15.0 <= b) {
                    n[k] = Math.max(n[k], 1);
                }
            }
        }
        return n;
    }

    /// Cost and late requests of counts, with the weights of the ledger.
    static Sums sums(int[] n, double[] load, double[] came, Duration lateTime, boolean proxied) {
        double seconds = lateTime.toMillis() / 1e3;
        int q = (int) (seconds / 15);
        double f = (seconds - 15 * q) / 15;
        int[] ran = new int[load.length];
        double cost = 0;
        double late = 0;
        double kept = Math.pow(2, -15 / (1.5 * 86400));
        for (int k = 0; k < load.length; k++) {
            int need = (int) Math.ceil(load[k] - 1e-9);
            ran[k] = proxied ? Math.max(n[k], need) : n[k];
            int before = k == 0 ? ran[0] : ran[k - 1];
            cost = cost * kept + 15.0 * ran[k] + 30.0 * (ran[k] - Math.min(before, n[k]));
            int old = n[k];
            for (int j = 1; j <= q + 1; j++) {
                old = Math.min(old, ran[Math.max(0, k - j)]);
            }
            int later = q == 0 ? ran[k] : n[k];
            for (int j = 1; j <= q; j++) {
                later = Math.min(later, ran[Math.max(0, k - j)]);
            }
            double its = 0;
            if (load[k] > 0) {
                double over = f * Math.max(0, load[k] - old) + (1 - f) * Math.max(0, load[k] - later);
                its = came[k] * over / load[k];
                if (load[k] > old + 1e-9 && seconds > 0) {
                    its = Math.max(its, Math.min(1, came[k]));
                }
            }
            late = late * kept + its;
        }
        return new Sums(cost, late);
    }
}
