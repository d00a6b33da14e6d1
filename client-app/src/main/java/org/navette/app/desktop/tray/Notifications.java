// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.desktop.tray;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.navette.app.api.FolderStateReply;
import org.navette.app.text.Messages;
import org.navette.app.view.FolderView;
import org.navette.app.view.Overview;
import org.navette.app.view.StatusIcon;

/**
 * What is worth a notification, from what was to be seen before and what is now: as little as possible. Whatever is told goes
 * without saying again until it is over.
 */
public final class Notifications {
    /**
     * One of them.
     *
     * @param about the same for what takes the place of an earlier one
     */
    public record Announcement(String about, String text) {}

    private final Messages messages;
    private final Set<String> known = new HashSet<>();
    private final Set<String> fresh = new HashSet<>();
    private Overview before = Overview.EMPTY;
    private boolean begun;

    public Notifications(Messages messages) {
        this.messages = messages;
    }

    /** What to tell now. The first look tells only what needs somebody. */
    public List<Announcement> of(Overview now) {
        List<Announcement> all = new ArrayList<>();
        for (FolderView folder : now.folders()) {
            if (known.add(folder.name()) && begun) {
                fresh.add(folder.name());
            }
            firstSync(folder).ifPresent(all::add);
            Optional<FolderView> earlier = before.folder(folder.name());
            boolean needed = earlier.filter(old -> old.needsSomebody()).isPresent();
            if (folder.needsSomebody() && !needed) {
                all.add(new Announcement("folder/" + folder.name(), words(folder, folder.sentence())));
            }
            for (String sentence : folder.locked()) {
                if (earlier.filter(old -> old.locked().contains(sentence)).isEmpty()) {
                    all.add(new Announcement("locked/" + sentence, sentence));
                }
            }
        }
        if (begun && now.conflicts() > before.conflicts()) {
            all.add(new Announcement("conflicts", messages.text("tray.conflicts", now.conflicts())));
        }
        before = now;
        begun = true;
        return all;
    }

    /** Only of a folder that was added while somebody was here to wait for it. */
    private Optional<Announcement> firstSync(FolderView folder) {
        if (folder.is(FolderStateReply.Idle.class)
                && folder.mood() == StatusIcon.IN_STEP
                && fresh.remove(folder.name())) {
            return Optional.of(
                    new Announcement("folder/" + folder.name(), messages.text("notify.first", folder.name())));
        }
        return Optional.empty();
    }

    private String words(FolderView folder, String sentence) {
        return messages.text("watch.folder", folder.name(), sentence);
    }
}
