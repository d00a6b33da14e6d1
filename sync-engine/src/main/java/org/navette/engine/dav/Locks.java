// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import com.github.sardine.model.Activelock;
import com.github.sardine.model.Owner;
import com.github.sardine.model.Prop;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.navette.engine.dav.DavClient.TakenLock;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore.Condition;
import org.navette.engine.port.RemoteStore.Lock;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;
import org.w3c.dom.Node;

/** LOCK, its refresh, UNLOCK, and who holds one (RFC 4918 §9.10, §9.11, §15.8). Exclusive, for writing, Depth: 0. */
final class Locks {
    /** Of what somebody else's client calls its owner, more is of no use to anybody. */
    private static final int LONGEST_NAME = 120;

    private final ShareAddress address;
    private final DavHttpClient line;

    Locks(ShareAddress address, DavHttpClient line) {
        this.address = address;
        this.line = line;
    }

    /**
     * Takes a lock.
     *
     * @param owner what others are told; empty for nobody
     * @throws StoreException {@link Failure.Locked} if there is one already
     */
    TakenLock take(RelativePath file, Duration time, String owner) throws StoreException {
        return line.execute(
                () -> {
                    HttpUriRequestBase request = lock(file, time);
                    request.setHeader("Depth", "0");
                    request.setEntity(new ByteArrayEntity(DavXml.lockinfo(owner), ContentType.APPLICATION_XML));
                    return request;
                },
                response -> {
                    line.failures().requireSuccess(response, 200, 201);
                    String token = HttpFailures.header(response, "Lock-Token")
                            .orElseThrow(() -> new StoreException(new Failure.BadAnswer("a lock without a token")));
                    boolean made = response.getCode() == 201;
                    return new TakenLock(new Lock(file, token.strip().replaceAll("^<|>$", "")), made);
                });
    }

    /** Lets it go on; false if it is over, or somebody broke it. */
    boolean refresh(Lock held, Duration time) throws StoreException {
        // Twice does no more than once: a line that breaks off costs no lock.
        return line.ask(
                () -> {
                    HttpUriRequestBase request = lock(held.path(), time);
                    Conditions.apply(new Condition.Holding(held), request, "");
                    return request;
                },
                response -> switch (response.getCode()) {
                    case 200 -> true;
                    // Apache answers 400 for a token that it does not know, others 412, or 423 if somebody else has
                    // one.
                    case 400, 404, 409, 410, 412, 423 -> false;
                    default -> throw line.failures().refused(response);
                });
    }

    private HttpUriRequestBase lock(RelativePath file, Duration time) {
        HttpUriRequestBase request = new HttpUriRequestBase("LOCK", address.url(file, Kind.FILE));
        request.setHeader("Timeout", "Second-" + time.toSeconds());
        return request;
    }

    void release(Lock held) throws StoreException {
        // The same: the token is of this lock alone.
        line.ask(
                () -> {
                    HttpUriRequestBase request = new HttpUriRequestBase("UNLOCK", address.url(held.path(), Kind.FILE));
                    request.setHeader("Lock-Token", "<" + held.token() + ">");
                    return request;
                },
                response -> line.failures().requireSuccess(response, 200, 204, 404, 409, 412));
    }

    /** Who holds a lock, in that client's words; empty if it has none, absent if there is no lock. */
    static Optional<String> holder(Prop prop) {
        if (prop.getLockdiscovery() == null) {
            return Optional.empty();
        }
        return prop.getLockdiscovery().getActivelock().stream().findFirst().map(Locks::owner);
    }

    private static String owner(Activelock lock) {
        Owner owner = lock.getOwner();
        if (owner == null) {
            return "";
        }
        String name = owner.getContent().stream().map(Locks::text).collect(Collectors.joining(" "));
        String plain = name.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
    }

    private static String text(Object part) {
        return part instanceof Node node ? String.valueOf(node.getTextContent()) : part.toString();
    }
}
