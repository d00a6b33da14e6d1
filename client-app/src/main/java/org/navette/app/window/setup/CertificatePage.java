// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.setup;

import java.util.Optional;
import org.navette.app.api.CertificateReply;
import org.navette.app.window.kit.CertificatePane;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.ScreenContext;
import org.navette.engine.port.Failure;

/** Whether a certificate that nobody vouches for is the right one. */
final class CertificatePage extends SetupPage {
    CertificatePage(ScreenContext context, SetupModel model, Failure.CertificateNotTrusted shown) {
        super(context, model, 1, "setup.certificate", shown.host());
        CertificateReply certificate = new CertificateReply(
                shown.subject(),
                shown.issuer(),
                shown.from(),
                shown.until(),
                shown.sha256(),
                Optional.of(shown.changed()),
                Optional.empty());
        add(
                new CertificatePane(context, certificate),
                buttons(back(), Controls.button(text("ui.answer.trust"), "trust", model::trust)));
    }
}
