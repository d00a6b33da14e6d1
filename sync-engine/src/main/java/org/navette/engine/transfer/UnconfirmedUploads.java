// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.navette.engine.evidence.Ports;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Journal;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.RemoteStore.Receipt;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.StoreException;
import org.navette.engine.port.SyncEvent;
import org.navette.engine.port.SyncEvent.Operation;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.Sha256;
import org.navette.engine.tree.SyncedState;

/**
 * Uploads that the server says it has taken, until it is seen to show them. Only then does the journal speak of them: what is
 * not there at the next look would count as deleted there. One listing tells of many in the same folder.
 */
final class UnconfirmedUploads {
    /**
     * One of them.
     *
     * @param replaced the content that it was to replace
     * @param base what the journal will say; its description of the server's version is what the answer told
     */
    record Upload(RelativePath path, FileBody body, Optional<Sha256> replaced, SyncedState base) {}

    /** From so many on, one listing is cheaper than a look at each. */
    private static final int WORTH_A_LISTING = 3;

    private final RemoteStore remote;
    private final Journal journal;
    private final ServerProfile profile;
    private final UploadVerifier verifier;
    private final PassProgress progress;
    private List<Upload> waiting = new ArrayList<>();

    UnconfirmedUploads(Ports ports, ServerProfile profile, PassProgress progress) {
        this.remote = ports.remote();
        this.journal = ports.journal();
        this.profile = profile;
        this.verifier = new UploadVerifier(ports, profile);
        this.progress = progress;
    }

    synchronized void add(Upload upload) {
        waiting.add(upload);
    }

    /** One for each folder in which something waits, to be run side by side. */
    synchronized List<Runnable> confirmations() {
        Map<RelativePath, List<Upload>> byFolder = waiting.stream()
                .collect(Collectors.groupingBy(upload -> upload.path().folder()));
        waiting = new ArrayList<>();
        List<Runnable> steps = new ArrayList<>();
        byFolder.forEach((folder, uploads) -> steps.add(() -> confirm(folder, uploads)));
        return steps;
    }

    private void confirm(RelativePath folder, List<Upload> uploads) {
        if (uploads.size() < WORTH_A_LISTING) {
            uploads.forEach(upload ->
                    progress.attempt(upload.path(), () -> confirm(upload, remote.look(upload.path()))));
            return;
        }
        progress.attempt(folder, () -> {
            Map<String, RemoteState> there = profile.names()
                    .named(
                            children(folder),
                            uploads.stream().map(upload -> upload.path().name()).collect(Collectors.toSet()));
            uploads.forEach(upload -> progress.attempt(
                    upload.path(),
                    () -> confirm(
                            upload, Optional.ofNullable(there.get(upload.path().name())))));
        });
    }

    private Map<String, RemoteState> children(RelativePath folder) throws StoreException {
        try {
            return remote.list(folder).children();
        } catch (StoreException e) {
            if (e.failure() instanceof Failure.Missing) {
                return Map.of();
            }
            throw e;
        }
    }

    private void confirm(Upload upload, Optional<RemoteState> listed) throws StoreException {
        RemoteState told = upload.base().remote().orElseThrow();
        if (listed.filter(state -> state.isStill(told)).isPresent()) {
            settle(upload);
            return;
        }
        Written written = verifier.judge(
                upload.path(), upload.body(), new Receipt(told.etag(), Optional.empty()), upload.replaced());
        SyncedState base = upload.base();
        settle(new Upload(
                upload.path(),
                upload.body(),
                upload.replaced(),
                SyncedState.file(
                        upload.body().content(), base.local(), base.localRacy(), written.state(), written.racy())));
    }

    /** The journal may speak of it. */
    void settle(Upload upload) throws StoreException {
        journal.put(upload.path(), upload.base());
        if (upload.base().local().isEmpty() || upload.base().remote().isEmpty()) {
            progress.lookAgain(upload.path());
        }
        progress.tell(new SyncEvent.Done(
                Operation.UPLOADED, upload.path(), upload.path(), upload.body().size()));
    }
}
