// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.provision;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How to tell that a file is the one that was meant, whoever brought it. */
public sealed interface PolicyProof {
    /** Whether these bytes are it. */
    boolean holds(byte[] content);

    /** @param hex 64 digits, small ones */
    record Sha256(String hex) implements PolicyProof {
        private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{64}");

        /** @param text as people copy it: capitals and colons are fine */
        public static Optional<PolicyProof> of(String text) {
            String hex = text.strip().replace(":", "").toLowerCase(Locale.ROOT);
            return DIGITS.matcher(hex).matches() ? Optional.of(new Sha256(hex)) : Optional.empty();
        }

        @Override
        public boolean holds(byte[] content) {
            return Hashing.sha256().hashBytes(content).toString().equals(hex);
        }
    }

    /**
     * Signed with an Ed25519 key (RFC 8032), as {@code openssl pkeyutl -sign -rawin} does.
     *
     * @param signature in Base64
     */
    record Signed(PublicKey key, String signature) implements PolicyProof {
        private static final int SIGNATURE_LENGTH = 64;
        private static final Pattern PEM =
                Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");

        /**
         * @param pem the public key, as {@code openssl pkey -pubout} writes it
         * @param signature of 64 bytes, as they are or in Base64
         * @return absent if one of them is none
         */
        public static Optional<PolicyProof> of(String pem, byte[] signature) {
            Matcher matcher = PEM.matcher(pem);
            Optional<byte[]> bytes = signature.length == SIGNATURE_LENGTH
                    ? Optional.of(signature)
                    : base64(new String(signature, StandardCharsets.US_ASCII));
            if (!matcher.find()
                    || bytes.filter(b -> b.length == SIGNATURE_LENGTH).isEmpty()) {
                return Optional.empty();
            }
            return base64(matcher.group(1))
                    .flatMap(Signed::key)
                    .map(key -> new Signed(key, BaseEncoding.base64().encode(bytes.get())));
        }

        private static Optional<byte[]> base64(String text) {
            String plain = text.replaceAll("\\s", "");
            return BaseEncoding.base64().canDecode(plain)
                    ? Optional.of(BaseEncoding.base64().decode(plain))
                    : Optional.empty();
        }

        private static Optional<PublicKey> key(byte[] encoded) {
            try {
                return Optional.of(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
            } catch (GeneralSecurityException e) {
                // A key of another kind.
                return Optional.empty();
            }
        }

        @Override
        public boolean holds(byte[] content) {
            try {
                Signature verifier = Signature.getInstance("Ed25519");
                verifier.initVerify(key);
                verifier.update(content);
                return verifier.verify(BaseEncoding.base64().decode(signature));
            } catch (GeneralSecurityException e) {
                // What cannot be a signature is none.
                return false;
            }
        }
    }
}
