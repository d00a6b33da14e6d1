// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.recovery;

import com.google.common.io.BaseEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.navette.engine.journal.JournalNotes;
import org.navette.engine.port.Journal;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;

/** Uploads in pieces that are under way, kept in a fact of the journal, so that they can be gone on with. */
public final class PendingUploads {
    /**
     * One of them.
     *
     * @param name what its pieces are called on the server: a file of ours, or an upload of Nextcloud's
     * @param done how many of its first bytes the server has
     */
    public record UnderWay(RelativePath file, RelativePath name, Sha256 content, long done) {
        public UnderWay with(long bytes) {
            return new UnderWay(file, name, content, bytes);
        }

        private List<String> words() {
            return List.of(file.value(), name.value(), content.toString(), String.valueOf(done));
        }
    }

    private final JournalNotes notes;

    public PendingUploads(Journal journal) {
        this.notes = new JournalNotes(journal, "uploading");
    }

    public List<UnderWay> all() throws StoreException {
        List<UnderWay> all = new ArrayList<>();
        for (List<String> words : notes.all()) {
            all.add(new UnderWay(
                    RelativePath.of(words.get(0)),
                    RelativePath.of(words.get(1)),
                    Sha256.ofBytes(BaseEncoding.base16().lowerCase().decode(words.get(2))),
                    Long.parseLong(words.get(3))));
        }
        return all;
    }

    public Optional<UnderWay> of(RelativePath file) throws StoreException {
        return all().stream().filter(note -> note.file().equals(file)).findFirst();
    }

    boolean isName(RelativePath name) throws StoreException {
        return all().stream().anyMatch(note -> note.name().equals(name));
    }

    /** Adds or replaces the note of its file. Durable when this returns. */
    public void put(UnderWay note) throws StoreException {
        notes.put(note.words());
    }

    /** Durable when this returns. */
    public void remove(RelativePath file) throws StoreException {
        notes.remove(file.value());
    }
}
