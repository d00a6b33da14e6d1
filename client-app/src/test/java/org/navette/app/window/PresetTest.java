// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.navette.app.api.FolderStateReply;
import org.navette.app.text.Messages;
import org.navette.testserver.ApacheExtension;
import org.navette.testserver.ApacheServer;
import org.navette.testserver.NeedsServer;

/** What an administrator has set up is there for whoever sits down: they give their name and password, and that is all. */
@Tag("integration")
@NeedsServer(ApacheServer.PROGRAM)
class PresetTest {
    @RegisterExtension
    static final ApacheExtension APACHE = new ApacheExtension();

    @TempDir
    Path place;

    @BeforeEach
    void share() throws Exception {
        Files.writeString(
                Files.createDirectories(APACHE.share().resolve("Comptes")).resolve("budget.txt"), "12");
    }

    private OpenWindow open(Locale language, String... policy) throws Exception {
        Path file = Files.writeString(place.resolve("policy.toml"), String.join("\n", policy));
        return new OpenWindow(place.resolve("home"), file, new Messages(language), 940, 640);
    }

    private String account() throws Exception {
        URI server = APACHE.server().tlsUrl();
        return "[[account]]\nname = \"asso\"\nurl = \"" + server + "\"\nca-file = \""
                + APACHE.server().certificate().pem() + "\"\n";
    }

    private static void signIn(OpenWindow window, String button) throws Exception {
        window.type("user", ApacheServer.USER);
        window.type("password", ApacheServer.PASSWORD);
        window.click(button);
    }

    private String settings() throws Exception {
        return Files.readString(place.resolve("home/settings.toml"));
    }

    @Test
    void theServerIsFilledInAndItsAccountUsedEvenIfNobodyMayAddOne() throws Exception {
        try (OpenWindow window = open(Locale.FRENCH, "locked = [\"account\"]", account())) {
            window.untilShown("preset");
            window.untilText("Votre administrateur a rempli ce champ.");
            assertEquals(
                    APACHE.server().tlsUrl().toString(),
                    window.node("address", TextField.class).getText());
            // Further down in the same share: the administrator named the server, the person the place.
            window.type(
                    "address",
                    APACHE.server().tlsUrl().resolve(APACHE.test() + "/").toString());
            window.click("next");
            window.untilShown("user");
            signIn(window, "next");
            window.untilShown("share-tree");
            window.click("next");
            window.startIn(place.resolve("here"));
            window.untilText("À jour");
            assertEquals("12", Files.readString(place.resolve("here/Comptes/budget.txt")));
            assertTrue(settings().contains("user = \"" + ApacheServer.USER + "\""), settings());
            assertFalse(settings().contains("url ="), "the address stays the administrator's: " + settings());
        }
    }

    @Test
    void aFolderThatIsPresetIsMadeAndWaitsOnlyForWhoItIs() throws Exception {
        Path here = place.resolve("Asso");
        String folder = "[[folder]]\nname = \"Partage\"\naccount = \"asso\"\nremote = \"" + APACHE.test()
                + "\"\nlocal = \"" + here + "\"\n";
        try (OpenWindow window = open(Locale.ENGLISH, "locked = [\"account\", \"folder\"]", account(), folder)) {
            window.untilState(FolderStateReply.NeedsPassword.class);
            window.untilShown("user");
            window.shot("preset-sign-in");
            window.click("sign-in");
            window.untilText("Your administrator set up this folder.");
            window.untilText("Enter your user name first.");
            window.type("user", ApacheServer.USER);
            window.type("password", "wrong");
            window.click("sign-in");
            window.untilText("The server refused the user name or the password.");
            signIn(window, "sign-in");
            window.untilIdle();
            assertEquals("12", Files.readString(here.resolve("Comptes/budget.txt")));
            assertFalse(settings().contains("url ="), settings());
        }
        // Afterwards it is a folder as any other: one that is missing is asked about, not made anew.
        Files.move(here, place.resolve("elsewhere"));
        try (OpenWindow window = open(Locale.ENGLISH, "locked = [\"account\", \"folder\"]", account(), folder)) {
            window.untilText("Is this still the same folder?");
            assertFalse(Files.exists(here));
        }
    }
}
