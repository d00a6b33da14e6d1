// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.evidence;

import java.util.Optional;
import org.navette.engine.port.Failure;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.NameForm;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.RelativePath;

/**
 * Looks, right before something is deleted on the server, whether it is still gone here: somebody may have restored it since the
 * pass looked.
 */
@FunctionalInterface
public interface LastLook {
    /** @throws StoreException {@link Failure.ChangedMeanwhile} if it is here again: then nothing may be deleted there */
    void requireGone() throws StoreException;

    /**
     * For an entry that was gone here, or replaced by one of another kind.
     *
     * @param node as it was seen; what is below a folder is gone while the folder is
     */
    static LastLook at(Node node, LocalStore local) {
        Optional<Kind> seen = node.local().state().map(LocalState::kind);
        return () -> {
            // A disk that was pulled out shows nothing at all.
            local.requireRoot();
            Optional<Kind> now = local.look(node.path()).map(LocalState::kind);
            if (now.isPresent() && !now.equals(seen) && isSpelled(node.path(), local)) {
                throw new StoreException(new Failure.ChangedMeanwhile());
            }
        };
    }

    /** A disk that is blind for case finds another name as well; accents may be spelled in its own way. */
    private static boolean isSpelled(RelativePath path, LocalStore local) throws StoreException {
        String name = NameForm.composed(path.name());
        LocalStore.Listing listing = local.list(path.folder());
        return listing.children().keySet().stream()
                .anyMatch(there -> NameForm.composed(there).equals(name));
    }
}
