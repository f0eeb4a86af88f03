package dev.hangar.simulator;

import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/// Runs the demonstration's organization until the process is ended, to be looked at by hand.
///
/// Arguments: speed (60 by default).
final class SimulatorMain {
    private SimulatorMain() {}

    public static void main(String[] arguments) throws Exception {
        double speed = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 60;
        SimulatorSettings settings = SimulatorSettings.of(7, speed, Instant.now());
        try (SimulatorServer server = SimulatorServer.start(settings, TestPrices.book())) {
            System.out.println(server.baseUri() + " " + server.prometheusUri() + " token " + server.token());
            new CountDownLatch(1).await();
        }
    }
}
