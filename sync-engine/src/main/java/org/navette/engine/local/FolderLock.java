// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.navette.engine.port.Failure;
import org.navette.engine.port.PrivateFiles;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;

/** Keeps a second process away from a folder. The system lets go of it by itself when this process ends, however it ends. */
public final class FolderLock implements AutoCloseable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws StoreException {@link Failure.AlreadySyncing} if another process holds it */
    public static FolderLock acquire(Path root) throws StoreException {
        Path own = root.resolve(ReservedNames.OWN_FOLDER);
        try {
            PrivateFiles.folder(own);
            FileChannel channel =
                    FileChannel.open(own.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isFree(channel)) {
                SafeWriter.clearStaging(root);
                return new FolderLock(channel);
            }
            channel.close();
        } catch (IOException e) {
            throw Disk.failed(RelativePath.ROOT, e);
        }
        throw new StoreException(new Failure.AlreadySyncing(root.toString()));
    }

    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldHere) {
            return false;
        }
    }

    @Override
    public void close() throws StoreException {
        try {
            channel.close();
        } catch (IOException e) {
            throw Disk.failed(RelativePath.ROOT, e);
        }
    }
}
