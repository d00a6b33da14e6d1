// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.navette.engine.dav.Account;
import org.navette.engine.dav.ConnectionSettings;
import org.navette.engine.dav.ShareAddress;
import org.navette.engine.pass.Doctor;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.ServerProfile.Trait;
import org.navette.engine.port.StoreException;
import org.navette.testserver.DavServer;
import org.navette.testserver.FakeDav;
import org.navette.testserver.FakeFamily;
import org.navette.testserver.ServerKind;

/**
 * The table in docs/servers.md is what the probe says of the servers of the tests. With {@code -Dservers.write=true} it is
 * written anew.
 */
@Tag("thorough")
class ServersPageTest {
    private static final Path PAGE = Path.of("../docs/servers.md");
    private static final String BEGIN = "<!-- what follows is written by ServersPageTest -->\n";
    private static final String END = "<!-- written until here -->\n";

    private static final Map<String, String> NAMES = Map.of(
            "APACHE", "Apache",
            "NGINX", "nginx",
            "LIGHTTPD", "lighttpd",
            "RCLONE", "rclone",
            "TOMCAT", "Tomcat",
            "NEXTCLOUD", "Nextcloud\\*",
            "OWNCLOUD", "ownCloud\\*",
            "OCIS", "oCIS\\*",
            "SABRE", "sabre/dav\\*");

    @Test
    void theTableIsWhatTheProbeSays() throws Exception {
        for (ServerKind kind : ServerKind.values()) {
            kind.assumeInstalled();
        }
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        String table = table(profiles());
        if (Boolean.getBoolean("servers.write")) {
            Files.writeString(PAGE, page.substring(0, begin) + table + page.substring(end));
        } else {
            assertEquals(table, page.substring(begin, end), "write it anew with the command on that page");
        }
    }

    private static Map<String, ServerProfile> profiles() throws IOException, InterruptedException {
        Map<String, ServerProfile> profiles = new LinkedHashMap<>();
        Path place = Files.createTempDirectory("navette-page-");
        DavServer.openDirectory(place);
        try {
            for (ServerKind kind : ServerKind.values()) {
                try (DavServer server = kind.start(place.resolve(kind.name()))) {
                    profiles.put(kind.name(), examine(server.url(), server.asksForPassword()));
                }
            }
            for (FakeFamily family : FakeFamily.values()) {
                try (FakeDav server = family.start()) {
                    profiles.put(family.name(), examine(server.url(), true));
                }
            }
        } finally {
            MoreFiles.deleteRecursively(place, RecursiveDeleteOption.ALLOW_INSECURE);
        }
        return profiles;
    }

    private static ServerProfile examine(URI url, boolean withLogin) throws StoreException {
        Optional<Account.Login> login =
                withLogin ? Optional.of(new Account.Login(DavServer.USER, DavServer.PASSWORD)) : Optional.empty();
        return new Doctor("page")
                .examine(new Account(new ShareAddress(url), login, ConnectionSettings.USUAL))
                .profile();
    }

    private static String table(Map<String, ServerProfile> profiles) {
        Messages english = new Messages(Locale.ENGLISH);
        StringBuilder table = new StringBuilder("\n| |");
        profiles.keySet()
                .forEach(name -> table.append(' ').append(NAMES.get(name)).append(" |"));
        table.append("\n|---|").append("---|".repeat(profiles.size())).append('\n');
        for (Trait trait : Trait.values()) {
            if (ProfileTable.isShown(trait)) {
                table.append("| ")
                        .append(english.text("trait." + trait + ".yes"))
                        .append(" |");
                table.append(profiles.values().stream()
                        .map(profile -> ProfileTable.isHonoured(profile, trait) ? " yes |" : " – |")
                        .collect(Collectors.joining()));
                table.append('\n');
            }
        }
        return table.append('\n').toString();
    }

    @Test
    void everyTraitHasBothVerdictsInBothLanguages() {
        for (Locale language : new Locale[] {Locale.ENGLISH, Locale.FRENCH}) {
            Messages messages = new Messages(language);
            Arrays.stream(Trait.values()).filter(ProfileTable::isShown).forEach(trait -> {
                assertEquals('.', last(messages.text("trait." + trait + ".yes")));
                String no = messages.text("trait." + trait + ".no");
                assertEquals(true, no.endsWith(".") || no.endsWith(")."), no);
            });
        }
    }

    private static char last(String text) {
        return text.charAt(text.length() - 1);
    }
}
