// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

import java.util.Set;

/**
 * What each server was observed to do, by hand and request by request, in the names of the profile's traits. If-Match is not
 * among Apache's: during a file's first second its ETag is weak, and refused. rclone and Tomcat refuse an If header with the
 * right ETag as they do one with a wrong one.
 */
final class ObservedTraits {
    static final Set<String> APACHE = Set.of(
            "CREATE_GUARD",
            "REPLACE_BY_IF",
            "DELETE_BY_IF",
            "MOVE_GUARD",
            "LOCKS",
            "ATOMIC_PUT",
            "ETAG_IN_LISTING",
            "FINE_VALIDATOR",
            "SAME_ETAG_ON_GET",
            "MOVE_KEEPS_ETAG",
            "DOT_FILES_LISTED",
            "CASES_TOLD_APART",
            "FORMS_TOLD_APART",
            "NAMES_KEPT",
            "COLLECTION_ETAG",
            "RESUMABLE_GET",
            "RANGED_PUT",
            "DEAD_PROPERTIES");

    static final Set<String> NGINX = Set.of(
            "MOVE_GUARD", "LOCKS", "ATOMIC_PUT", "RESUMABLE_GET", "CASES_TOLD_APART", "FORMS_TOLD_APART", "NAMES_KEPT");

    static final Set<String> LIGHTTPD = Set.of(
            "CREATE_GUARD",
            "REPLACE_BY_IF",
            "REPLACE_BY_IF_MATCH",
            "DELETE_BY_IF",
            "DELETE_BY_IF_MATCH",
            "MOVE_GUARD",
            "LOCKS",
            "ATOMIC_PUT",
            "ETAG_IN_LISTING",
            "FINE_VALIDATOR",
            "SAME_ETAG_ON_PUT",
            "MOVE_KEEPS_ETAG",
            "DOT_FILES_LISTED",
            "CASES_TOLD_APART",
            "FORMS_TOLD_APART",
            "NAMES_KEPT",
            "COLLECTION_ETAG",
            "DEAD_PROPERTIES");

    static final Set<String> RCLONE = Set.of(
            "MOVE_GUARD",
            "LOCKS",
            "ETAG_IN_LISTING",
            "FINE_VALIDATOR",
            "SAME_ETAG_ON_PUT",
            "SAME_ETAG_ON_GET",
            "MOVE_KEEPS_ETAG",
            "DEEP_LISTING",
            "DOT_FILES_LISTED",
            "CASES_TOLD_APART",
            "FORMS_TOLD_APART",
            "NAMES_KEPT",
            "RESUMABLE_GET");

    static final Set<String> TOMCAT = Set.of(
            "CREATE_GUARD",
            "MOVE_GUARD",
            "LOCKS",
            "ETAG_IN_LISTING",
            "FINE_VALIDATOR",
            "SAME_ETAG_ON_GET",
            "DEEP_LISTING",
            "DOT_FILES_LISTED",
            "CASES_TOLD_APART",
            "FORMS_TOLD_APART",
            "NAMES_KEPT",
            "RANGED_PUT",
            "DEAD_PROPERTIES");

    private ObservedTraits() {}
}
