// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvitationTest {
    private static final Invitation WHOLE = new Invitation(
            "https://cloud.asso.example/dav/é/",
            Optional.of("marie"),
            Optional.of("Documents & co"),
            Optional.of("Nos documents"));

    @TempDir
    Path place;

    @Test
    void aLinkSaysAllThatAFileSays() throws IOException {
        Path file = Files.writeString(place.resolve("asso.navette"), """
                server = "https://cloud.asso.example/dav/é/"
                user = "marie"
                folder = "Documents & co"
                name = "Nos documents"
                """);
        assertEquals(Optional.of(WHOLE), Invitation.read(file.toString()));
        assertEquals(Optional.of(WHOLE), Invitation.read(WHOLE.toLink()));
    }

    @Test
    void aFileManagerNamesTheFileByItsUri() throws IOException {
        Path file = Files.writeString(place.resolve("à nous.navette"), "server = \"https://a.example/\"");
        assertEquals(
                "https://a.example/",
                Invitation.read(file.toUri().toString()).orElseThrow().server());
        assertThrows(IOException.class, () -> Invitation.read("file://elsewhere/asso.navette"));
        assertThrows(IOException.class, () -> Invitation.read("file:asso.navette"));
    }

    @Test
    void aPasswordInItIsNotRead() throws IOException {
        Invitation read = Invitation.read("navette://add?server=https://a.example/&password=s3cret&local=/etc")
                .orElseThrow();
        assertFalse(read.toString().contains("s3cret"));
        assertFalse(read.toString().contains("/etc"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "navette://add",
                "navette://add?server=",
                "navette://add?user=marie",
                "navette:\\\\bad uri",
                "navette://add?server=%ZZ"
            })
    void whatNamesNoServerIsNone(String link) throws IOException {
        assertEquals(Optional.empty(), Invitation.read(link));
    }

    @Test
    void nothingInItLeadsElsewhere() throws IOException {
        assertEquals(Optional.empty(), Invitation.read("navette://add?server=a.example&folder=../../etc"));
        Invitation read = Invitation.read("navette://add?server=a.example&folder=/Team/plans/&name=../../.ssh")
                .orElseThrow();
        assertEquals(Optional.of("Team/plans"), read.folder());
        assertEquals(Optional.of("ssh"), read.name());
    }

    @Test
    void aFileThatIsNoneIsNone() throws IOException {
        Path broken = Files.writeString(place.resolve("a.navette"), "server = https://");
        assertEquals(Optional.empty(), Invitation.read(broken.toString()));
        Path number = Files.writeString(place.resolve("b.navette"), "server = 12");
        assertEquals(Optional.empty(), Invitation.read(number.toString()));
        Path long_ = Files.writeString(place.resolve("c.navette"), "server = \"" + "x".repeat(20_000) + "\"");
        assertEquals(Optional.empty(), Invitation.read(long_.toString()));
        assertThrows(
                IOException.class, () -> Invitation.read(place.resolve("none").toString()));
    }
}
