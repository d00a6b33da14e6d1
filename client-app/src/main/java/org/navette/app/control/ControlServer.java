// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.control;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.Event;
import org.navette.app.api.NavetteApi;
import org.navette.app.text.ExitCode;
import org.navette.app.text.Messages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers on the socket of a home, as docs/control-protocol.md says. Whoever holds the {@link InstanceLock} may have one. */
public final class ControlServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    /** More than the programs of one person need at a time. */
    private static final int MOST_CONNECTIONS = 64;

    private final Path home;
    private final Path socket;
    private final ServerSocketChannel server;
    private final NavetteApi navette;
    private final Set<JsonConnection> wires = ConcurrentHashMap.newKeySet();

    private ControlServer(Path home, Path socket, ServerSocketChannel server, NavetteApi navette) {
        this.home = home;
        this.socket = socket;
        this.server = server;
        this.navette = navette;
    }

    public static ControlServer start(Path home, NavetteApi navette) throws IOException {
        Path socket = SocketLocation.make(home);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        channel.bind(UnixDomainSocketAddress.of(socket));
        ControlServer control = new ControlServer(home, socket, channel, navette);
        Thread.ofVirtual().name("navette-control").start(control::accept);
        return control;
    }

    private void accept() {
        try {
            while (true) {
                begin(server.accept());
            }
        } catch (ClosedChannelException closed) {
            LOG.debug("the control socket is closed");
        } catch (IOException e) {
            LOG.warn("nobody can talk to Navette any more", e);
        }
    }

    /** What is wrong with one connection ends that one alone. */
    private void begin(SocketChannel channel) throws IOException {
        boolean begun = false;
        try {
            if (wires.size() < MOST_CONNECTIONS && isTrusted(channel)) {
                JsonConnection wire = new JsonConnection(channel);
                wires.add(wire);
                Thread.ofVirtual().start(() -> serve(wire));
                begun = true;
            }
        } catch (IOException | RuntimeException | Error e) {
            LOG.warn("a connection could not be served", e);
        } finally {
            if (!begun) {
                channel.close();
            }
        }
    }

    private static boolean isTrusted(SocketChannel channel) throws IOException {
        boolean trusted = PeerCredentials.isTrusted(channel);
        if (!trusted) {
            LOG.warn("somebody else tried to talk to Navette");
        }
        return trusted;
    }

    private void serve(JsonConnection wire) {
        try (wire) {
            for (Optional<JsonObject> request = wire.receive(); request.isPresent(); request = wire.receive()) {
                answer(wire, request.get());
            }
        } catch (IOException e) {
            LOG.debug("a connection ended", e);
        } finally {
            wires.remove(wire);
        }
    }

    private void answer(JsonConnection wire, JsonObject request) throws IOException {
        JsonObject reply = new JsonObject();
        reply.addProperty("navette", JsonConnection.VERSION);
        if (request.has("id")) {
            reply.add("id", request.get("id"));
        }
        Locale language = Locale.forLanguageTag(text(request, "language", "en"));
        if (!text(request, "navette", "").equals(String.valueOf(JsonConnection.VERSION))) {
            refuse(
                    reply,
                    "This Navette speaks version " + JsonConnection.VERSION + " of the protocol.",
                    ExitCode.USAGE);
            wire.send(reply);
        } else if (text(request, "command", "").equals("subscribe")) {
            reply.addProperty("ok", true);
            wire.send(reply);
            subscribe(wire, language);
        } else {
            run(request, language, reply);
            wire.send(reply);
        }
    }

    private void run(JsonObject request, Locale language, JsonObject reply) {
        JsonObject arguments =
                request.has("arguments") && request.get("arguments").isJsonObject()
                        ? request.getAsJsonObject("arguments")
                        : new JsonObject();
        try {
            reply.add("result", new RequestBinding(navette, language).run(text(request, "command", ""), arguments));
            reply.addProperty("ok", true);
        } catch (CommandRefusedException e) {
            LOG.debug("refused", e);
            refuse(reply, e.sentence(), e.exitCode());
        } catch (RuntimeException | Error e) {
            LOG.error("a command failed", e);
            refuse(reply, new Messages(language).text("unexpected", e.toString()), ExitCode.SOME_NOT_SYNCED);
        }
    }

    private static void refuse(JsonObject reply, String sentence, int exitCode) {
        reply.addProperty("ok", false);
        reply.addProperty("message", sentence);
        reply.addProperty("exit", exitCode);
    }

    /** Until the other side hangs up. */
    private void subscribe(JsonConnection wire, Locale language) throws IOException {
        try (AutoCloseable _ = navette.subscribe(language, event -> push(wire, event))) {
            while (wire.receive().isPresent()) {
                LOG.debug("nothing is asked on this line any more");
            }
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private static void push(JsonConnection wire, Event event) {
        try {
            wire.send(JsonBinding.write((Record) event));
        } catch (IOException e) {
            LOG.debug("nobody listens any more", e);
        }
    }

    static String text(JsonObject object, String member, String otherwise) {
        return object.has(member) && object.get(member).isJsonPrimitive()
                ? object.get(member).getAsString()
                : otherwise;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (JsonConnection wire : wires) {
            wire.close();
        }
        SocketLocation.remove(home, socket);
    }
}
