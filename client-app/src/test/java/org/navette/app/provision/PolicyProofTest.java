// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.BaseEncoding;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyProofTest {
    private static final byte[] CONTENT = "abc".getBytes(StandardCharsets.UTF_8);
    private static final String SHA256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    /** RFC 8032, section 7.1, test 2: a message of the one byte 72. */
    private static final byte[] RFC_MESSAGE = {0x72};

    private static final String RFC_KEY = """
            -----BEGIN PUBLIC KEY-----
            %s
            -----END PUBLIC KEY-----
            """.formatted(BaseEncoding.base64()
            .encode(hex(
                    "302a300506032b6570032100" + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")));

    private static final byte[] RFC_SIGNATURE = hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");

    private static byte[] hex(String digits) {
        return BaseEncoding.base16().lowerCase().decode(digits);
    }

    @Test
    void aChecksumIsReadAsPeopleCopyIt() {
        PolicyProof proof = PolicyProof.Sha256.of(" " + SHA256.toUpperCase(java.util.Locale.ROOT) + "\n")
                .orElseThrow();
        assertTrue(proof.holds(CONTENT));
        assertFalse(proof.holds(RFC_MESSAGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ba78", "za7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"})
    void whatIsNoChecksumIsNone(String text) {
        assertEquals(Optional.empty(), PolicyProof.Sha256.of(text));
    }

    @Test
    void aSignatureOfTheStandardHoldsForItsMessageOnly() {
        PolicyProof proof = PolicyProof.Signed.of(RFC_KEY, RFC_SIGNATURE).orElseThrow();
        assertTrue(proof.holds(RFC_MESSAGE));
        assertFalse(proof.holds(CONTENT));
        byte[] other = RFC_SIGNATURE.clone();
        other[3] ^= 1;
        assertFalse(PolicyProof.Signed.of(RFC_KEY, other).orElseThrow().holds(RFC_MESSAGE));
    }

    @Test
    void aSignatureMayBeInBase64() {
        byte[] text = (BaseEncoding.base64().encode(RFC_SIGNATURE) + "\n").getBytes(StandardCharsets.US_ASCII);
        assertTrue(PolicyProof.Signed.of(RFC_KEY, text).orElseThrow().holds(RFC_MESSAGE));
    }

    @Test
    void whatIsNoKeyOrNoSignatureIsNoProof() {
        assertTrue(PolicyProof.Signed.of("ssh-ed25519 AAAA", RFC_SIGNATURE).isEmpty());
        assertTrue(PolicyProof.Signed.of(RFC_KEY.replace("MCow", "AAAA"), RFC_SIGNATURE)
                .isEmpty());
        assertTrue(PolicyProof.Signed.of(RFC_KEY, new byte[63]).isEmpty());
        assertTrue(PolicyProof.Signed.of(RFC_KEY, new byte[0]).isEmpty());
    }
}
