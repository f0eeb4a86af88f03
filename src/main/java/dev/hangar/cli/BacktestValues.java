package dev.hangar.cli;

import dev.hangar.backtest.Scenario;
import dev.hangar.prometheus.PrometheusEndpoint;
import dev.hangar.prometheus.QueryMethod;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads what users write behind the options of `hangar backtest`.
final class BacktestValues {
    private BacktestValues() {}

    /// Takes times, also none.
    static class TimeConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            return value.matches("0(ms|s|m|h|d)?")
                    ? Duration.ZERO
                    : Durations.parse(value)
                            .orElseThrow(() -> new TypeConversionException(
                                    "'" + value + "' is not a time such as 500ms, 5s or 1m"));
        }
    }

    /// Takes times that a start may take.
    static final class StartDelayConverter extends TimeConverter {
        @Override
        public Duration convert(String value) {
            Duration time = super.convert(value);
            if (time.compareTo(Scenario.LONGEST_DELAY) > 0) {
                throw new TypeConversionException("'" + value + "' is not a time from 0s to 1h");
            }
            return time;
        }
    }

    /// Takes shares up to a half, such as `1%` or `0.01`.
    static final class ShareConverter implements ITypeConverter<Double> {
        @Override
        public Double convert(String value) {
            boolean percent = value.endsWith("%");
            String number = percent ? value.substring(0, value.length() - 1) : value;
            double share = number.matches("\\d{1,3}(\\.\\d{1,9})?") ? Double.parseDouble(number) : -1;
            share = percent ? share / 100 : share;
            if (!(share > 0 && share <= 0.5)) {
                throw new TypeConversionException(
                        "'" + value + "' is not a share such as 1% or 0.01, above 0 and at most 50%");
            }
            return share;
        }
    }

    /// Takes what a machine can take.
    static final class CapacityConverter implements ITypeConverter<Double> {
        @Override
        public Double convert(String value) {
            double capacity = value.matches("\\d{1,9}(\\.\\d{1,9})?") ? Double.parseDouble(value) : 0;
            if (capacity <= 0) {
                throw new TypeConversionException("'" + value + "' is not a number above 0");
            }
            return capacity;
        }
    }

    /// Takes times that a trace may span.
    static final class SpanConverter extends TimeConverter {
        private static final Duration LEAST = Duration.ofMinutes(1);
        private static final Duration MOST = Duration.ofDays(800);

        @Override
        public Duration convert(String value) {
            Duration time = super.convert(value);
            if (time.compareTo(LEAST) < 0 || time.compareTo(MOST) > 0) {
                throw new TypeConversionException("'" + value + "' is not a time from 1m to 800d");
            }
            return time;
        }
    }

    /// Takes addresses of Prometheus; a message never shows one, for it may hold a password.
    static final class AddressConverter implements ITypeConverter<URI> {
        @Override
        public URI convert(String value) {
            try {
                URI address = new URI(value.strip());
                return new PrometheusEndpoint(address, Optional.empty(), QueryMethod.POST, Duration.ofSeconds(1))
                        .base();
            } catch (URISyntaxException | IllegalArgumentException wrong) {
                throw new TypeConversionException(
                        "expected http(s)://host[:port][/path] without user, query and fragment");
            }
        }
    }
}
