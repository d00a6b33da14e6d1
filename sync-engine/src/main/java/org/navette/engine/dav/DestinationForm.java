// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import java.net.URI;

/**
 * How the target of a MOVE is named. A server behind a front that ends TLS takes an https address for another server's, and
 * answers 502 (RFC 4918 §9.9.4): some of them take a path alone (§10.3), which names no server; Apache wants an address as
 * it would look without the front (both observed).
 */
enum DestinationForm {
    ADDRESS {
        @Override
        String of(URI target) {
            return target.toString();
        }
    },
    PATH {
        @Override
        String of(URI target) {
            return target.getRawPath();
        }
    },
    WITHOUT_TLS {
        @Override
        String of(URI target) {
            return target.toString().replaceFirst("^https:", "http:");
        }
    };

    abstract String of(URI target);
}
