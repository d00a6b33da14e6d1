// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.tree;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The SHA-256 of a file's whole content: what decides whether two contents are the same. */
public record Sha256(HashCode code) {
    public static final int BYTES = 32;

    private static final MessageDigest NEW = lookUp();

    /** Stands for a folder where contents are listed; no file is known to have it. */
    public static final Sha256 OF_A_FOLDER = ofContent("a folder, and no file".getBytes(StandardCharsets.UTF_8));

    public Sha256 {
        if (code.bits() != BYTES * 8) {
            throw new IllegalArgumentException("not a SHA-256: " + code);
        }
    }

    /** A fresh digest, to be ended with {@link #of(MessageDigest)}. */
    public static MessageDigest digest() {
        try {
            // Looking an algorithm up takes longer than reading a small file.
            return (MessageDigest) NEW.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 of every Java platform can be copied", e);
        }
    }

    private static MessageDigest lookUp() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public static Sha256 of(MessageDigest digest) {
        return ofBytes(digest.digest());
    }

    /** @throws IllegalArgumentException if there are not exactly {@value #BYTES} bytes */
    public static Sha256 ofBytes(byte[] bytes) {
        return new Sha256(HashCode.fromBytes(bytes));
    }

    public static Sha256 ofContent(byte[] content) {
        return new Sha256(Hashing.sha256().hashBytes(content));
    }

    public byte[] bytes() {
        return code.asBytes();
    }

    @Override
    public String toString() {
        return code.toString();
    }
}
