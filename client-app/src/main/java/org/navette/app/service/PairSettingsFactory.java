// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import com.google.common.net.UrlEscapers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.navette.app.keyring.Passwords;
import org.navette.app.settings.ProxyAddress;
import org.navette.app.settings.SettingKey;
import org.navette.app.settings.SettingValues;
import org.navette.app.settings.Settings;
import org.navette.app.settings.ValueType;
import org.navette.app.text.Messages;
import org.navette.engine.dav.Account;
import org.navette.engine.dav.ConnectionSettings;
import org.navette.engine.dav.ShareAddress;
import org.navette.engine.pass.PairSettings;
import org.navette.engine.port.ConflictNames;
import org.navette.engine.port.Meter;
import org.navette.engine.port.Reserve;
import org.navette.engine.port.StoreException;
import org.navette.engine.schedule.FolderOptions;
import org.navette.engine.schedule.SyncFolder;
import org.navette.engine.schedule.SyncHours;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From settings to what the engine needs for a folder pair. */
final class PairSettingsFactory {
    private static final Logger LOG = LoggerFactory.getLogger(PairSettingsFactory.class);

    private final Path home;
    private final Messages messages;
    private final Meter meter;

    PairSettingsFactory(Path home, Messages messages, Meter meter) {
        this.home = home;
        this.messages = messages;
        this.meter = meter;
    }

    /** The local folder, wherever links lead; as it is written if it is not there now. */
    static Path root(SettingValues folder) {
        String local = folder.text(SettingKey.LOCAL).orElse("");
        Path path = local.equals("~") || local.startsWith("~/")
                ? Path.of(System.getProperty("user.home", ""), local.substring(1))
                : Path.of(local);
        try {
            return path.toRealPath();
        } catch (IOException e) {
            LOG.debug("{} is not there now", path, e);
            return path.toAbsolutePath().normalize();
        }
    }

    /** @throws IllegalArgumentException if the account has no address that can be one */
    static ShareAddress address(SettingValues account, SettingValues folder) {
        String url = account.text(SettingKey.URL).orElse("");
        String below = folder.text(SettingKey.REMOTE).orElse("");
        String path = Stream.of(below.split("/"))
                .filter(name -> !name.isEmpty())
                .map(name -> UrlEscapers.urlPathSegmentEscaper().escape(name) + "/")
                .collect(Collectors.joining());
        return new ShareAddress(URI.create((url.endsWith("/") ? url : url + "/") + path));
    }

    /** The share of a folder; absent if its account has no address that can be one. */
    static Optional<ShareAddress> address(Settings settings, String name) {
        SettingValues folder = settings.folder(name).orElse(SettingValues.NONE);
        SettingValues account =
                folder.text(SettingKey.ACCOUNT).flatMap(settings::account).orElse(SettingValues.NONE);
        try {
            return Optional.of(address(account, folder));
        } catch (IllegalArgumentException e) {
            LOG.debug("{} has no address", name, e);
            return Optional.empty();
        }
    }

    /** The path of an address below that of an account, empty for the same; absent if it is somewhere else. */
    static Optional<String> below(SettingValues account, String url) {
        try {
            URI at = new ShareAddress(URI.create(url)).base();
            URI above = address(account, SettingValues.NONE).base();
            return at.toString().startsWith(above.toString())
                    ? Optional.of(
                            at.getPath().substring(above.getPath().length()).replaceFirst("/$", ""))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Absent if the account has a name, and no password is kept for it. */
    Optional<SyncFolder.Settings> of(Settings settings, SettingValues folder) throws IOException {
        SettingValues account =
                folder.text(SettingKey.ACCOUNT).flatMap(settings::account).orElse(SettingValues.NONE);
        ShareAddress address = address(account, folder);
        Optional<String> user = account.text(SettingKey.USER);
        Optional<Account.Login> login = Optional.empty();
        if (user.isPresent()) {
            Optional<String> password = new Passwords(home).get(address.base(), user.get());
            if (password.isEmpty()) {
                return Optional.empty();
            }
            login = Optional.of(new Account.Login(user.get(), password.get()));
        }
        String device = settings.general().text(SettingKey.DEVICE).orElseGet(() -> ComputerName.name(System.getenv()));
        Clock clock = Clock.systemDefaultZone();
        PairSettings pair = new PairSettings(
                home,
                root(folder),
                new Account(address, login, line(settings.network(), account)),
                folder.list(SettingKey.EXCLUDE),
                new ConflictNames(messages.text("conflict.word"), device, clock),
                settings.general()
                        .text(SettingKey.MIN_DISK_FREE)
                        .map(ValueType::bytes)
                        .map(Reserve::of)
                        .orElse(Reserve.USUAL),
                clock);
        return Optional.of(new SyncFolder.Settings(pair, folderOptions(settings, folder), Optional.empty()));
    }

    /**
     * Makes the local folder of a pair that an administrator has set up, where it is new on this machine. One that was there
     * before and is missing now is for a person to look after.
     */
    static void makePreset(SettingValues folder, PairSettings pair) throws StoreException {
        if (folder.isPreset(SettingKey.LOCAL)
                && !pair.isKnown()
                && !Files.exists(pair.root(), LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.createDirectories(pair.root());
            } catch (IOException e) {
                throw StoreException.here(pair.root().toString(), e);
            }
        }
    }

    ConnectionSettings line(SettingValues network, SettingValues account) {
        ConnectionSettings.Trust trust = new ConnectionSettings.Trust(
                account.text(SettingKey.TRUST_CERT)
                        .map(text -> text.replace(":", "").toLowerCase(Locale.ROOT)),
                account.text(SettingKey.CA_FILE).map(Path::of),
                Optional.empty());
        boolean plain =
                account.text(SettingKey.ALLOW_PLAIN_HTTP).map(Boolean::valueOf).orElse(false);
        return line(network, trust, plain);
    }

    /** The way to whoever may know of newer versions. */
    ConnectionSettings updateLine(Settings settings) {
        Optional<Path> authorities =
                settings.update().text(SettingKey.UPDATE_CA_FILE).map(Path::of);
        return line(
                settings.network(),
                new ConnectionSettings.Trust(Optional.empty(), authorities, Optional.empty()),
                false);
    }

    private ConnectionSettings line(SettingValues network, ConnectionSettings.Trust trust, boolean plain) {
        ConnectionSettings.Limits limits = new ConnectionSettings.Limits(
                network.text(SettingKey.LIMIT_UP).map(ValueType::bytes).orElse(0L),
                network.text(SettingKey.LIMIT_DOWN).map(ValueType::bytes).orElse(0L));
        return new ConnectionSettings(
                trust, network.text(SettingKey.PROXY).flatMap(ProxyAddress::read), limits, plain, meter);
    }

    private static FolderOptions folderOptions(Settings settings, SettingValues folder) {
        return new FolderOptions(
                folder.text(SettingKey.MODE).map(ValueType::direction).orElseThrow(),
                folder.text(SettingKey.HOURS).flatMap(ValueType::hours).orElse(SyncHours.ALWAYS),
                folder.text(SettingKey.EVERY).map(ValueType::duration),
                settings.network()
                        .text(SettingKey.METERED_LIMIT)
                        .map(ValueType::bytes)
                        .orElse(FolderOptions.LARGE));
    }
}
