// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.navette.engine.tree.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches folder by folder, as Linux does (inotify): one that comes is watched from then on, and reported whole, so that
 * nothing made in it before is missed; where the system watches no more folders, that is told, and the rest has to be looked
 * at.
 */
final class FolderWatcher implements LocalWatcher {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatcher.class);
    private static final WatchEvent.Kind<?>[] KINDS = {
        StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE, StandardWatchEventKinds.ENTRY_MODIFY
    };

    private final Path root;
    private final LocalScanner scanner;
    private final Sink sink;
    private final int mostFolders;
    private final WatchService service;
    private final Map<WatchKey, RelativePath> folders = new HashMap<>();
    private final TreeMap<RelativePath, WatchKey> keys = new TreeMap<>();
    private boolean limited;

    private FolderWatcher(Path root, Sink sink, int mostFolders) throws IOException {
        this.root = root;
        this.scanner = new LocalScanner(root, DiskClock.of(root, InstantSource.system()));
        this.sink = sink;
        this.mostFolders = mostFolders;
        this.service = FileSystems.getDefault().newWatchService();
    }

    static FolderWatcher start(Path root, int mostFolders, Sink sink) throws IOException {
        FolderWatcher watcher = new FolderWatcher(root, sink, mostFolders);
        try {
            watcher.register(RelativePath.ROOT);
            watcher.watchBelow(RelativePath.ROOT);
        } catch (IOException | RuntimeException | Error e) {
            watcher.service.close();
            throw e;
        }
        Thread.ofPlatform().daemon().name("navette-watcher").start(watcher::listen);
        return watcher;
    }

    private void keep(RelativePath folder, WatchKey key) {
        // A folder that was renamed is the same for the system, and has the same key: it goes by its new name.
        RelativePath before = folders.put(key, folder);
        if (before != null && !before.equals(folder)) {
            keys.remove(before, key);
        }
        keys.put(folder, key);
    }

    private void register(RelativePath folder) throws IOException {
        if (keys.size() >= mostFolders) {
            throw new IOException("no more than " + mostFolders + " folders");
        }
        keep(folder, path(folder).register(service, KINDS));
    }

    private Path path(RelativePath folder) {
        return folder.isRoot() ? root : root.resolve(folder.value());
    }

    /** Registers every folder below one that is registered. */
    private void watchBelow(RelativePath folder) {
        Deque<RelativePath> open = new ArrayDeque<>(List.of(folder));
        while (!open.isEmpty()) {
            RelativePath next = open.removeFirst();
            try (var entries = Files.newDirectoryStream(path(next), this::isFolder)) {
                for (Path entry : entries) {
                    String name = String.valueOf(entry.getFileName());
                    boolean ours = ReservedNames.isReserved(name);
                    if (!ours && RelativePath.isName(name) && watch(next.child(name))) {
                        open.addLast(next.child(name));
                    }
                }
            } catch (IOException | java.nio.file.DirectoryIteratorException e) {
                // It went away meanwhile, or may not be read: a look at everything finds out which.
                LOG.debug("{} can't be watched", next, e);
            }
        }
    }

    /** Other disks that are mounted below are not synced, and not watched. */
    private boolean isFolder(Path path) {
        try {
            return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && !scanner.isOnAnotherDisk(path);
        } catch (IOException e) {
            LOG.debug("{} can't be looked at", path, e);
            return false;
        }
    }

    private boolean watch(RelativePath folder) {
        try {
            register(folder);
            return true;
        } catch (NoSuchFileException | NotDirectoryException gone) {
            return false;
        } catch (IOException e) {
            if (!limited) {
                limited = true;
                LOG.warn("no more folders can be watched: {}", e.getMessage());
                sink.limited();
            }
            return false;
        }
    }

    private void listen() {
        try {
            while (true) {
                WatchKey key = service.take();
                for (WatchEvent<?> event : key.pollEvents()) {
                    onWatchEvent(key, event);
                }
                if (!key.reset()) {
                    forget(key);
                    if (folders.isEmpty() || !keys.containsKey(RelativePath.ROOT)) {
                        sink.lost();
                        service.close();
                        return;
                    }
                }
            }
        } catch (ClosedWatchServiceException closed) {
            LOG.debug("the watcher ends");
        } catch (IOException e) {
            LOG.debug("the watcher is gone anyway", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.error("the watcher ended unexpectedly; changes are found by looking regularly", e);
            close();
            sink.lost();
        }
    }

    private void onWatchEvent(WatchKey key, WatchEvent<?> event) {
        RelativePath folder = folders.get(key);
        if (event.kind().equals(StandardWatchEventKinds.OVERFLOW)) {
            // What was made meanwhile is not watched yet.
            watchBelow(RelativePath.ROOT);
            sink.missed();
            return;
        }
        if (folder == null || !(event.context() instanceof Path context)) {
            return;
        }
        String name = context.toString();
        boolean ours = ReservedNames.isReserved(name);
        if (!ours && RelativePath.isName(name)) {
            follow(folder.child(name), event.kind());
            sink.changed(folder.child(name));
        } else if (!ours) {
            // A name that cannot be said: the folder it is in can.
            sink.changed(folder);
        }
    }

    private void follow(RelativePath path, WatchEvent.Kind<?> kind) {
        if (kind.equals(StandardWatchEventKinds.ENTRY_DELETE)) {
            List<WatchKey> gone = new ArrayList<>();
            for (Map.Entry<RelativePath, WatchKey> entry :
                    keys.tailMap(path, true).entrySet()) {
                if (!entry.getKey().isAtOrBelow(path)) {
                    break;
                }
                gone.add(entry.getValue());
            }
            gone.forEach(key -> {
                key.cancel();
                forget(key);
            });
        } else if (kind.equals(StandardWatchEventKinds.ENTRY_CREATE) && isFolder(path(path)) && watch(path)) {
            watchBelow(path);
        }
    }

    private void forget(WatchKey key) {
        RelativePath folder = folders.remove(key);
        if (folder != null) {
            keys.remove(folder, key);
        }
    }

    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            LOG.debug("the watcher is gone anyway", e);
        }
    }
}
