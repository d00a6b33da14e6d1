// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.control.CheckBoxTreeItem;
import javafx.scene.control.TreeView;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.navette.app.api.FileCommand;
import org.navette.app.api.FolderCommand;
import org.navette.app.keyring.Passwords;
import org.navette.app.onboarding.Invitation;
import org.navette.app.window.kit.Route;
import org.navette.testserver.ApacheExtension;
import org.navette.testserver.ApacheServer;
import org.navette.testserver.FakeDav;
import org.navette.testserver.FakeFamily;
import org.navette.testserver.NeedsServer;

/** The first questions with what stands in the way of an answer, on a real Apache. */
@Tag("integration")
@NeedsServer(ApacheServer.PROGRAM)
class SetupTest {
    @RegisterExtension
    static final ApacheExtension APACHE = new ApacheExtension();

    @TempDir
    Path place;

    private URI tls() {
        return APACHE.server().tlsUrl().resolve(APACHE.test() + "/");
    }

    private OpenWindow open(Locale language) throws Exception {
        OpenWindow window = new OpenWindow(place.resolve("home"), language);
        window.untilShown("address");
        return window;
    }

    private static void address(OpenWindow window, String address) throws Exception {
        window.type("address", address);
        window.click("next");
    }

    private static void signIn(OpenWindow window, String password) throws Exception {
        window.type("user", ApacheServer.USER);
        window.type("password", password);
        window.click("next");
    }

    @Test
    void anUnknownCertificateIsShownAndAWrongPasswordRefused() throws Exception {
        Files.writeString(APACHE.share().resolve("a.txt"), "a");
        try (OpenWindow window = open(Locale.ENGLISH)) {
            address(window, tls().toString());
            window.untilShown("trust");
            window.untilText("Do you trust 127.0.0.1?");
            window.untilText(APACHE.server().certificate().fingerprint().substring(0, 4));
            window.shot("setup-certificate");
            window.click("trust");
            window.untilShown("user");
            window.shot("setup-sign-in");
            signIn(window, "wrong");
            window.untilText("The server refused the user name or the password.");
            window.shot("setup-refused");
            signIn(window, ApacheServer.PASSWORD);
            window.untilShown("share-tree");
            window.click("next");
            window.startIn(place.resolve("here"));
            window.untilText("Up to date.");
            assertEquals("a", Files.readString(place.resolve("here/a.txt")));
            assertFalse(Files.readString(place.resolve("home/settings.toml")).contains(ApacheServer.PASSWORD));
        }
    }

    @Test
    void aFolderThatIsLeftOutStaysThereAndComesWhenItIsTakenAgain() throws Exception {
        Files.createDirectories(APACHE.share().resolve("Photos/Mer"));
        Files.createDirectories(APACHE.share().resolve("Comptes"));
        Files.writeString(APACHE.share().resolve("Photos/Mer/vague.txt"), "~");
        Files.writeString(APACHE.share().resolve("Comptes/budget.txt"), "12");
        try (OpenWindow window = open(Locale.FRENCH)) {
            address(window, APACHE.url().toString());
            window.untilShown("user");
            signIn(window, ApacheServer.PASSWORD);
            window.untilText("Photos  —  1 fichier");
            OpenWindow.draw(() -> {
                for (Object item :
                        window.node("share-tree", TreeView.class).getRoot().getChildren()) {
                    if (item instanceof CheckBoxTreeItem<?> folder
                            && String.valueOf(folder.getValue()).equals("Photos")) {
                        folder.setSelected(false);
                    }
                }
                return null;
            });
            window.shot("setup-left-out");
            window.click("next");
            window.type("local", place.resolve("ici").toString());
            window.click("next");
            window.untilText("1 dossier n’est pas synchronisé");
            window.untilText("1 fichier à recevoir");
            window.click("start");
            window.untilText("À jour.");
            assertTrue(Files.exists(place.resolve("ici/Comptes/budget.txt")));
            assertFalse(Files.exists(place.resolve("ici/Photos")));
            assertTrue(Files.exists(APACHE.share().resolve("Photos/Mer/vague.txt")));

            window.go(new Route.Settings());
            SettingsTest.tab(window, "settings-folders");
            String exclude = "folder-" + APACHE.test() + "-exclude";
            window.type(exclude, "");
            window.click("save-" + APACHE.test());
            window.until("Photos", () -> Files.exists(place.resolve("ici/Photos/Mer/vague.txt")));
        }
    }

    @Test
    void anExistingFolderIsAdoptedAndNothingIsDeleted() throws Exception {
        Files.writeString(APACHE.share().resolve("same.txt"), "same");
        Files.writeString(APACHE.share().resolve("differs.txt"), "theirs");
        Path here = Files.createDirectories(place.resolve("Dropbox"));
        Files.writeString(here.resolve("same.txt"), "same");
        Files.writeString(here.resolve("differs.txt"), "mine");
        Files.writeString(here.resolve("only-here.txt"), "mine");
        try (OpenWindow window = open(Locale.ENGLISH)) {
            address(window, APACHE.url().toString());
            signIn(window, ApacheServer.PASSWORD);
            window.untilShown("share-tree");
            window.click("next");
            window.type("local", here.toString());
            window.untilText("It already holds files");
            window.shot("setup-adopt");
            window.click("next");
            window.untilText("1 file to send");
            window.untilText("2 files are on both sides");
            window.shot("setup-adopt-ready");
            window.click("start");
            window.untilText("Up to date.");
            window.until(
                    "a conflict",
                    () -> !window.shell().appState().conflicts().get().isEmpty());
            try (Stream<Path> files = Files.list(APACHE.share())) {
                assertEquals(4, files.count(), "both versions, and nothing less");
            }
        }
    }

    @Test
    void aPasswordInTheClearNeedsSomebodyWhoAgrees() throws Exception {
        try (OpenWindow window = open(Locale.FRENCH)) {
            address(window, "http://share.invalid/dav");
            window.untilText("share.invalid");
            window.until("a sentence", () -> window.isShown("setup-trouble"));
            address(window, "nothing like an address");
            window.untilText("aucun espace partagé");
            window.shot("setup-no-share");
        }
    }

    @Test
    void aNextcloudIsSignedInToInTheBrowserAfterAnInvitation() throws Exception {
        try (FakeDav cloud = FakeFamily.NEXTCLOUD.start();
                OpenWindow window = open(Locale.ENGLISH)) {
            cloud.makeCollection("/Team");
            cloud.put("/Team/plan.txt", "plan");
            window.go(new Route.Setup(Optional.of(new Invitation(
                    cloud.installation().toString(), Optional.empty(), Optional.of("Team"), Optional.of("Our team")))));
            window.untilText("An invitation filled this in.");
            window.click("next");
            window.untilShown("sign-in-page");
            window.shot("setup-page");
            window.click("sign-in-page");
            window.until(
                    "the page",
                    () -> window.outside.stream().anyMatch(operation -> operation.startsWith("browse http")));
            cloud.signIn();
            window.untilShown("share-tree");
            window.untilText("Everything  —  1 file");
            window.click("next");
            assertTrue(window.node("local", javafx.scene.control.TextField.class)
                    .getText()
                    .endsWith("Our team"));
            window.startIn(place.resolve("here"));
            window.untilText("Up to date.");
            assertEquals("plan", Files.readString(place.resolve("here/plan.txt")));
            String link = window.navette
                    .run(new FileCommand.FileLink(place.resolve("here/plan.txt").toString()), Locale.ENGLISH)
                    .link();
            assertEquals(cloud.installation() + "s/shareType=3-path=%2FTeam%2Fplan.txt", link);
        }
    }

    @Test
    void whatTakesLongCanBeStopped() throws Exception {
        try (FakeDav cloud = FakeFamily.NEXTCLOUD.start();
                OpenWindow window = open(Locale.ENGLISH)) {
            address(window, cloud.installation().toString());
            window.click("sign-in-page");
            window.until(
                    "the page", () -> window.outside.stream().anyMatch(operation -> operation.startsWith("browse")));
            window.click("stop");
            window.untilShown("user");
            cloud.signIn();
            window.type("user", FakeDav.USER);
            window.type("password", FakeDav.PASSWORD);
            window.click("next");
            window.untilShown("share-tree");
        }
    }

    @Test
    void oneGoesBackAndAnswersStay() throws Exception {
        try (OpenWindow window = open(Locale.ENGLISH)) {
            address(window, APACHE.url().toString());
            window.untilShown("user");
            window.click("back");
            window.untilShown("address");
            assertTrue(window.texts().contains(APACHE.url().toString()));
            window.type("address", "");
            window.click("next");
            window.untilText("Paste or type an address first.");
        }
    }

    @Test
    void aCertificateNobodyVouchesForIsAskedAboutInTheFolder() throws Exception {
        Files.writeString(APACHE.share().resolve("a.txt"), "a");
        Path here = Files.createDirectories(place.resolve("here"));
        new Passwords(place.resolve("home")).put(tls(), ApacheServer.USER, ApacheServer.PASSWORD);
        try (OpenWindow window = open(Locale.ENGLISH)) {
            window.navette.run(add(here, tls().toString()), Locale.ENGLISH);
            window.untilShown("answer-trust");
            window.untilText("Do you trust this server?");
            window.untilText(APACHE.server().certificate().fingerprint().substring(0, 4));
            window.shot("question-certificate");
            window.click("answer-trust");
            window.untilText("Up to date.");
            assertEquals("a", Files.readString(here.resolve("a.txt")));
        }
    }

    @Test
    void aChangedPasswordIsAskedForInTheFolder() throws Exception {
        Files.writeString(APACHE.share().resolve("a.txt"), "a");
        Path here = Files.createDirectories(place.resolve("here"));
        try (OpenWindow window = open(Locale.FRENCH)) {
            window.navette.run(add(here, APACHE.url().toString()), Locale.FRENCH);
            window.untilShown("sign-in");
            window.shot("sign-in-again");
            window.type("password", "faux");
            window.click("sign-in");
            window.untilText("Le serveur a refusé");
            window.type("password", ApacheServer.PASSWORD);
            window.click("sign-in");
            window.untilText("À jour.");
            assertTrue(Files.exists(here.resolve("a.txt")));
        }
    }

    private static FolderCommand.Add add(Path here, String url) {
        return FolderCommand.Add.of(here, url).signedIn(Optional.of(ApacheServer.USER), Optional.empty(), false);
    }
}
