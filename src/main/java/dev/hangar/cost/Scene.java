package dev.hangar.cost;

import dev.hangar.model.Region;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// What one pass saw of a fleet, as far as its ledger needs it.
///
/// @param at instant of the pass
/// @param actual what the fleet costs now, by the machines that have a price
/// @param known whether its demand is fully known
/// @param places its machines by region, no region twice
public record Scene(Instant at, Rate actual, boolean known, List<Place> places) {
    public Scene {
        places = List.copyOf(places);
    }

    /// The fleet's machines in one region, without those that nobody scales or that have no price.
    ///
    /// @param region where
    /// @param load offered work in machines at full capacity
    /// @param floor machines that Fly Proxy keeps started here
    /// @param starts whether Fly Proxy starts these machines on demand
    /// @param stops whether it puts idle ones to sleep
    /// @param awake what each machine that is awake, or about to be, would cost less if it slept
    /// @param asleep what each machine that sleeps, or is about to, would cost more if it were awake
    public record Place(
            Region region, double load, int floor, boolean starts, boolean stops, List<Rate> awake, List<Rate> asleep) {
        public Place {
            awake = awake.stream().sorted(Comparator.reverseOrder()).toList();
            asleep = asleep.stream().sorted().toList();
        }

        int machines() {
            return awake.size() + asleep.size();
        }

        /// What the region costs more than now when so many of its machines are awake; the cheapest are taken to be
        /// woken and the dearest to be put to sleep, so that a saving is never made larger by the choice.
        Rate extra(int running) {
            int more = running - awake.size();
            return more >= 0 ? sum(asleep.subList(0, more)) : Rate.ZERO.minus(sum(awake.subList(0, -more)));
        }

        private static Rate sum(List<Rate> rates) {
            return rates.stream().reduce(Rate.ZERO, Rate::plus);
        }
    }
}
