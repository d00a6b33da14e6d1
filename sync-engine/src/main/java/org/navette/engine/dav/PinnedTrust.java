// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.hash.Hashing;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.jspecify.annotations.Nullable;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;

/**
 * Trusts what the system trusts, whom the person's own authorities vouch for, and one certificate more that a person has
 * compared and accepted. The last certificate refused is kept, so that it can be shown.
 */
final class PinnedTrust implements X509TrustManager {
    /** Read at the first handshake: not every server is spoken to over TLS. */
    private final Supplier<X509TrustManager> system = Suppliers.memoize(Authorities::ofSystem);

    private final Optional<X509TrustManager> own;
    private final Optional<String> pinned;
    private final KeyManager[] keys;
    private volatile @Nullable X509Certificate refused;
    private volatile @Nullable X509Certificate accepted;

    /** @throws StoreException if a file of certificates cannot be read, or not with that password */
    PinnedTrust(ConnectionSettings.Trust trust) throws StoreException {
        this.own = trust.authorities().isPresent()
                ? Optional.of(Authorities.in(trust.authorities().get()))
                : Optional.empty();
        this.pinned = trust.certificate();
        this.keys = trust.client().isPresent() ? Authorities.keys(trust.client().get()) : new KeyManager[0];
    }

    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, new TrustManager[] {this}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS is missing from this Java", e);
        }
    }

    /** The pinned certificate stands for itself, whatever name is in it. */
    HostnameVerifier hostnames() {
        DefaultHostnameVerifier usual = new DefaultHostnameVerifier();
        return (host, session) -> {
            try {
                X509Certificate certificate = (X509Certificate) session.getPeerCertificates()[0];
                if (isPinned(certificate) || usual.verify(host, session)) {
                    return true;
                }
                refused = certificate;
                return false;
            } catch (javax.net.ssl.SSLPeerUnverifiedException e) {
                return false;
            }
        };
    }

    /** What to show of the certificate that was refused; absent if none was. */
    Optional<Failure> refusal(String host, String why) {
        X509Certificate certificate = refused;
        return certificate == null
                ? Optional.empty()
                : Optional.of(new Failure.CertificateNotTrusted(
                        host,
                        certificate.getSubjectX500Principal().getName(),
                        certificate.getIssuerX500Principal().getName(),
                        certificate.getNotBefore().toInstant(),
                        certificate.getNotAfter().toInstant(),
                        fingerprint(certificate),
                        pinned.isPresent(),
                        why));
    }

    /** What the server was believed by; absent if none was needed yet. */
    Optional<Certificate> acceptance() {
        X509Certificate certificate = accepted;
        return certificate == null
                ? Optional.empty()
                : Optional.of(new Certificate(
                        certificate.getSubjectX500Principal().getName(),
                        certificate.getIssuerX500Principal().getName(),
                        certificate.getNotBefore().toInstant(),
                        certificate.getNotAfter().toInstant(),
                        fingerprint(certificate)));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, authType);
        accepted = chain[0];
        // Or a later trouble of another kind would be told as this one.
        refused = null;
    }

    private void check(X509Certificate[] chain, String authType) throws CertificateException {
        if (isPinned(chain[0])) {
            return;
        }
        try {
            system.get().checkServerTrusted(chain, authType);
        } catch (CertificateException e) {
            if (own.isEmpty()) {
                refused = chain[0];
                throw e;
            }
            checkByOwn(own.get(), chain, authType);
        }
    }

    private void checkByOwn(X509TrustManager authorities, X509Certificate[] chain, String authType)
            throws CertificateException {
        try {
            authorities.checkServerTrusted(chain, authType);
        } catch (CertificateException e) {
            refused = chain[0];
            throw e;
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("Navette is no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private boolean isPinned(X509Certificate certificate) {
        return pinned.isPresent() && pinned.get().equalsIgnoreCase(fingerprint(certificate));
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return Hashing.sha256().hashBytes(certificate.getEncoded()).toString();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }
}
