// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.provision;

import java.net.URI;
import java.util.List;
import org.tomlj.MutableTomlTable;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/** The least policy there is: where the server is, for everybody on this machine, who may add others. */
public final class ServerPolicy {
    private static final String MARK =
            "# Written by navette provision --server. What is changed here stays if this line goes.";

    private ServerPolicy() {}

    public static String of(URI server) {
        TomlParseResult toml = Toml.parse("");
        MutableTomlTable account =
                MutableTomlTable.create().set(List.of("name"), server.getHost()).set(List.of("url"), server.toString());
        toml.getOrCreateArray(List.of("account")).add(account);
        return MARK + "\n" + toml.toToml();
    }

    /** Whether a policy is one of these, so that another may take its place. */
    public static boolean isOne(String policy) {
        return policy.startsWith(MARK);
    }
}
