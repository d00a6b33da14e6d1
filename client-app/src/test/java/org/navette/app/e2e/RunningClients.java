// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The installations that are always on in a test, each with its folder pair; they end with it. */
final class RunningClients implements AfterEachCallback {
    private final List<RunningClient> all = new ArrayList<>();

    RunningClient start(Client client) throws Exception {
        RunningClient fresh = new RunningClient(client);
        all.add(fresh);
        fresh.start();
        fresh.add();
        return fresh;
    }

    List<RunningClient> all() {
        return all;
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (RunningClient client : all) {
            client.stop();
        }
        all.clear();
    }
}
