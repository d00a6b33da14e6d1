// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.navette.app.api.AccountCommand;
import org.navette.app.api.CertificateReply;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.settings.SettingKey;
import org.navette.app.settings.SettingValues;
import org.navette.app.text.ExitCode;
import org.navette.app.text.Messages;
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

    AccountCommand.AccountReply about(AccountCommand.About asked, Messages messages)
            throws CommandRefusedException, IOException {
        Account account = account(asked.account(), messages);
        try (DavClient server = DavClient.open(account)) {
            DavClient.Space space = server.space();
            return new AccountCommand.AccountReply(
                    server.address().toString(),
                    server.about().software(),
                    space.left(),
                    space.used(),
                    server.certificate().map(certificate -> reply(certificate, account)));
        }
    }

    private static CertificateReply reply(Certificate certificate, Account account) {
        Optional<String> pinned = account.line().trust().certificate();
        return new CertificateReply(
                certificate.subject(),
                certificate.issuer(),
                certificate.from(),
                certificate.until(),
                certificate.sha256(),
                Optional.empty(),
                Optional.of(
                        pinned.filter(certificate.sha256()::equalsIgnoreCase).isPresent()));
    }

    /** Tries in a folder of its own what the server honours, which is removed again. */
    AccountCommand.ExaminedReply examine(AccountCommand.Examine asked, Messages messages)
            throws CommandRefusedException, StoreException, IOException {
        Doctor doctor = new Doctor(ComputerName.name(System.getenv()));
        return new AccountCommand.ExaminedReply(
                new ProfileTable(messages).lines(doctor.examine(account(asked.account(), messages))));
    }

    /** Through any folder of it: an account without one has nothing to sync. */
    private Account account(String name, Messages messages) throws CommandRefusedException, IOException {
        for (Map.Entry<String, SettingValues> folder :
                service.settings().folders().entrySet()) {
            if (folder.getValue().text(SettingKey.ACCOUNT).equals(Optional.of(name))) {
                return service.account(folder.getKey())
                        .orElseThrow(() -> new CommandRefusedException(
                                messages.text("state.needsPassword"), ExitCode.CREDENTIALS));
            }
        }
        throw Refusal.of(messages, "settings.noAccount", "", name);
    }
}
