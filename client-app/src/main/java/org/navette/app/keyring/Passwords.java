// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.keyring;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.PasswordAccessException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passwords, one for each name at each server. They are kept in the system's keyring (Secret Service, Windows Credential
 * Manager, macOS Keychain); where there is none, in a file that only its owner can read.
 */
public final class Passwords {
    private static final Logger LOG = LoggerFactory.getLogger(Passwords.class);
    private static final String SERVICE = "Navette";

    /** Where a password was put. */
    public sealed interface Place {
        /** The system's keyring. */
        record InKeyring() implements Place {}

        /** A file that only its owner can read, and not encrypted: people have to be told. */
        record InFile(Path file) implements Place {}
    }

    private final PasswordFiles files;

    /** @param home where Navette keeps what it remembers */
    public Passwords(Path home) {
        this.files = new PasswordFiles(home.resolve("passwords"));
    }

    /** @throws IOException if it could not be kept anywhere */
    public Place put(URI server, String user, String password) throws IOException {
        String account = account(server, user);
        if (inKeyring(keyring -> {
                    keyring.setPassword(SERVICE, account, password);
                    return true;
                })
                .isPresent()) {
            // What was kept in a file before there was a keyring must not stay behind.
            files.remove(account);
            return new Place.InKeyring();
        }
        return new Place.InFile(files.put(account, password));
    }

    /** @throws IOException if the file it is kept in cannot be read, or can be read by others */
    public Optional<String> get(URI server, String user) throws IOException {
        String account = account(server, user);
        Optional<String> kept = files.get(account);
        return kept.isPresent() ? kept : inKeyring(keyring -> keyring.getPassword(SERVICE, account));
    }

    /** Forgets a password. @return whether there was one */
    public boolean remove(URI server, String user) throws IOException {
        String account = account(server, user);
        boolean inFile = files.remove(account);
        boolean inKeyring = inKeyring(keyring -> {
                    keyring.getPassword(SERVICE, account);
                    keyring.deletePassword(SERVICE, account);
                    return true;
                })
                .isPresent();
        return inFile || inKeyring;
    }

    @FunctionalInterface
    private interface Use<T> {
        T with(Keyring keyring) throws PasswordAccessException;
    }

    /** Absent where there is no keyring, it is locked and stays so, or it has no such entry. */
    private static <T> Optional<T> inKeyring(Use<T> use) {
        try {
            Keyring keyring = Keyring.create();
            try {
                return Optional.ofNullable(use.with(keyring));
            } finally {
                close(keyring);
            }
        } catch (BackendNotSupportedException | PasswordAccessException e) {
            LOG.debug("the keyring does not have it", e);
        } catch (RuntimeException e) {
            // The libraries behind it report a bus that is missing, or breaks off, by whatever they met.
            LOG.info("the keyring cannot be used", e);
        }
        return Optional.empty();
    }

    private static void close(Keyring keyring) {
        try {
            keyring.close();
        } catch (Exception e) {
            LOG.debug("the keyring ends by itself", e);
        }
    }

    /** A password is good for a whole server, whatever share of it. */
    private static String account(URI server, String user) {
        String port = server.getPort() < 0 ? "" : ":" + server.getPort();
        return user + "@" + server.getScheme().toLowerCase(Locale.ROOT) + "://"
                + server.getHost().toLowerCase(Locale.ROOT) + port;
    }
}
