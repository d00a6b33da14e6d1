// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.setup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.navette.app.onboarding.ShareBrowser;
import org.navette.app.window.kit.BackgroundCommands;
import org.navette.engine.pass.IgnoredEntries;
import org.navette.engine.tree.RelativePath;

/** The folders of a share, and which of them are to be on this computer. */
public final class ShareChoice implements AutoCloseable {
    /** The pattern of a folder that was left out here, or by hand; a rule with signs that mean more is none. */
    private static final Pattern FOLDER = Pattern.compile("/((?:[^*?\\[\\]\\\\]|\\\\[*?\\[\\]\\\\])+)/");

    private final BackgroundCommands commands;
    private final ShareBrowser share;
    private final Consumer<String> failed;
    private final Set<RelativePath> leftOut = new TreeSet<>();
    private final List<String> rules = new ArrayList<>();
    private volatile boolean closed;

    /**
     * @param patterns what is left out so far, in gitignore syntax
     * @param failed gets the sentence, if the share cannot be looked into
     */
    public ShareChoice(
            BackgroundCommands commands, ShareBrowser share, Collection<String> patterns, Consumer<String> failed) {
        this.commands = commands;
        this.share = share;
        this.failed = failed;
        for (String pattern : patterns) {
            var folder = FOLDER.matcher(pattern);
            if (folder.matches()) {
                leftOut.add(RelativePath.of(folder.group(1).replaceAll("\\\\(.)", "$1")));
            } else {
                rules.add(pattern);
            }
        }
    }

    /** How much there is. */
    public record Size(long files, long bytes) {}

    /** The folders directly in one. */
    void folders(RelativePath below, Consumer<List<RelativePath>> then) {
        commands.work(() -> share.folders(below), then, failed);
    }

    /** How much is at and below a folder. */
    void measure(RelativePath folder, Consumer<Size> then) {
        commands.work(
                () -> {
                    long[] sum = new long[2];
                    share.walk(
                            folder,
                            (path, bytes) -> {
                                sum[0]++;
                                sum[1] += bytes;
                            },
                            () -> closed);
                    return new Size(sum[0], sum[1]);
                },
                then,
                sentence -> {
                    // Its size is not shown then; what cannot be looked into is said when it is opened.
                });
    }

    /** All of a folder. */
    void take(RelativePath folder) {
        leftOut.removeIf(path -> path.isAtOrBelow(folder));
    }

    /** Not all that is below a folder. */
    void takeInPart(RelativePath folder) {
        leftOut.remove(folder);
    }

    void leaveOut(RelativePath folder) {
        leftOut.add(folder);
    }

    boolean isAnythingLeftOutBelow(RelativePath folder) {
        return leftOut.stream().anyMatch(path -> path.isBelow(folder));
    }

    boolean isTaken(RelativePath folder) {
        return !leftOut.contains(folder);
    }

    int leftOutCount() {
        return leftOut.size();
    }

    /** What is left out now: the rules there were, and the folders. Below one that is left out, nothing need be said. */
    public List<String> patterns() {
        List<String> all = new ArrayList<>(rules);
        for (RelativePath folder : leftOut) {
            if (leftOut.stream().noneMatch(folder::isBelow)) {
                all.add(IgnoredEntries.pattern(folder, true));
            }
        }
        return all;
    }

    ShareBrowser share() {
        return share;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        share.close();
    }
}
