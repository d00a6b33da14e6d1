// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.navette.engine.local.IgnoreFile;
import org.navette.engine.local.IgnoreRules;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Failure.IgnoreFileUnknown.Why;
import org.navette.engine.port.Journal;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.LocalState;

/**
 * What a folder's {@code .navetteignore} leaves out now. Where that cannot be told, what the last one that was clear left out stays so,
 * and nothing new is sent: it may be what somebody wanted to keep here.
 *
 * @param rules of the file, and those that were given besides, which win
 * @param trouble to be told: lines that are no patterns, or a file that cannot be read at all
 * @param text of the file, if all of it was understood
 */
record FolderIgnoreRules(IgnoreRules rules, Optional<Failure> trouble, Optional<String> text) {
    /** The text of the last file that was understood as a whole. */
    private static final String LAST = "ignore-file.last";

    /** Whether what is new here may be sent. */
    boolean isCertain() {
        return trouble.filter(Failure.IgnoreFileUnknown.class::isInstance).isEmpty();
    }

    static FolderIgnoreRules read(LocalStore local, Journal journal, IgnoreRules given) throws StoreException {
        Optional<LocalState> there = local.look(IgnoreRules.FILE);
        if (there.isEmpty()) {
            return local.isSpecial(IgnoreRules.FILE) ? unknown(Why.NOT_A_FILE, journal, given) : absent(journal, given);
        }
        if (!there.get().isFile()) {
            return unknown(Why.NOT_A_FILE, journal, given);
        }
        Optional<IgnoreFile> file;
        try (InputStream in = local.open(IgnoreRules.FILE)) {
            file = IgnoreFile.read(in);
        } catch (IOException e) {
            return unknown(Why.UNREADABLE, journal, given);
        }
        if (file.isEmpty()) {
            return unknown(Why.TOO_LARGE, journal, given);
        }
        IgnoreRules rules = given.after(file.get());
        if (file.get().badLines().isEmpty()) {
            return new FolderIgnoreRules(
                    rules, Optional.empty(), Optional.of(file.get().text()));
        }
        return new FolderIgnoreRules(
                rules.orElse(last(journal, given)),
                Optional.of(new Failure.IgnoreLines(file.get().badLines())),
                Optional.empty());
    }

    /** Gone a moment ago, it may be in the middle of being saved: its rules hold until the server knows that it is gone. */
    private static FolderIgnoreRules absent(Journal journal, IgnoreRules given) throws StoreException {
        boolean isGone = journal.get(IgnoreRules.FILE).isEmpty();
        return isGone
                ? new FolderIgnoreRules(given, Optional.empty(), Optional.of(""))
                : new FolderIgnoreRules(last(journal, given), Optional.empty(), Optional.empty());
    }

    private static FolderIgnoreRules unknown(Why why, Journal journal, IgnoreRules given) throws StoreException {
        return new FolderIgnoreRules(
                last(journal, given), Optional.of(new Failure.IgnoreFileUnknown(why)), Optional.empty());
    }

    private static IgnoreRules last(Journal journal, IgnoreRules given) throws StoreException {
        return given.after(IgnoreFile.of(journal.fact(LAST).orElse("")));
    }

    /** The same, after the server's newer file could not be received. */
    FolderIgnoreRules notReceived() {
        return new FolderIgnoreRules(
                rules, Optional.of(new Failure.IgnoreFileUnknown(Why.NOT_RECEIVED)), Optional.empty());
    }

    /** Writes down what was understood, for when it no longer is. */
    void remember(Journal journal) throws StoreException {
        if (text.isPresent() && !journal.fact(LAST).orElse("").equals(text.get())) {
            journal.note(Map.of(LAST, text.get()));
            journal.commit();
        }
    }
}
