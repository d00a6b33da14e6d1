// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.contract;

import static org.navette.engine.port.ServerProfile.Trait.ATOMIC_PUT;
import static org.navette.engine.port.ServerProfile.Trait.COLLECTION_ETAG;
import static org.navette.engine.port.ServerProfile.Trait.CREATE_GUARD;
import static org.navette.engine.port.ServerProfile.Trait.DEAD_PROPERTIES;
import static org.navette.engine.port.ServerProfile.Trait.DEEP_LISTING;
import static org.navette.engine.port.ServerProfile.Trait.DELETE_BY_IF;
import static org.navette.engine.port.ServerProfile.Trait.DELETE_BY_IF_MATCH;
import static org.navette.engine.port.ServerProfile.Trait.DOT_FILES_LISTED;
import static org.navette.engine.port.ServerProfile.Trait.ETAG_IN_LISTING;
import static org.navette.engine.port.ServerProfile.Trait.FINE_VALIDATOR;
import static org.navette.engine.port.ServerProfile.Trait.LOCKS;
import static org.navette.engine.port.ServerProfile.Trait.MOVE_GUARD;
import static org.navette.engine.port.ServerProfile.Trait.MOVE_KEEPS_ETAG;
import static org.navette.engine.port.ServerProfile.Trait.RANGED_PUT;
import static org.navette.engine.port.ServerProfile.Trait.REPLACE_BY_IF;
import static org.navette.engine.port.ServerProfile.Trait.REPLACE_BY_IF_MATCH;
import static org.navette.engine.port.ServerProfile.Trait.RESUMABLE_GET;
import static org.navette.engine.port.ServerProfile.Trait.SAME_ETAG_ON_GET;
import static org.navette.engine.port.ServerProfile.Trait.SAME_ETAG_ON_PUT;

import java.util.EnumSet;
import java.util.Set;
import org.navette.engine.port.ServerProfile.Trait;

/**
 * What each server was observed to do, by hand and request by request. If-Match is not among Apache's: during a file's first
 * second its ETag is weak, and refused. rclone and Tomcat refuse an If header with the right ETag as they do one with a wrong
 * one.
 */
final class Truth {
    private Truth() {}

    static Set<Trait> of(Contender contender) {
        Set<Trait> traits = switch (contender.server()) {
            case APACHE ->
                EnumSet.of(
                        CREATE_GUARD,
                        REPLACE_BY_IF,
                        DELETE_BY_IF,
                        MOVE_GUARD,
                        LOCKS,
                        ATOMIC_PUT,
                        ETAG_IN_LISTING,
                        FINE_VALIDATOR,
                        SAME_ETAG_ON_GET,
                        MOVE_KEEPS_ETAG,
                        DOT_FILES_LISTED,
                        COLLECTION_ETAG,
                        RESUMABLE_GET,
                        RANGED_PUT,
                        DEAD_PROPERTIES);
            case NGINX -> EnumSet.of(MOVE_GUARD, LOCKS, ATOMIC_PUT, RESUMABLE_GET);
            case LIGHTTPD ->
                EnumSet.of(
                        CREATE_GUARD,
                        REPLACE_BY_IF,
                        REPLACE_BY_IF_MATCH,
                        DELETE_BY_IF,
                        DELETE_BY_IF_MATCH,
                        MOVE_GUARD,
                        LOCKS,
                        ATOMIC_PUT,
                        ETAG_IN_LISTING,
                        FINE_VALIDATOR,
                        SAME_ETAG_ON_PUT,
                        MOVE_KEEPS_ETAG,
                        DOT_FILES_LISTED,
                        COLLECTION_ETAG,
                        DEAD_PROPERTIES);
            case RCLONE ->
                EnumSet.of(
                        MOVE_GUARD,
                        LOCKS,
                        ETAG_IN_LISTING,
                        FINE_VALIDATOR,
                        SAME_ETAG_ON_PUT,
                        SAME_ETAG_ON_GET,
                        MOVE_KEEPS_ETAG,
                        DEEP_LISTING,
                        DOT_FILES_LISTED,
                        RESUMABLE_GET);
            case TOMCAT ->
                EnumSet.of(
                        CREATE_GUARD,
                        MOVE_GUARD,
                        LOCKS,
                        ETAG_IN_LISTING,
                        FINE_VALIDATOR,
                        SAME_ETAG_ON_GET,
                        DEEP_LISTING,
                        DOT_FILES_LISTED,
                        RANGED_PUT,
                        DEAD_PROPERTIES);
        };
        if (contender == Contender.APACHE_DEEP) {
            traits.add(DEEP_LISTING);
        }
        return traits;
    }
}
