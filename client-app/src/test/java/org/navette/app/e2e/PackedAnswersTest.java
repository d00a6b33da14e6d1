// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.navette.testserver.ApacheExtension;
import org.navette.testserver.ApacheServer;
import org.navette.testserver.NeedsServer;
import org.navette.testserver.RewritingProxy;
import org.navette.testserver.RewritingProxy.Message;

/** Listings that are small on the line and large in memory, to a program that has hardly any. */
@Tag("thorough")
@NeedsServer(ApacheServer.PROGRAM)
class PackedAnswersTest {
    private static final Map<String, String> LITTLE_MEMORY = Map.of("JAVA_TOOL_OPTIONS", "-Xmx64m");
    private static final int MUCH = 600_000_000;
    private static final int MUCH_OF_AN_ENTRY = 3_900_000;

    @RegisterExtension
    private static final ApacheExtension apache = new ApacheExtension();

    /** What is repeated, and what stands before it and after it in an otherwise honest listing. */
    enum Bomb {
        BLANKS("", " ", MUCH, ""),
        COMMENT("<!--", "x", MUCH, "-->"),
        TEXT("<D:response><D:href>", "x", MUCH, ""),
        ONE_LONG_TEXT("<D:response><D:href>", "x", MUCH_OF_AN_ENTRY, "</D:href></D:response>"),
        NESTING("<D:response>", "<a>", MUCH_OF_AN_ENTRY, ""),
        ATTRIBUTES("<D:response ", "a=\"\" ", MUCH_OF_AN_ENTRY, ">"),
        NAME("<D:response><", "x", MUCH_OF_AN_ENTRY, "/></D:response>"),
        NAMESPACES("<D:response ", "xmlns:a=\"a\" ", MUCH_OF_AN_ENTRY, ">"),
        ENTRIES(
                "",
                "<D:response><D:href>%s/%s</D:href><D:propstat><D:prop><D:resourcetype/></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>",
                60_000_000,
                "");

        private final String before;
        private final String repeated;
        private final int bytes;
        private final String after;

        Bomb(String before, String repeated, int bytes, String after) {
            this.before = before;
            this.repeated = repeated;
            this.bytes = bytes;
            this.after = after;
        }

        byte[] packed(String collection) throws IOException {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (OutputStream out = new GZIPOutputStream(packed, 1 << 16)) {
                out.write(("<D:multistatus xmlns:D=\"DAV:\"><D:response><D:href>" + collection
                                + "/</D:href><D:propstat><D:prop><D:resourcetype><D:collection/></D:resourcetype></D:prop>"
                                + "<D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>" + before)
                        .getBytes(StandardCharsets.UTF_8));
                long written = 0;
                for (int i = 0; written < bytes; i++) {
                    byte[] part = (this == ENTRIES ? repeated.formatted(collection, "f" + i) : repeated.repeat(10_000))
                            .getBytes(StandardCharsets.UTF_8);
                    out.write(part);
                    written += part.length;
                }
                out.write((after + "</D:multistatus>").getBytes(StandardCharsets.UTF_8));
            }
            return packed.toByteArray();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aListingPackedToFillTheMemoryEndsInOneSentence(Bomb bomb) throws Exception {
        try (RewritingProxy proxy = RewritingProxy.before(apache.url())) {
            Client client = new Client(
                    apache.place(),
                    apache.test() + bomb,
                    proxy.url(apache.url()).toString());
            client.write("mine.txt", "mine\n");
            Client.write(apache.share(), "theirs/theirs.txt", "theirs\n");
            client.syncInStep();
            SortedMap<String, String> before = client.tree();
            SortedMap<String, String> there = Client.tree(apache.share());
            proxy.rule((request, server) -> listing(bomb, request, server));
            Map<String, String> environment = new HashMap<>(Client.login());
            environment.putAll(LITTLE_MEMORY);
            Client.Run run = client.run(environment, "sync", client.folder().toString(), client.url());
            List<String> said = run.err()
                    .lines()
                    .filter(line -> !line.startsWith("Picked up ") && !line.isBlank())
                    .toList();
            assertEquals(1, said.size(), run.out() + run.err());
            assertFalse(run.err().contains("emory"), run.err());
            assertTrue(said.getFirst().contains("does not understand the server’s answer"), run.err());
            assertEquals(4, run.exit(), run.err());
            assertEquals(before, client.tree());
            assertEquals(there, Client.tree(apache.share()));
            proxy.honest();
            client.syncInStep();
        }
    }

    private static Message listing(Bomb bomb, Message request, RewritingProxy.Server server) throws IOException {
        boolean shallow = !request.start().startsWith("PROPFIND ")
                || request.head().toLowerCase(Locale.ROOT).contains("\r\ndepth: 0\r\n");
        if (shallow) {
            return server.ask(request);
        }
        String collection = request.start().split(" ")[1].replaceFirst("/$", "");
        return new Message(
                        "HTTP/1.1 207 Multi-Status\r\nContent-Type: text/xml\r\nContent-Encoding: gzip\r\n\r\n",
                        new byte[0])
                .with(bomb.packed(collection));
    }
}
