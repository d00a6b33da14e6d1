// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import org.apache.hc.core5.http.HttpRequest;
import org.navette.engine.port.RemoteStore.Label;

/** What is noted beside a content, in the headers of Nextcloud and its relatives (their WebDAV documentation). */
final class Labels {
    private Labels() {}

    static void apply(Label label, HttpRequest request) {
        label.modified().ifPresent(time -> request.setHeader("X-OC-MTime", String.valueOf(time.getEpochSecond())));
        label.content().ifPresent(content -> request.setHeader("OC-Checksum", "SHA256:" + content));
    }
}
