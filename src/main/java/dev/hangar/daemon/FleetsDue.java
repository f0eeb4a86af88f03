package dev.hangar.daemon;

import dev.hangar.control.SignalSnapshot;
import dev.hangar.model.App;
import dev.hangar.model.SignalName;
import dev.hangar.model.Silence;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Message of the channel `fleets-due`: the fleets of one app are due, with what this tick read for all fleets.
///
/// @param app whose fleets
/// @param signals one snapshot per signal
/// @param history past snapshots for fleets that are seen for the first time
/// @param silence several apps of the organization lost their demand at once
public record FleetsDue(
        App app,
        Map<SignalName, SignalSnapshot> signals,
        Map<SignalName, List<SignalSnapshot>> history,
        Optional<Silence> silence) {}
