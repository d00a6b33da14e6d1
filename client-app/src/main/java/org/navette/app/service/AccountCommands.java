// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.settings.SettingKey;
import org.navette.app.settings.SettingValues;
import org.navette.app.text.ExitCode;
import org.navette.app.text.ProfileTable;
import org.navette.engine.dav.Account;
import org.navette.engine.dav.Certificate;
import org.navette.engine.dav.DavClient;
import org.navette.engine.pass.Doctor;
import org.navette.engine.port.StoreException;

/** What a server says of an account, asked now. */
final class AccountCommands {
    private final Service service;

    AccountCommands(Service service) {
        this.service = service;
    }

    JsonObject about(CommandRequest asked) throws CommandRefusedException, IOException {
        Account account = account(asked);
        JsonObject result = new JsonObject();
        try (DavClient server = DavClient.open(account)) {
            result.addProperty("address", server.address().toString());
            result.addProperty("software", server.about().software());
            DavClient.Space space = server.space();
            space.left().ifPresent(bytes -> result.addProperty("left", bytes));
            space.used().ifPresent(bytes -> result.addProperty("used", bytes));
            server.certificate().ifPresent(certificate -> result.add("certificate", certificate(certificate, account)));
        }
        return result;
    }

    private static JsonObject certificate(Certificate certificate, Account account) {
        JsonObject json = new JsonObject();
        json.addProperty("subject", certificate.subject());
        json.addProperty("issuer", certificate.issuer());
        json.addProperty("from", certificate.from().toString());
        json.addProperty("until", certificate.until().toString());
        json.addProperty("sha256", certificate.sha256());
        Optional<String> pinned = account.line().trust().certificate();
        json.addProperty(
                "pinned", pinned.filter(certificate.sha256()::equalsIgnoreCase).isPresent());
        return json;
    }

    /** Tries in a folder of its own what the server honours, which is removed again. */
    JsonObject examine(CommandRequest asked) throws CommandRefusedException, StoreException, IOException {
        JsonArray lines = new JsonArray();
        new ProfileTable(asked.messages())
                .lines(new Doctor(ComputerName.name(System.getenv())).examine(account(asked)))
                .forEach(lines::add);
        JsonObject result = new JsonObject();
        result.add("lines", lines);
        return result;
    }

    /** Through any folder of it: an account without one has nothing to sync. */
    private Account account(CommandRequest asked) throws CommandRefusedException, IOException {
        String name = asked.required("account");
        for (Map.Entry<String, SettingValues> folder :
                service.settings().folders().entrySet()) {
            if (folder.getValue().text(SettingKey.ACCOUNT).equals(Optional.of(name))) {
                return service.account(folder.getKey())
                        .orElseThrow(() -> new CommandRefusedException(
                                asked.messages().text("state.needsPassword"), ExitCode.CREDENTIALS));
            }
        }
        throw asked.refusal("settings.noAccount", "", name);
    }
}
