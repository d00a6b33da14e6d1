// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Two devices and a server that does not tell all spellings of a name apart, or gives names a spelling of its own. */
abstract class SpellingServer extends TwoDevices {
    static final String COMPOSED = "Caf\u00e9.txt";
    static final String DECOMPOSED = "Cafe\u0301.txt";

    /** A server, one spelling of a name, and another that is the same to it. */
    record Case(Temper temper, ServerSpellings spellings, String name, String other) {}

    static Stream<Case> cases() {
        return Stream.of(Temper.APACHE, Temper.NGINX, Temper.RCLONE, Temper.TOMCAT, Temper.NEXTCLOUD, Temper.WORST)
                .flatMap(temper -> Stream.of(
                        new Case(temper, ServerSpellings.COMPOSED, DECOMPOSED, COMPOSED),
                        new Case(temper, ServerSpellings.COMPOSED, COMPOSED, DECOMPOSED),
                        new Case(temper, ServerSpellings.DECOMPOSED, COMPOSED, DECOMPOSED),
                        new Case(temper, ServerSpellings.DECOMPOSED, DECOMPOSED, COMPOSED),
                        new Case(temper, ServerSpellings.CASE_BLIND, "report.txt", "Report.txt"),
                        new Case(temper, ServerSpellings.CASE_BLIND, "\u00c9t\u00e9.txt", "\u00e9t\u00e9.TXT"),
                        new Case(temper, ServerSpellings.DECOMPOSED_AND_CASE_BLIND, COMPOSED, "CAFE\u0301.txt")));
    }

    static Stream<Arguments> servers() {
        return cases().map(Arguments::of);
    }

    final void startAt(Case at) {
        startWith(at.temper(), PLAIN, PLAIN);
        server.spellings = at.spellings();
    }

    /** No pass finds anything to do any more, on either side. */
    final void atRest(Device... devices) throws InterruptedException {
        inStep(devices);
        inStep(devices);
        for (Device device : devices) {
            int writes = server.writes;
            Map<String, String> before = on(device);
            inStep(device);
            assertEquals(writes, server.writes, "a quiet pass writes nothing there");
            assertEquals(before, on(device), "nor here");
        }
    }

    static Map<String, String> composed(Map<String, String> tree) {
        Map<String, String> composed = new TreeMap<>();
        tree.forEach((path, content) -> composed.put(Normalizer.normalize(path, Normalizer.Form.NFC), content));
        assertEquals(tree.size(), composed.size(), "nothing multiplies: " + tree);
        return composed;
    }

    /** One file everywhere, whatever its spelling, with this content. */
    final void everywhere(String content) {
        for (Map<String, String> tree : List.of(onServer(), on(one), on(two))) {
            assertEquals(List.of(content), List.copyOf(tree.values()), tree.toString());
        }
    }

    static Stream<Temper> tempers() {
        return Arrays.stream(Temper.values());
    }
}
