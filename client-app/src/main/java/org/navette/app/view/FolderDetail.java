// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.navette.app.api.FolderReply;
import org.navette.app.api.FolderStateReply;
import org.navette.app.api.FolderStateReply.Progress;
import org.navette.app.api.FolderStateReply.QuestionReply;
import org.navette.app.api.FolderStatusReply;
import org.navette.app.api.FolderStatusReply.ProblemReply;
import org.navette.engine.dav.PublicLinks;

/**
 * A folder pair with everything that is told of it.
 *
 * @param view what is shown of it everywhere
 * @param reply what is told of it
 */
public record FolderDetail(FolderView view, FolderReply reply) {
    public static FolderDetail of(FolderReply folder) {
        return new FolderDetail(FolderView.of(folder), folder);
    }

    public String name() {
        return reply.name();
    }

    public String url() {
        return reply.url();
    }

    public String account() {
        return reply.account();
    }

    /** Who signs in; empty if nobody has said it yet. */
    public String user() {
        return reply.user().orElse("");
    }

    /** How far a sync is; absent if none is under way. */
    public Optional<Progress> progress() {
        return view.state()
                .filter(FolderStateReply.Syncing.class::isInstance)
                .map(state -> ((FolderStateReply.Syncing) state).progress());
    }

    /** What a person is asked; absent if nothing is. */
    public Optional<QuestionReply> question() {
        return view.state()
                .filter(FolderStateReply.NeedsDecision.class::isInstance)
                .map(state -> ((FolderStateReply.NeedsDecision) state).question());
    }

    /** Entries that are left alone for now, and why. */
    public List<ProblemReply> problems() {
        return reply.status().map(FolderStatusReply::problems).orElse(List.of());
    }

    /** When it was last up to date; absent if it has not been since Navette started. */
    public Optional<Instant> inStep() {
        return reply.status().flatMap(FolderStatusReply::inStep);
    }

    /** Bytes that are here and not on the server. */
    public long waitingBytes() {
        return reply.status().map(status -> status.waiting().bytes()).orElse(0L);
    }

    /** Whether its server may make links for everybody. */
    public boolean mayHaveLinks() {
        return PublicLinks.mayBeAt(url());
    }
}
