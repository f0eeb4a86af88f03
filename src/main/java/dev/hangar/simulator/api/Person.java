package dev.hangar.simulator.api;

/// The one person of the simulated organization.
final class Person {
    static final String ID = "usr_simulated";
    static final String EMAIL = "pilot@example.com";
    static final String NAME = "Pilot";

    private Person() {}
}
