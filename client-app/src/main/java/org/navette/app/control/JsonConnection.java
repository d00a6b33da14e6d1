// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.control;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One connection: a JSON object a line, either way. */
final class JsonConnection implements AutoCloseable {
    /** Of the protocol; goes up when something is not understood any more that was before. */
    static final int VERSION = 1;

    /** Longer than any command; whoever sends more is cut off. */
    private static final int LONGEST_LINE = 4 * 1024 * 1024;

    private final Gson gson = new GsonBuilder().disableHtmlEscaping().create();
    private final SocketChannel channel;
    private final InputStream in;
    private final OutputStream out;

    JsonConnection(SocketChannel channel) {
        this.channel = channel;
        this.in = new BufferedInputStream(Channels.newInputStream(channel));
        this.out = Channels.newOutputStream(channel);
    }

    synchronized void send(JsonObject object) throws IOException {
        out.write((gson.toJson(object) + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /**
     * The next object; absent at the end.
     *
     * @throws IOException if the line breaks off, is too long, or is no JSON object
     */
    Optional<JsonObject> receive() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return Optional.empty();
            }
            if (line.size() >= LONGEST_LINE) {
                throw new IOException("a line that does not end");
            }
            line.write(next);
        }
        try {
            JsonElement parsed = JsonParser.parseString(line.toString(StandardCharsets.UTF_8));
            if (parsed.isJsonObject()) {
                return Optional.of(parsed.getAsJsonObject());
            }
        } catch (JsonParseException | StackOverflowError e) {
            throw new IOException("no JSON", e);
        }
        throw new IOException("no JSON object");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
