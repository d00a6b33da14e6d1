// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How this computer is called. */
public final class ComputerName {
    private static final Logger LOG = LoggerFactory.getLogger(ComputerName.class);

    private ComputerName() {}

    /** Its name in conflict copies, unless somebody has chosen another. */
    public static String name(Map<String, String> environment) {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            LOG.debug("this computer has no name", e);
            return environment.getOrDefault("HOSTNAME", "navette");
        }
    }
}
