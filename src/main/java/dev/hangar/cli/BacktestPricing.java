package dev.hangar.cli;

import dev.hangar.backtest.Tariff;
import dev.hangar.cost.Presets;
import dev.hangar.cost.PriceList;
import dev.hangar.model.Guest;
import dev.hangar.model.Region;
import dev.hangar.report.SafeText;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;

/// What `--dollars` names, such as `performance-2x:8192MB@fra`.
final class BacktestPricing {
    private BacktestPricing() {}

    /// @throws CliFailure with exit code 2, naming what there is, when size or region is none that has a price
    static Tariff tariff(String text, PriceList prices, Instant at) throws CliFailure {
        int split = text.lastIndexOf('@');
        if (split < 0) {
            throw wrong("'" + SafeText.of(text, false) + "' is not size@region, such as shared-cpu-1x@iad");
        }
        String size = text.substring(0, split).strip();
        String region = text.substring(split + 1).strip().toLowerCase(Locale.ROOT);
        Guest guest = Presets.guest(size)
                .orElseThrow(() -> wrong("'" + SafeText.of(size, false) + "' is no size, expected one of "
                        + String.join(", ", Presets.names())
                        + ", with more memory as in shared-cpu-1x:512MB: by 256 MB, up to 2 GB per shared and 8 GB per"
                        + " performance CPU"));
        var regions = prices.at(at).markups().keySet();
        if (regions.stream().noneMatch(known -> known.value().equals(region))) {
            throw wrong("'" + SafeText.of(region, false) + "' is no region with a price, expected one of "
                    + regions.stream().sorted().map(Region::value).collect(Collectors.joining(", ")));
        }
        return Tariff.of(guest, new Region(region), prices, at)
                .orElseThrow(() -> wrong("there is no price for " + guest));
    }

    private static CliFailure wrong(String message) {
        return new CliFailure("--dollars: " + message, CommandFactory.WRONG_USAGE);
    }
}
