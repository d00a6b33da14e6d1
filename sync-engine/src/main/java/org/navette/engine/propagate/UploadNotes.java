// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.propagate;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.io.BaseEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.navette.engine.port.Journal;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;

/** Uploads in pieces that are under way, kept in a fact of the journal, so that they can be gone on with. */
final class UploadNotes {
    private static final String FACT = "uploading";
    /** No path has two slashes in a row, and none begins or ends with one. */
    private static final String BETWEEN_WORDS = "//";

    private static final String BETWEEN_NOTES = "///";

    /**
     * One of them.
     *
     * @param name what its pieces are called on the server: a file of ours, or an upload of Nextcloud's
     * @param done how many of its first bytes the server has
     */
    record UnderWay(RelativePath file, RelativePath name, Sha256 content, long done) {
        UnderWay with(long bytes) {
            return new UnderWay(file, name, content, bytes);
        }
    }

    private final Journal journal;

    UploadNotes(Journal journal) {
        this.journal = journal;
    }

    List<UnderWay> all() throws StoreException {
        List<UnderWay> all = new ArrayList<>();
        String notes = journal.fact(FACT).orElse("");
        for (String note :
                notes.isEmpty() ? List.<String>of() : Splitter.on(BETWEEN_NOTES).splitToList(notes)) {
            List<String> words = Splitter.on(BETWEEN_WORDS).splitToList(note);
            all.add(new UnderWay(
                    RelativePath.of(words.get(0)),
                    RelativePath.of(words.get(1)),
                    Sha256.ofBytes(BaseEncoding.base16().lowerCase().decode(words.get(2))),
                    Long.parseLong(words.get(3))));
        }
        return all;
    }

    Optional<UnderWay> of(RelativePath file) throws StoreException {
        return all().stream().filter(note -> note.file().equals(file)).findFirst();
    }

    boolean isName(RelativePath name) throws StoreException {
        return all().stream().anyMatch(note -> note.name().equals(name));
    }

    /** Durable when this returns. */
    void put(UnderWay note) throws StoreException {
        change(note.file(), Optional.of(note));
    }

    void remove(RelativePath file) throws StoreException {
        change(file, Optional.empty());
    }

    private void change(RelativePath file, Optional<UnderWay> note) throws StoreException {
        synchronized (journal) {
            List<UnderWay> all = new ArrayList<>(all());
            all.removeIf(other -> other.file().equals(file));
            note.ifPresent(all::add);
            List<String> notes = all.stream().map(UploadNotes::words).toList();
            journal.note(Map.of(FACT, Joiner.on(BETWEEN_NOTES).join(notes)));
            journal.commit();
        }
    }

    private static String words(UnderWay note) {
        return Joiner.on(BETWEEN_WORDS).join(note.file(), note.name(), note.content(), note.done());
    }
}
