// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NameMaskTest {
    private NameMask mask;

    @BeforeEach
    void readOwnWords() throws Exception {
        mask = new NameMask(KnownWords.all());
    }

    @Test
    void whatIsInPlacesNobodyThoughtOfIsMaskedAsWell() {
        JsonElement status = JsonParser.parseString("""
                {"folders": [{
                  "name": "Asso", "state": "needs-decision", "held": ["Procès Dupont/lettre.odt", "2026/Zoé.ods"],
                  "sentence": "The server sends us to https://nuage.durand.example:8443/login.",
                  "documents": [{"path": "b.odt", "holder": "Zoé Lambert (poste-accueil)"}],
                  "certificate": {"subject": "CN=nuage.durand.example,O=Cabinet Durand", "sha256": "3f0a99c4"},
                  "somethingNew": {"deep": ["tel. 0612345678", "10.1.2.3", "fe80::1:2:3:4"]}}]}
                """);
        mask.addNames(status);
        String masked = mask.mask(status).toString();
        for (String secret : List.of(
                "Asso",
                "Dupont",
                "lettre",
                "Zo",
                "Lambert",
                "accueil",
                "nuage",
                "durand",
                "Durand",
                "Cabinet",
                "3f0a99c4",
                "0612345678",
                "10.1.2.3",
                "fe80")) {
            assertFalse(masked.contains(secret), secret + " is not masked: " + masked);
        }
        assertTrue(masked.contains("needs-decision"), masked);
        assertTrue(masked.contains("The server sends us to https://"), masked);
        assertTrue(masked.contains(".odt"), masked);
    }

    @Test
    void aLogStaysReadable() {
        mask.add("/home/marie/Asso");
        String line =
                "2026-11-27 10:15:30 WARNING org.navette.engine.pass.SyncPass: /home/marie/Asso/Bilan 2025.ods was moved aside"
                        + " to be deleted, and is looked at again later\n"
                        + "Caused by: java.net.SocketException: Connection reset\n"
                        + "\tat java.base/sun.nio.ch.NioSocketImpl.implRead(NioSocketImpl.java:318)\n";
        String masked = mask.mask(line);
        assertFalse(masked.contains("marie") || masked.contains("Bilan"), masked);
        for (String kept : List.of(
                "2026-11-27 10:15:30 WARNING org.navette.engine.pass.SyncPass:",
                ".ods was moved aside to be deleted, and is looked at again later",
                "Caused by: java.net.SocketException: Connection reset",
                "sun.nio.ch.NioSocketImpl.implRead")) {
            assertTrue(masked.contains(kept), masked);
        }
    }

    @Test
    void aNameIsMaskedByTheSameWordEverywhere() {
        String twice = mask.mask("Trésorerie, Trésorerie");
        String word = twice.substring(0, twice.indexOf(','));
        assertEquals(word + ", " + word, twice);
    }

    @Test
    void aNameMadeOfWordsOfOursIsMaskedWhereItIsKnown() {
        mask.add("plan of the server.txt");
        String masked = mask.mask("plan of the server.txt was sent");
        assertTrue(masked.startsWith("(name-") && masked.endsWith(").txt was sent"), masked);
    }
}
