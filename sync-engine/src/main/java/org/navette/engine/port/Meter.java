// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.port;

/** Counts what goes over the line, so that people can see what left their machine. */
@FunctionalInterface
public interface Meter {
    Meter NONE = (server, method, sent, received) -> {};

    /**
     * A request was made, whether or not it was answered. From any thread.
     *
     * @param server its name, and its port if that is not the usual one
     * @param method as GET, PUT, PROPFIND
     * @param sent bytes of the body that went there; 0 without one
     * @param received bytes of the body that came back
     */
    void count(String server, String method, long sent, long received);
}
