// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;

/** Servers of which there are public documents, and no package to try the real one with. */
public enum FakeFamily {
    NEXTCLOUD(
            FakeFeature.OWNCLOUD_PROPERTIES,
            FakeFeature.MTIME,
            FakeFeature.CHECKSUMS,
            FakeFeature.CHUNKS,
            FakeFeature.PROPAGATING_ETAGS,
            FakeFeature.QUOTA,
            FakeFeature.LOGIN_FLOW),
    OWNCLOUD(
            FakeFeature.OWNCLOUD_PROPERTIES,
            FakeFeature.MTIME,
            FakeFeature.CHUNKS,
            FakeFeature.PROPAGATING_ETAGS,
            FakeFeature.QUOTA),
    OCIS(FakeFeature.OWNCLOUD_PROPERTIES, FakeFeature.MTIME, FakeFeature.PROPAGATING_ETAGS, FakeFeature.QUOTA),
    SABRE(FakeFeature.PATCH, FakeFeature.QUOTA);

    private final ImmutableSet<FakeFeature> features;

    FakeFamily(FakeFeature... features) {
        this.features = ImmutableSet.copyOf(features);
    }

    public FakeDav start() throws IOException {
        return FakeDav.start(features);
    }
}
