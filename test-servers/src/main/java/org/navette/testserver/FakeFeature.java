// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

/** What a fake server adds to plain WebDAV, each as its makers' documentation describes it. */
public enum FakeFeature {
    /** {@code oc:id} and {@code oc:permissions} in answers, {@code OC-FileId} after writes. */
    OWNCLOUD_PROPERTIES,
    /** {@code X-OC-MTime} on upload. */
    MTIME,
    /** {@code OC-Checksum} on upload, {@code oc:checksums} in answers. */
    CHECKSUMS,
    /** {@code /uploads/USER/…}, joined by a MOVE of {@code .file}. */
    CHUNKS,
    /** Collections' ETags change with everything below them. */
    PROPAGATING_ETAGS,
    /** {@code quota-available-bytes} (RFC 4331). */
    QUOTA,
    /** {@code PATCH} with {@code X-Update-Range}. */
    PATCH,
    /** Login flow, version 2. */
    LOGIN_FLOW,
    /** Names are composed, whichever way they are sent (Nextcloud). */
    COMPOSED_NAMES,
    /** Names are decomposed, whichever way they are sent (a share on HFS+). */
    DECOMPOSED_NAMES,
    /** {@code A} and {@code a} are one name, and the first spelling stays (a share on exFAT or NTFS). */
    CASE_BLIND_NAMES,
    /** {@code notify_push} in the capabilities; {@link FakePush} is what they name. */
    PUSH
}
