// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.control;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.navette.app.api.Command;
import org.navette.app.api.CommandCatalog;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.Event;
import org.navette.app.api.NavetteApi;
import org.navette.app.api.Reply;
import org.navette.app.control.JsonBinding.UnusableMember;
import org.navette.app.text.ExitCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Talks to the running Navette of a home. */
public final class ControlClient implements NavetteApi, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlClient.class);

    private final JsonConnection wire;

    private ControlClient(JsonConnection wire) {
        this.wire = wire;
    }

    /** Absent if none is running, or what listens there is not this person's. */
    public static Optional<ControlClient> connect(Path home) {
        try {
            Optional<Path> socket = SocketLocation.find(home);
            return socket.isPresent() ? connectTo(socket.get()) : Optional.empty();
        } catch (IOException e) {
            LOG.warn("the control socket is not used: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<ControlClient> connectTo(Path socket) throws IOException {
        SocketChannel channel;
        try {
            channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            LOG.debug("nobody answers at {}", socket, e);
            return Optional.empty();
        }
        if (!PeerCredentials.isTrusted(channel)) {
            channel.close();
            throw new IOException("somebody else listens at " + socket);
        }
        return Optional.of(new ControlClient(new JsonConnection(channel)));
    }

    @Override
    public <R extends Reply> R run(Command<R> command, Locale language) throws CommandRefusedException {
        CommandCatalog.Entry<R> entry = CommandCatalog.of(command);
        try {
            wire.send(request(entry.name(), JsonBinding.write((Record) command), language));
            JsonObject reply = wire.receive().orElseThrow(() -> new IOException("it ended"));
            if (!reply.get("ok").getAsBoolean()) {
                throw new CommandRefusedException(
                        ControlServer.text(reply, "message", ""),
                        reply.get("exit").getAsInt());
            }
            return JsonBinding.read(reply.getAsJsonObject("result"), entry.reply());
        } catch (IOException | UnusableMember e) {
            LOG.debug("no answer", e);
            throw new CommandRefusedException(String.valueOf(e.getMessage()), ExitCode.UNREACHABLE);
        }
    }

    private static JsonObject request(String command, JsonObject arguments, Locale language) {
        JsonObject request = new JsonObject();
        request.addProperty("navette", JsonConnection.VERSION);
        request.addProperty("command", command);
        request.addProperty("language", language.toLanguageTag());
        request.add("arguments", arguments);
        return request;
    }

    /** Tells of changes until the other side ends, or this is closed. */
    @Override
    public AutoCloseable subscribe(Locale language, Consumer<Event> events) {
        Thread.ofVirtual().start(() -> {
            try {
                wire.send(request("subscribe", new JsonObject(), language));
                for (Optional<JsonObject> event = wire.receive(); event.isPresent(); event = wire.receive()) {
                    read(event.get()).ifPresent(events);
                }
            } catch (IOException e) {
                LOG.debug("the line ended", e);
            }
        });
        return this;
    }

    /** Absent for what another version of Navette tells of and this one does not know. */
    private static Optional<Event> read(JsonObject event) {
        try {
            return Optional.of(JsonBinding.read(event, Event.class));
        } catch (UnusableMember e) {
            LOG.debug("an unknown event", e);
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
