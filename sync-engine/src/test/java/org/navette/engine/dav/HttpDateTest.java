// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.apache.hc.client5.http.utils.DateUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {
    @Test
    void theUsualFormIsRead() {
        assertEquals(
                Optional.of(Instant.parse("1994-11-06T08:49:37Z")), HttpDate.parse("Sun, 06 Nov 1994 08:49:37 GMT"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "Sun, 6 Nov 1994 08:49:37 GMT"})
    void theObsoleteFormsAreReadAsTheLibraryReadsThem(String text) {
        assertEquals(Optional.ofNullable(DateUtils.parseStandardDate(text)), HttpDate.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "Sun, 06 Foo 1994 08:49:37 GMT",
                "Sun, 06 anF 1994 08:49:37 GMT",
                "Sun, 31 Feb 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 25:49:37 GMT",
                "Sun, xx Nov 1994 08:49:37 GMT",
            })
    void whatMakesNoSenseIsAbsent(String text) {
        assertEquals(Optional.empty(), HttpDate.parse(text));
    }

    @Test
    void everyDayReadsAsTheLibraryReadsIt() {
        Instant time = Instant.parse("2023-12-30T23:59:58Z");
        for (int day = 0; day < 800; day++, time = time.plusSeconds(86_399)) {
            assertEquals(Optional.of(time), HttpDate.parse(DateUtils.formatStandardDate(time)));
        }
    }
}
