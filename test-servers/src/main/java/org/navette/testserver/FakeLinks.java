// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

/** What Nextcloud's Share API answers when a public link is asked for, by its documentation. */
final class FakeLinks {
    private FakeLinks() {}

    /** @param form what was sent; it is in the link, so that one sees what was asked */
    static String answer(String root, String form) {
        return """
                {"ocs":{"meta":{"status":"ok","statuscode":200,"message":"OK"},
                "data":{"id":"1","share_type":3,"url":"%s/s/%s"}}}""".formatted(root, form.replace('&', '-'));
    }
}
