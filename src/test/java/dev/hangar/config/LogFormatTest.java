package dev.hangar.config;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LogFormatTest {
    @ParameterizedTest
    @CsvSource({
        "AUTO,true,false",
        "AUTO,false,true",
        "JSON,true,true",
        "JSON,false,true",
        "TEXT,true,false",
        "TEXT,false,false"
    })
    void isTextForPeopleUnlessToldOtherwise(LogFormat format, boolean terminal, boolean json) {
        assertThat(format.isJson(terminal)).isEqualTo(json);
    }
}
