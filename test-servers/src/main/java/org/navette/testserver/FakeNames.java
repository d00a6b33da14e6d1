// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/** Which spellings of a name a fake server tells apart. */
final class FakeNames {
    private final Set<FakeFeature> features;
    private final FakeShare share;

    FakeNames(Set<FakeFeature> features, FakeShare share) {
        this.features = features;
        this.share = share;
    }

    /** What is meant by a path: what there is under any spelling of it, or else how it would be spelled. */
    String resolve(String path) {
        if (path.equals("/") || share.get(path) != null) {
            return path;
        }
        String folder = resolve(FakeShare.parent(path));
        String name = path.substring(path.lastIndexOf('/') + 1);
        return share.children(folder).stream()
                .filter(other ->
                        key(other.substring(other.lastIndexOf('/') + 1)).equals(key(name)))
                .findFirst()
                .orElse((folder.equals("/") ? "/" : folder + "/") + stored(name));
    }

    private String stored(String name) {
        if (features.contains(FakeFeature.COMPOSED_NAMES)) {
            return Normalizer.normalize(name, Normalizer.Form.NFC);
        }
        return features.contains(FakeFeature.DECOMPOSED_NAMES) ? Normalizer.normalize(name, Normalizer.Form.NFD) : name;
    }

    private String key(String name) {
        return features.contains(FakeFeature.CASE_BLIND_NAMES)
                ? stored(name).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT)
                : stored(name);
    }
}
