// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.port;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What was done, and what left this machine: kept for people, never for the engine, which decides nothing by it. Written now
 * and then; a power cut may lose the last of it. All methods may be called from several threads.
 */
public interface Records extends Meter, AutoCloseable {
    /**
     * One thing that was done, or could not be.
     *
     * @param id grows with time; 0 before it is noted
     * @param folder the name of the folder pair
     * @param what a deed's name ({@link SyncEvent.Deed}) in small letters with hyphens, or {@code problem}
     * @param other the new name of what was renamed, or the conflict copy; else the path again
     * @param detail of a problem, its sentence; else empty
     */
    record Activity(
            long id, Instant at, String folder, String what, String path, String other, long bytes, String detail) {}

    /**
     * Which activities.
     *
     * @param folder of this folder only, if given
     * @param what of this kind only, if given
     * @param after only those whose id is greater
     */
    record Query(Optional<String> folder, Optional<String> what, long after, int most) {}

    /** Requests of one kind to one server on one day (of UTC). */
    record Traffic(LocalDate day, String server, String method, long requests, long sent, long received) {}

    /** @return the activity as {@link #get} has it from now on */
    Activity note(Activity activity) throws StoreException;

    /** The newest first. */
    List<Activity> find(Query query) throws StoreException;

    Optional<Activity> get(long id) throws StoreException;

    /** The newest day first. */
    List<Traffic> traffic() throws StoreException;

    /** Writes down what was only counted so far. */
    void flush() throws StoreException;

    /** Removes what is older, or more than anybody looks at. */
    void prune(Instant before) throws StoreException;

    /** Removes what was counted of a server, by its name and port. */
    void forgetServer(String server) throws StoreException;

    /** Removes everything about a folder. */
    void forget(String folder) throws StoreException;

    @Override
    void close() throws StoreException;
}
