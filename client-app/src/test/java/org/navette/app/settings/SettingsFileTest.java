// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.navette.app.settings.SettingKey.Section;
import org.navette.app.text.Messages;
import org.navette.app.text.SettingsProblemSentences;

class SettingsFileTest {
    private static final String USUAL = """
            # What Marie wrote.
            [network]
            limit-up = "500k"   # the line at home

            [[account]]
            name = "asso"
            url = "https://cloud.monasso.org/dav/"
            user = "marie"

            # The shared one.
            [[folder]]
            name = "Documents"
            account = "asso"
            local = "~/Documents/asso"
            exclude = ["*.iso", "/archives/"]
            """;

    @TempDir
    private Path home;

    private Path policy;
    private SettingsFile file;

    @BeforeEach
    void begin() {
        policy = home.resolve("policy.toml");
        file = new SettingsFile(home, policy);
    }

    private Settings read(String person, String preset) throws Exception {
        Files.writeString(file.path(), person);
        Files.writeString(policy, preset);
        return file.read();
    }

    private String complaints(String person, String preset) {
        SettingsProblem.Found found = assertThrows(SettingsProblem.Found.class, () -> read(person, preset));
        return new SettingsProblemSentences(new Messages(Locale.ENGLISH))
                .of(found.complaints())
                .replace(home.toString() + "/", "");
    }

    @Test
    void whatIsChosenIsReadAndTheRestIsAsItComes() throws Exception {
        Settings settings = read(USUAL, "");
        SettingValues folder = settings.folder("Documents").orElseThrow();
        assertEquals(List.of("*.iso", "/archives/"), folder.list(SettingKey.EXCLUDE));
        assertEquals(Optional.of("both"), folder.text(SettingKey.MODE));
        assertEquals(SettingValues.Origin.STANDARD, folder.origin(SettingKey.MODE));
        assertEquals(SettingValues.Origin.PERSON, settings.network().origin(SettingKey.LIMIT_UP));
        assertEquals(Optional.empty(), settings.network().text(SettingKey.PROXY));
        assertEquals(
                Optional.of("marie"), settings.account("asso").orElseThrow().text(SettingKey.USER));
    }

    @Test
    void withoutAnyFileThereIsNothingAndNoComplaint() throws Exception {
        assertEquals(Map.of(), file.read().folders());
        assertFalse(file.exists());
    }

    @Test
    void everythingThatIsWrongIsToldAtOnceWithItsLine() {
        assertEquals(
                """
                settings.toml, line 1: there is no section “nonsense”.
                settings.toml, line 4: “limit-up” takes a number of bytes, for instance 500k or 2M.
                settings.toml, line 5: there is no “speed” in “network”.
                settings.toml, line 10: “url” takes an address that begins with https://
                settings.toml, line 12: there are two accounts called “asso”.""",
                complaints("""
                        nonsense = 1

                        [network]
                        limit-up = "quick"
                        speed = 3

                        # A comment.
                        [[account]]
                        name = "asso"
                        url = "ftp://x"

                        [[account]]
                        name = "asso"
                        url = "https://x/"
                        """, "")
                        .lines()
                        .sorted(Comparator.comparingInt(SettingsFileTest::line))
                        .collect(Collectors.joining("\n")));
    }

    private static int line(String complaint) {
        return Integer.parseInt(complaint.replaceAll("^[^,]*, line (\\d+):.*", "$1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [network             | line 1: this is not TOML
            network = 1          | line 1: “network” must be a section, written as [network].
            [folder]             | line 1: “folder” can occur several times, each written as [[folder]].
            [[folder]]           | line 1: this folder has no name.
            locked = ["network"] | line 1: there is no section “locked”.
            """)
    void whatIsNoSettingsFileIsSaidSo(String person, String expected) {
        String complaint = complaints(person, "");
        assertTrue(complaint.contains(expected), complaint);
    }

    @Test
    void whatAFolderNeedsIsAskedFor() {
        assertEquals(
                "settings.toml, line 1: the folder “a” has no “local”.\nsettings.toml: the folder “a” uses the account “b”, which does not exist.",
                complaints("[[folder]]\nname = \"a\"\naccount = \"b\"\n", ""));
    }

    @Test
    void changesKeepEverythingElseAsItWasWritten() throws Exception {
        read(USUAL, "");
        file.set(SettingKey.MODE, "Documents", "download");
        file.set(SettingKey.LIMIT_DOWN, "", "2M");
        file.set(SettingKey.LIMIT_UP, "", null);
        file.add(
                Section.FOLDER,
                Map.of(
                        SettingKey.FOLDER_NAME,
                        "Photos",
                        SettingKey.ACCOUNT,
                        "asso",
                        SettingKey.LOCAL,
                        "/photos",
                        SettingKey.EXCLUDE,
                        "a\nb"));
        String text = Files.readString(file.path());
        assertTrue(text.startsWith("# What Marie wrote.\n"), text);
        assertTrue(text.contains("# The shared one.\n[[folder]]\nname = \"Documents\""), text);
        Settings settings = file.read();
        assertEquals(
                Optional.of("download"),
                settings.folder("Documents").orElseThrow().text(SettingKey.MODE));
        assertEquals(Optional.of("2M"), settings.network().text(SettingKey.LIMIT_DOWN));
        assertEquals(Optional.empty(), settings.network().text(SettingKey.LIMIT_UP));
        assertEquals(List.of("a", "b"), settings.folder("Photos").orElseThrow().list(SettingKey.EXCLUDE));
        file.remove(Section.FOLDER, "Documents");
        assertEquals(List.of("Photos"), List.copyOf(file.read().folders().keySet()));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())));
    }

    @Test
    void aFileThatIsWrongIsNotWrittenOver() throws IOException {
        Files.writeString(file.path(), "[network\n");
        assertThrows(SettingsProblem.Found.class, () -> file.set(SettingKey.LIMIT_UP, "", "1k"));
        assertEquals("[network\n", Files.readString(file.path()));
    }

    @Test
    void aPolicyPresetsWhatAPersonMayChangeAndLocksWhatNobodyMay() throws Exception {
        Settings settings = read("""
                [network]
                limit-up = "1k"
                proxy = "mine:3128"
                [[folder]]
                name = "Documents"
                mode = "upload"
                local = "/mine"
                """, """
                locked = ["network.proxy", "account", "folder.Documents.mode"]
                [network]
                limit-up = "500k"
                proxy = "proxy.asso:3128"
                [[account]]
                name = "asso"
                url = "https://cloud.monasso.org/dav/"
                [[folder]]
                name = "Documents"
                account = "asso"
                local = "~/asso"
                """);
        assertEquals(Optional.of("1k"), settings.network().text(SettingKey.LIMIT_UP));
        assertEquals(Optional.of("proxy.asso:3128"), settings.network().text(SettingKey.PROXY));
        assertEquals(SettingValues.Origin.LOCKED, settings.network().origin(SettingKey.PROXY));
        SettingValues folder = settings.folder("Documents").orElseThrow();
        assertEquals(Optional.of("/mine"), folder.text(SettingKey.LOCAL));
        assertEquals(SettingValues.Origin.PRESET, folder.origin(SettingKey.ACCOUNT));
        assertEquals(Optional.of("both"), folder.text(SettingKey.MODE), "locked to what it comes with");
        assertEquals(SettingValues.Origin.LOCKED, folder.origin(SettingKey.MODE));
        assertFalse(settings.mayChange(Section.ACCOUNT));
        assertTrue(settings.mayChange(Section.FOLDER));
    }

    @Test
    void whereAccountsAreLockedAPersonsOwnDoNotCount() throws Exception {
        Settings settings = read(
                "[[account]]\nname = \"own\"\nurl = \"https://elsewhere/\"\n",
                "locked = [\"account\"]\n[[account]]\nname = \"asso\"\nurl = \"https://cloud/\"\n");
        assertEquals(List.of("asso"), List.copyOf(settings.accounts().keySet()));
    }

    @Test
    void aLockThatWouldLockNothingIsComplainedAbout() {
        assertEquals(
                "policy.toml, line 1: there is no setting “network.proxi” to lock.",
                complaints("", "locked = [\"network.proxi\", \"folder.Documents\"]\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, /etc/navette/policy.toml",
        "Mac OS X, /Library/Application Support/Navette/policy.toml",
    })
    void whereAnAdministratorPutsIt(String system, String path) {
        assertEquals(Path.of(path), PolicyLocation.of(system, false, () -> home));
    }

    @Test
    void whoSignsInIsLockedOnlyByNameOrWhereThePolicySaysIt() throws Exception {
        String account = "[[account]]\nname = \"asso\"\nurl = \"https://cloud.asso.example/\"\n";
        for (String lock : List.of("account", "account.asso", "account.user", "account.asso.user")) {
            Files.writeString(policy, "locked = [\"" + lock + "\"]\n" + account);
            SettingValues.Origin origin = new SettingsFile(home, policy)
                    .read()
                    .account("asso")
                    .orElseThrow()
                    .origin(SettingKey.USER);
            assertEquals(lock.endsWith("user"), origin == SettingValues.Origin.LOCKED, lock);
        }
        Files.writeString(policy, "locked = [\"account\"]\n" + account + "user = \"office\"\n");
        SettingValues asso =
                new SettingsFile(home, policy).read().account("asso").orElseThrow();
        assertEquals(SettingValues.Origin.LOCKED, asso.origin(SettingKey.USER));
    }

    @Test
    void onWindowsAndInAFlatpakItIsWhereOnlyAnAdministratorWrites() throws Exception {
        Path programs = home.resolve("Program Files");
        Path there = PolicyLocation.of("Windows 11", false, () -> programs);
        assertEquals(programs.resolve("Navette/policy.toml"), there);
        assertEquals(Path.of("/run/host/etc/navette/policy.toml"), PolicyLocation.of("Linux", true, () -> home));
        // Written and read there, as on a system of that kind.
        SettingsFile.writePolicy(there, "[network]\nproxy = \"proxy.asso.example:3128\"\n");
        assertEquals(
                Optional.of("proxy.asso.example:3128"),
                new SettingsFile(home, there).read().network().text(SettingKey.PROXY));
    }
}
