// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.setup;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.navette.app.api.FolderCommand;
import org.navette.app.api.SettingsCommand;
import org.navette.app.keyring.Passwords;
import org.navette.app.onboarding.FirstSyncPreview;
import org.navette.app.onboarding.Invitation;
import org.navette.app.onboarding.LocalTarget;
import org.navette.app.onboarding.PageLogin;
import org.navette.app.onboarding.ShareBrowser;
import org.navette.app.onboarding.ShareFinder;
import org.navette.app.onboarding.ShareFinding;
import org.navette.app.onboarding.ShareQuery;
import org.navette.app.text.Messages;
import org.navette.app.view.ChosenSettings;
import org.navette.app.window.kit.AppContext;
import org.navette.app.window.kit.BackgroundCommands;
import org.navette.engine.dav.Account;
import org.navette.engine.dav.LoginFlow;
import org.navette.engine.dav.ShareAddress;
import org.navette.engine.pass.IgnoredEntries;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Setting up a folder pair: which question is next, and what has been answered so far. Nothing is written before the end. */
public final class SetupModel {
    private static final Logger LOG = LoggerFactory.getLogger(SetupModel.class);

    private final BackgroundCommands commands;
    private final AppContext program;
    private final Messages messages;
    private final ReadOnlyObjectWrapper<SetupStep> step = new ReadOnlyObjectWrapper<>(SetupStep.ADDRESS);
    private final ReadOnlyObjectWrapper<String> trouble = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<String> preset = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<Boolean> busy = new ReadOnlyObjectWrapper<>(false);
    private final StringProperty address = new SimpleStringProperty("");
    private final StringProperty user = new SimpleStringProperty("");
    private final StringProperty local = new SimpleStringProperty("");
    /** Counts what was begun; what comes of an earlier one does not count. */
    private final AtomicInteger attempt = new AtomicInteger();

    private final Optional<Invitation> invitation;

    private ShareQuery draft = new ShareQuery("", Optional.empty(), false);
    private Optional<Account.Login> login = Optional.empty();
    private @Nullable ShareAddress share;
    private @Nullable ShareChoice choice;
    private Failure.@Nullable CertificateNotTrusted certificate;
    private String server = "";
    private boolean pageOffered;
    private boolean keyring;
    private String name = "";

    public SetupModel(BackgroundCommands commands, AppContext program, Optional<Invitation> invitation) {
        this.commands = commands;
        this.program = program;
        this.messages = program.messages();
        this.invitation = invitation;
        invitation.ifPresent(filled -> {
            address.set(filled.server());
            user.set(filled.user().orElse(""));
        });
        if (invitation.isEmpty()) {
            commands.ask(
                    new SettingsCommand.ListSettings(Optional.empty()),
                    this::fillIn,
                    sentence -> LOG.debug("nothing is preset: {}", sentence));
        }
    }

    /** The address an administrator has set up, if nobody has typed another one in the meantime. */
    private void fillIn(SettingsCommand.SettingsReply settings) {
        Optional<String> found = ChosenSettings.of(settings).presetServer();
        if (found.isPresent() && isUntouched()) {
            preset.set(found.get());
            address.set(found.get());
        }
    }

    /** Whether nobody has answered anything yet. */
    boolean isUntouched() {
        String typed = address.get();
        return step.get() == SetupStep.ADDRESS && (typed.isBlank() || typed.equals(preset.get()));
    }

    /** Where an administrator says the share is; empty if none does. */
    ReadOnlyObjectProperty<String> preset() {
        return preset.getReadOnlyProperty();
    }

    /** Looks for the share behind the address. */
    public void find() {
        String typed = address.get().strip();
        if (typed.isEmpty()) {
            trouble.set(messages.text("setup.address.empty"));
            return;
        }
        draft = new ShareQuery(typed, Optional.empty(), false);
        login = Optional.empty();
        look();
    }

    private void look() {
        work(() -> login.isPresent() ? finder().find(draft, login.get()) : finder().find(draft), this::found);
    }

    private ShareFinder finder() {
        return new ShareFinder(program.line().apply(""));
    }

    private void found(ShareFinding finding) {
        switch (finding) {
            case ShareFinding.Found(ShareAddress at) -> open(at);
            case ShareFinding.NeedsLogin(String host, boolean browserToo) -> {
                server = host;
                pageOffered = browserToo;
                step.set(SetupStep.SIGN_IN);
            }
            case ShareFinding.NeedsTrust(var shown) -> {
                certificate = shown;
                step.set(SetupStep.CERTIFICATE);
            }
            case ShareFinding.NotEncrypted(String host) -> {
                server = host;
                step.set(SetupStep.NOT_ENCRYPTED);
            }
            case ShareFinding.Failed(Failure failure) -> trouble.set(commands.sentence(failure));
        }
    }

    /** A person has compared the certificate, and agrees. */
    public void trust() {
        if (certificate != null) {
            draft = draft.trusting(certificate.sha256());
            look();
        }
    }

    /** A person agrees to send the password in the clear. */
    public void allowPlainHttp() {
        draft = draft.allowingPlainHttp();
        look();
    }

    /** Tries a name and a password. */
    public void signIn(String password) {
        if (user.get().isBlank()) {
            trouble.set(messages.text("setup.user.empty"));
            return;
        }
        login = Optional.of(new Account.Login(user.get().strip(), password));
        look();
    }

    /** Signs in on a page of the server's, in the browser; waits until that is done, or the screen is left. */
    public void signInByPage() {
        work(
                () -> {
                    try (LoginFlow flow = finder().begin(draft)
                            .orElseThrow(() -> new StoreException(new Failure.CredentialsRefused(false)))) {
                        URI page = flow.page();
                        commands.draw(() -> program.outside().browse(page));
                        int mine = attempt.get();
                        return PageLogin.await(flow, () -> mine == attempt.get());
                    }
                },
                signed -> {
                    login = Optional.of(signed);
                    user.set(signed.user());
                    look();
                });
    }

    private void open(ShareAddress at) {
        ShareAddress below = invitation
                .flatMap(Invitation::folder)
                .map(folder -> new ShareAddress(at.url(RelativePath.of(folder), org.navette.engine.tree.Kind.FOLDER)))
                .orElse(at);
        work(() -> ShareBrowser.open(finder().account(draft, below, login)), opened -> {
            close();
            choice = new ShareChoice(commands, opened, List.of(), trouble::set);
            share = below;
            name = invitation.flatMap(Invitation::name).orElse(LocalTarget.nameFor(below));
            local.set(LocalTarget.proposed(name).toString());
            step.set(SetupStep.FOLDERS);
        });
    }

    /** What there is to choose from, once the share is found. */
    Optional<ShareChoice> choice() {
        return Optional.ofNullable(choice);
    }

    /** The folders are chosen. */
    public void chosen() {
        step.set(SetupStep.LOCAL);
    }

    /** Looks at the place that is typed. */
    public void lookAtLocal(Consumer<LocalTarget.State> then) {
        String typed = local.get();
        commands.work(
                () -> LocalTarget.look(LocalTarget.of(typed)),
                then,
                sentence -> then.accept(new LocalTarget.State(false, -1)));
    }

    /** Counts what will happen. */
    public void forecast(Consumer<FirstSyncPreview> then) {
        ShareChoice chosen = choice;
        if (chosen == null) {
            return;
        }
        String typed = local.get();
        IgnoredEntries rules = new IgnoredEntries(chosen.patterns());
        work(
                () -> {
                    Map<RelativePath, Long> there = new HashMap<>();
                    chosen.share().walk(RelativePath.ROOT, there::put, chosen::isClosed);
                    there.keySet().removeIf(path -> rules.isOut(path, false));
                    return FirstSyncPreview.of(there, LocalTarget.files(LocalTarget.of(typed), rules));
                },
                forecast -> {
                    step.set(SetupStep.READY);
                    then.accept(forecast);
                });
    }

    /** Keeps the password, makes the folder, and begins. */
    public void start() {
        ShareAddress at = share;
        ShareChoice chosen = choice;
        if (at == null || chosen == null) {
            return;
        }
        String typed = local.get();
        work(
                () -> {
                    Path folder = Files.createDirectories(LocalTarget.of(typed));
                    if (login.isPresent()) {
                        keyring = new Passwords(program.home())
                                        .put(
                                                at.base(),
                                                login.get().user(),
                                                login.get().password())
                                instanceof Passwords.Place.InKeyring;
                    }
                    FolderCommand.Add asked = FolderCommand.Add.of(folder, at.toString())
                            .named(name)
                            .signedIn(login.map(Account.Login::user), draft.trusted(), draft.plainHttp())
                            .without(chosen.patterns());
                    return program.navette().run(asked, messages.locale());
                },
                answer -> {
                    name = answer.name();
                    close();
                    step.set(SetupStep.DONE);
                });
    }

    private <T> void work(Callable<T> task, Consumer<T> then) {
        busy.set(true);
        trouble.set("");
        int mine = attempt.incrementAndGet();
        commands.work(
                task,
                result -> {
                    if (mine == attempt.get()) {
                        busy.set(false);
                        then.accept(result);
                    }
                },
                sentence -> {
                    if (mine == attempt.get()) {
                        busy.set(false);
                        trouble.set(sentence);
                    }
                });
    }

    /** What is under way is of no interest any more. */
    public void stop() {
        attempt.incrementAndGet();
        busy.set(false);
    }

    /** One question back; answers stay. */
    public void back() {
        trouble.set("");
        step.set(
                switch (step.get()) {
                    case ADDRESS, CERTIFICATE, NOT_ENCRYPTED, SIGN_IN -> SetupStep.ADDRESS;
                    case FOLDERS -> login.isPresent() ? SetupStep.SIGN_IN : SetupStep.ADDRESS;
                    case LOCAL -> SetupStep.FOLDERS;
                    case READY -> SetupStep.LOCAL;
                    case DONE -> SetupStep.DONE;
                });
    }

    /** The screen is left. */
    public void leave() {
        stop();
        close();
    }

    private void close() {
        if (choice != null) {
            choice.close();
            choice = null;
        }
    }

    public ReadOnlyObjectProperty<SetupStep> step() {
        return step.getReadOnlyProperty();
    }

    /** A sentence about what stands in the way; empty if nothing does. */
    public ReadOnlyObjectProperty<String> trouble() {
        return trouble.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Boolean> busy() {
        return busy.getReadOnlyProperty();
    }

    public StringProperty address() {
        return address;
    }

    public StringProperty user() {
        return user;
    }

    public StringProperty local() {
        return local;
    }

    /** The name of the server that asks. */
    public String server() {
        return server;
    }

    /** Whether one can sign in on a page of the server's. */
    public boolean isPageOffered() {
        return pageOffered;
    }

    /** The certificate that is asked about. */
    public Optional<Failure.CertificateNotTrusted> certificate() {
        return Optional.ofNullable(certificate);
    }

    /** Where the share was found; empty before. */
    public String shareAddress() {
        return share == null ? "" : share.toString();
    }

    /** What the folder is called. */
    public String name() {
        return name;
    }

    public boolean isInvited() {
        return invitation.isPresent();
    }

    /** The sentence that says where the password is now, if there is one. */
    public String doneKey() {
        if (login.isEmpty()) {
            return "setup.done.open";
        }
        return keyring ? "setup.done.keyring" : "setup.done";
    }
}
