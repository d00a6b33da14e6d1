// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.kit;

import javafx.scene.layout.VBox;
import org.navette.app.api.CertificateReply;

/** What is in a certificate, and its SHA-256 as one compares it. */
public final class CertificatePane extends VBox {
    public CertificatePane(ScreenContext context, CertificateReply shown) {
        super(4);
        getChildren()
                .addAll(
                        Controls.paragraph(context.text("ui.certificate.subject", shown.subject())),
                        Controls.paragraph(context.text("ui.certificate.issuer", shown.issuer())),
                        Controls.paragraph(context.text(
                                "ui.certificate.valid",
                                context.when().exact(shown.from()),
                                context.when().exact(shown.until()))),
                        Controls.paragraph(context.text("ui.certificate.sha256"), "strong"),
                        Controls.paragraph(spaced(shown.sha256()), "mono"));
    }

    /** Four by four. */
    private static String spaced(String sha256) {
        return sha256.replaceAll("(.{4})", "$1 ").strip();
    }
}
