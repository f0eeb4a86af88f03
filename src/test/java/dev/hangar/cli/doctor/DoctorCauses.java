package dev.hangar.cli.doctor;

import java.util.Arrays;
import java.util.List;

/// The codes of all causes, for tests of the command.
public final class DoctorCauses {
    private DoctorCauses() {}

    public static List<String> codes() {
        return Arrays.stream(Cause.values()).map(Cause::code).toList();
    }
}
