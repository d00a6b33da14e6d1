// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.provision;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;

/** The key of an administrator. */
public final class SigningKey {
    private final KeyPair pair;

    public SigningKey() throws GeneralSecurityException {
        pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    /** As openssl writes it, in one line. */
    public String line() {
        return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    public String pem() {
        return "-----BEGIN PUBLIC KEY-----\n" + line() + "\n-----END PUBLIC KEY-----\n";
    }

    public byte[] sign(String text) throws GeneralSecurityException {
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(pair.getPrivate());
        signer.update(text.getBytes(StandardCharsets.UTF_8));
        return signer.sign();
    }
}
