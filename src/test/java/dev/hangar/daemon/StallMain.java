package dev.hangar.daemon;

import dev.hangar.control.Custody;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// A process whose loop hangs in a virtual thread, as a tick would; so do its shutdown hook and, with the argument
/// `hang`, giving back and the log's reader.
final class StallMain {
    private StallMain() {}

    public static void main(String... arguments) throws InterruptedException {
        boolean allHangs = arguments.length > 0;
        CountDownLatch never = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> aTickThatHangs(never)));
        Thread.ofVirtual().name("tick").start(() -> aTickThatHangs(never));
        FatalExit real = FatalExit.ofProcess(() -> {
            System.out.println("gave back");
            System.out.flush();
            if (allHangs) {
                aTickThatHangs(never);
            }
        });
        FatalExit exit = new FatalExit(
                real.givingBack(), real.dump(), allHangs ? Duration.ofMillis(300) : Duration.ofMinutes(1), real.halt());
        Duration soon = Duration.ofMillis(200);
        new StallWatch(
                        new LoopState(System::nanoTime, Duration.ofSeconds(15)),
                        new InFlight(),
                        new Custody(),
                        new StallLimits(soon, soon, soon, soon),
                        Duration.ofMillis(20),
                        exit)
                .start();
        never.await();
    }

    private static void aTickThatHangs(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
