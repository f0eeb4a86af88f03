package dev.hangar.daemon;

import dev.hangar.cli.Launch;
import dev.hangar.control.PassRecord;
import dev.hangar.telemetry.Accounts;
import dev.hangar.telemetry.DecisionLog;
import dev.hangar.telemetry.MoneyMeters;
import dev.hangar.telemetry.PassMeters;
import dev.hangar.web.Journal;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Who hears of every pass: meters, log, journal, and whoever launched the daemon.
@Singleton
public class PassListeners {
    private final PassMeters meters;
    private final Accounts accounts;
    private final MoneyMeters money;
    private final DecisionLog log;
    private final Journal journal;
    private final Launch launch;

    PassListeners(
            PassMeters meters, Accounts accounts, MoneyMeters money, DecisionLog log, Journal journal, Launch launch) {
        this.meters = meters;
        this.accounts = accounts;
        this.money = money;
        this.log = log;
        this.journal = journal;
        this.launch = launch;
    }

    @Incoming("passes")
    void telemetry(PassRecord record) {
        meters.record(record);
        accounts.record(record);
        money.record(record);
        log.record(record);
    }

    @Incoming("passes")
    void journal(PassRecord record) {
        journal.record(record);
    }

    @Incoming("passes")
    void launcher(PassRecord record) {
        launch.listener().accept(record);
    }
}
