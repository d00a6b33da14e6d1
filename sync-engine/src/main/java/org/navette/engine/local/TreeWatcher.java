// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import io.methvin.watcher.DirectoryChangeEvent;
import io.methvin.watcher.DirectoryWatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.navette.engine.tree.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches a whole tree at once, as Windows and macOS can. */
final class TreeWatcher implements LocalWatcher {
    private static final Logger LOG = LoggerFactory.getLogger(TreeWatcher.class);

    private final DirectoryWatcher watcher;
    private volatile boolean closed;

    private TreeWatcher(DirectoryWatcher watcher) {
        this.watcher = watcher;
    }

    static TreeWatcher start(Path root, Sink sink) throws IOException {
        DirectoryWatcher watcher = DirectoryWatcher.builder()
                .path(root)
                .fileHashing(false)
                .listener(event -> tell(root, event, sink))
                .build();
        TreeWatcher tree = new TreeWatcher(watcher);
        Thread.ofPlatform().daemon().name("navette-watcher").start(() -> tree.listen(root, sink));
        return tree;
    }

    private void listen(Path root, Sink sink) {
        try {
            watcher.watch();
        } catch (RuntimeException | Error e) {
            LOG.error("the watcher ended unexpectedly; changes are found by looking regularly", e);
            close();
            sink.lost();
            return;
        }
        if (!closed || !Files.isDirectory(root)) {
            sink.lost();
        }
    }

    private static void tell(Path root, DirectoryChangeEvent event, Sink sink) {
        Path path = event.path();
        if (event.eventType() == DirectoryChangeEvent.EventType.OVERFLOW || path == null) {
            sink.missed();
            return;
        }
        RelativePath at = RelativePath.ROOT;
        for (Path part : root.relativize(path)) {
            String name = part.toString();
            if (!RelativePath.isName(name)) {
                break;
            }
            at = at.child(name);
        }
        if (!ReservedNames.isInOwnFolder(at)) {
            sink.changed(at);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            watcher.close();
        } catch (IOException e) {
            LOG.debug("the watcher is gone anyway", e);
        }
    }
}
