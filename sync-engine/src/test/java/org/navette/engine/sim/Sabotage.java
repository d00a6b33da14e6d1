// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

/** A way in which the engine would be wrong, to see whether the checks notice. */
enum Sabotage {
    NONE,
    /** Preconditions are not sent. */
    NO_PRECONDITIONS,
    /** Names are not made durable before the journal speaks of them. */
    NOTHING_DURABLE,
    /** The journal speaks of a received file before it is renamed into its place. */
    JOURNAL_BEFORE_RENAME,
    /** A received content is renamed into its place without having been made durable. */
    NO_FSYNC,
    /** Stamps are relied on however young they are. */
    NO_RACY_RULE,
    /** Whether a stamp is too young is asked after the transfer, when it has grown old. */
    RACY_ASKED_LATE,
    /** What is about to be sent is not noted. */
    NO_INTENTS,
    /** A local file is replaced or removed whatever it has become since it was looked at. */
    NO_SECOND_LOOK,
    /** A collection is deleted by what an earlier listing said. */
    DELETE_WITHOUT_LISTING,
    /** A disk that is mounted below is taken for a folder, and what is missing with it for deleted. */
    NESTED_DISKS_UNSEEN,
    /** What a server does not list is taken for deleted. */
    UNLISTED_IS_GONE,
    /** Of whatever length what comes is, it is taken for the listed file. */
    NO_SIZE_CHECK,
    /** What a server has made of an upload is taken for somebody's edit. */
    BROKEN_UPLOAD_IS_AN_EDIT,
    /** What was deleted lately is not counted together with what is to be deleted. */
    NO_DELETION_WINDOW,
    /** An answer about the deletions that were shown counts for all that are found. */
    ANSWER_FOR_ALL,
    /** What a device that died has moved aside on the server stays there. */
    ABANDONED_STAYS_ASIDE
}
