// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.onboarding;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.navette.engine.dav.Account;
import org.navette.engine.dav.DavClient;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;

/** Looks around in a share, one folder at a time. For several threads. */
public final class ShareBrowser implements AutoCloseable {
    private final DavClient share;

    private ShareBrowser(DavClient share) {
        this.share = share;
    }

    public static ShareBrowser open(Account account) throws StoreException {
        return new ShareBrowser(DavClient.open(account));
    }

    /** The folders directly in one, by name. */
    public List<RelativePath> folders(RelativePath folder) throws StoreException {
        return share.list(folder).children().entrySet().stream()
                .filter(child -> !child.getValue().isFile())
                .map(child -> folder.child(child.getKey()))
                .sorted()
                .toList();
    }

    /**
     * Walks through all files at and below a folder.
     *
     * @param found the path and the size in bytes of each; 0 where the server does not say
     * @param enough ends it early once it is true
     */
    public void walk(RelativePath folder, BiConsumer<RelativePath, Long> found, BooleanSupplier enough)
            throws StoreException {
        Deque<RelativePath> folders = new ArrayDeque<>(List.of(folder));
        while (!folders.isEmpty() && !enough.getAsBoolean()) {
            RelativePath next = folders.removeFirst();
            for (Map.Entry<String, RemoteState> child :
                    share.list(next).children().entrySet()) {
                RelativePath path = next.child(child.getKey());
                if (child.getValue().isFile()) {
                    found.accept(path, Math.max(0, child.getValue().size()));
                } else {
                    folders.addLast(path);
                }
            }
        }
    }

    @Override
    public void close() {
        share.close();
    }
}
