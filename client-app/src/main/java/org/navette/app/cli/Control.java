// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.FolderCommand;
import org.navette.app.api.NavetteApi;
import org.navette.app.control.ControlClient;
import org.navette.app.service.Commands;
import org.navette.app.service.Service;
import org.navette.app.settings.NavetteHome;
import org.navette.app.settings.PolicyLocation;
import org.navette.app.settings.SettingKey;
import org.navette.app.settings.SettingsFile;
import org.navette.app.settings.SettingsProblem;
import org.navette.app.text.Messages;
import org.navette.engine.port.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What commands are given to: the running Navette, or the settings where none runs. */
public final class Control implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Control.class);

    private final NavetteApi navette;
    private final AutoCloseable closed;
    private final boolean running;

    private Control(NavetteApi navette, AutoCloseable closed, boolean running) {
        this.navette = navette;
        this.closed = closed;
        this.running = running;
    }

    public static Path policy() {
        return PolicyLocation.ofSystem();
    }

    static Control open(Messages messages) throws StoreException, SettingsProblem.Found {
        Path home = NavetteHome.ofSession(System.getenv());
        Optional<ControlClient> client = ControlClient.connect(home);
        if (client.isPresent()) {
            return new Control(client.get(), client.get(), true);
        }
        Service service = new Service(home, new SettingsFile(home, policy()), messages);
        try {
            service.read();
        } catch (SettingsProblem.Found e) {
            service.close();
            throw e;
        }
        return new Control(new Commands(service), service, false);
    }

    /** The language somebody chose for the icon and the window; that of the session if nobody did. */
    static Messages chosenLanguage() {
        try {
            String language = new SettingsFile(NavetteHome.ofSession(System.getenv()), policy())
                    .read()
                    .general()
                    .text(SettingKey.LANGUAGE)
                    .orElse("system");
            return language.equals("system") ? Messages.ofSession() : new Messages(Locale.of(language));
        } catch (SettingsProblem.Found e) {
            LOG.debug("whoever uses the settings complains about them", e);
            return Messages.ofSession();
        }
    }

    /** Tells the running Navette, if there is one, that somebody has signed in. */
    static void signed(Messages messages) {
        Optional<ControlClient> client = ControlClient.connect(NavetteHome.ofSession(System.getenv()));
        if (client.isPresent()) {
            try (ControlClient line = client.get()) {
                line.run(new FolderCommand.Signed(Optional.empty()), messages.locale());
            } catch (CommandRefusedException | IOException e) {
                LOG.warn("the running Navette does not know of the new password", e);
            }
        }
    }

    NavetteApi navette() {
        return navette;
    }

    boolean isRunning() {
        return running;
    }

    @Override
    public void close() throws IOException {
        try {
            closed.close();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
