package dev.hangar.simulator.world;

import dev.hangar.model.Region;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Fly's regions with their places, for "the nearest Machine" of Fly Proxy.
public final class Regions {
    /// One region.
    ///
    /// @param code such as `iad`
    /// @param name city
    /// @param geoRegion alias of the part of the world that placement accepts, such as `us` or `eu`
    /// @param latitude degrees north
    /// @param longitude degrees east
    public record Place(String code, String name, String geoRegion, double latitude, double longitude) {}

    /// The 18 regions left in 2026 (facts 10).
    public static final List<Place> ALL = List.of(
            new Place("ams", "Amsterdam, Netherlands", "eu", 52.4, 4.9),
            new Place("arn", "Stockholm, Sweden", "eu", 59.6, 17.9),
            new Place("bom", "Mumbai, India", "apac", 19.1, 72.9),
            new Place("cdg", "Paris, France", "eu", 48.9, 2.4),
            new Place("dfw", "Dallas, Texas (US)", "us", 32.8, -97.0),
            new Place("ewr", "Secaucus, NJ (US)", "us", 40.8, -74.1),
            new Place("fra", "Frankfurt, Germany", "eu", 50.1, 8.7),
            new Place("gru", "Sao Paulo, Brazil", "sa", -23.5, -46.6),
            new Place("iad", "Ashburn, Virginia (US)", "us", 39.0, -77.5),
            new Place("jnb", "Johannesburg, South Africa", "af", -26.1, 28.0),
            new Place("lax", "Los Angeles, California (US)", "us", 33.9, -118.4),
            new Place("lhr", "London, United Kingdom", "eu", 51.5, -0.1),
            new Place("nrt", "Tokyo, Japan", "apac", 35.8, 140.4),
            new Place("ord", "Chicago, Illinois (US)", "us", 41.9, -87.6),
            new Place("sin", "Singapore, Singapore", "apac", 1.3, 103.9),
            new Place("sjc", "San Jose, California (US)", "us", 37.4, -121.9),
            new Place("syd", "Sydney, Australia", "apac", -33.9, 151.2),
            new Place("yyz", "Toronto, Canada", "us", 43.7, -79.6));

    private Regions() {}

    /// The region of `candidates` next to `from`; ties go to the lower code.
    static Optional<Region> nearest(Region from, Collection<Region> candidates) {
        return candidates.stream().min(byDistanceFrom(from));
    }

    /// Nearest first, then by code.
    static Comparator<Region> byDistanceFrom(Region from) {
        return Comparator.<Region>comparingDouble(region -> distance(from, region))
                .thenComparing(Comparator.naturalOrder());
    }

    /// Resolves what a create call for `app` asks for: a code, an alias, or a list of both in order of preference.
    /// `any` is the app's primary region.
    public static Optional<Region> resolve(String wanted, SimulatedApp app) {
        if (wanted.equals("any")) {
            return app.primaryRegion().or(() -> Optional.of(new Region("iad")));
        }
        for (String word : wanted.split(",", -1)) {
            String code = word.strip();
            Optional<Place> place = ALL.stream()
                    .filter(candidate -> candidate.code().equals(code)
                            || candidate.geoRegion().equals(code)
                            || (code.equals("na") && candidate.geoRegion().equals("us")))
                    .findFirst();
            if (place.isPresent()) {
                return place.map(found -> new Region(found.code()));
            }
        }
        return Optional.empty();
    }

    /// Great-circle angle in radians; unknown regions are far from everything.
    private static double distance(Region from, Region to) {
        if (from.equals(to)) {
            return 0;
        }
        return place(from).flatMap(a -> place(to).map(b -> angle(a, b))).orElse(StrictMath.PI);
    }

    private static double angle(Place a, Place b) {
        double latitude = StrictMath.toRadians(b.latitude() - a.latitude());
        double longitude = StrictMath.toRadians(b.longitude() - a.longitude());
        double chord = square(StrictMath.sin(latitude / 2))
                + StrictMath.cos(StrictMath.toRadians(a.latitude()))
                        * StrictMath.cos(StrictMath.toRadians(b.latitude()))
                        * square(StrictMath.sin(longitude / 2));
        return 2 * StrictMath.asin(Math.min(1, StrictMath.sqrt(chord)));
    }

    private static double square(double value) {
        return value * value;
    }

    private static Optional<Place> place(Region region) {
        return ALL.stream().filter(place -> place.code().equals(region.value())).findFirst();
    }
}
