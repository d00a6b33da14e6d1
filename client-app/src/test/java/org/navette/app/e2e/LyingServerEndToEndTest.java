// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.navette.testserver.ApacheExtension;
import org.navette.testserver.ApacheServer;
import org.navette.testserver.NeedsServer;
import org.navette.testserver.RewritingProxy;
import org.navette.testserver.RewritingProxy.Message;

/** A real Apache, and a filter on the way to it that makes things up. */
@Tag("thorough")
@NeedsServer(ApacheServer.PROGRAM)
class LyingServerEndToEndTest {
    private static final String PAGE = "<html><h1>Blocked</h1>Please ask your administrator.</html>";

    @RegisterExtension
    private static final ApacheExtension apache = new ApacheExtension();

    @SuppressWarnings("NullAway") // opened before each test
    private RewritingProxy proxy;

    @SuppressWarnings("NullAway")
    private Client client;

    @BeforeEach
    void start() throws IOException {
        proxy = RewritingProxy.before(apache.url());
        client = new Client(
                apache.place(), apache.test(), proxy.url(apache.url()).toString());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
    }

    /** From now on, every file with this name comes like this. */
    private void files(String name, UnaryOperator<Message> lie) {
        proxy.rule((request, server) -> request.is("GET", name) ? lie.apply(server.ask(request)) : server.ask(request));
    }

    private String failed() throws IOException, InterruptedException {
        Client.Run run = client.sync();
        assertEquals(1, run.exit(), run.out() + run.err());
        assertTrue(run.err().contains("budget.txt"), run.err());
        return run.err();
    }

    @Test
    void whateverStandsInForAFileIsNoDownloadAndIsNeverTakenForTheServersVersion() throws Exception {
        client.write("budget.txt", "the budget\n");
        client.syncInStep();
        for (UnaryOperator<Message> lie : Stream.<UnaryOperator<Message>>of(
                        answer -> Message.answer("200 OK", "text/html", PAGE),
                        answer -> answer.with(PAGE),
                        answer -> answer.with(Arrays.copyOf(answer.body(), answer.body().length / 2)),
                        answer -> answer.with(new byte[0]),
                        answer -> new Message(answer.head(), Arrays.copyOf(answer.body(), answer.body().length / 2)),
                        answer -> answer.withoutHeader("Content-Length")
                                .withoutHeader("ETag")
                                .with(PAGE),
                        answer -> new Message(
                                answer.withoutHeader("Content-Length")
                                        .head()
                                        .replaceFirst("\r\n\r\n$", "\r\nTransfer-Encoding: chunked\r\n\r\n"),
                                "3\r\nthe\r\n".getBytes(StandardCharsets.UTF_8)),
                        answer -> new Message(
                                answer.head()
                                        .replaceFirst("200 OK", "206 Partial Content")
                                        .replaceFirst("\r\n\r\n$", "\r\nContent-Range: bytes 0-9/10\r\n\r\n"),
                                answer.body()))
                .toList()) {
            String theirs = "a colleague's budget " + System.nanoTime();
            Client.write(apache.share(), "budget.txt", theirs);
            String before = Files.readString(client.file("budget.txt"));
            files("budget.txt", lie);
            failed();
            assertEquals(before, Files.readString(client.file("budget.txt")), "it stays");
            assertEquals(theirs, Files.readString(apache.share().resolve("budget.txt")));
            proxy.honest();
            client.syncInStep();
            assertEquals(theirs, Files.readString(client.file("budget.txt")));
        }
    }

    @Test
    void anEditHereNeverOverwritesWhatAFilterHid() throws Exception {
        client.write("budget.txt", "the budget\n");
        client.syncInStep();
        Client.write(apache.share(), "budget.txt", "a colleague's budget\n");
        files("budget.txt", answer -> Message.answer("200 OK", "text/html", PAGE));
        failed();
        client.write("budget.txt", "my own budget, edited\n");
        failed();
        assertEquals("a colleague's budget\n", Files.readString(apache.share().resolve("budget.txt")));
        proxy.honest();
        client.syncInStep();
        assertTrue(
                client.tree().containsValue("a colleague's budget\n"),
                client.tree().toString());
        assertTrue(
                client.tree().containsValue("my own budget, edited\n"),
                client.tree().toString());
        assertFalse(client.tree().toString().contains("Blocked"));
    }

    @Test
    void aFileThatReallyChangedSinceItWasListedIsTakenAsItIsNow() throws Exception {
        client.write("budget.txt", "the budget\n");
        client.syncInStep();
        Client.write(apache.share(), "budget.txt", "second\n");
        proxy.rule((request, server) -> {
            if (request.is("GET", "budget.txt") && !Files.exists(apache.place().resolve("third"))) {
                Files.createFile(apache.place().resolve("third"));
                Client.write(apache.share(), "budget.txt", "the third version\n");
            }
            return server.ask(request);
        });
        client.syncInStep();
        assertEquals("the third version\n", Files.readString(client.file("budget.txt")));
    }

    /** It was taken for a file, and the folder here went to the version store. */
    @Test
    void aFolderThatIsListedWithoutItsTypeStaysWhereItIs() throws Exception {
        client.write("plans/budget.txt", "the budget\n");
        client.write("plans/inner/deep.txt", "deep\n");
        client.syncInStep();
        proxy.rule((request, server) -> {
            Message answer = server.ask(request);
            String untyped = answer.text()
                    .replaceAll(
                            "(?s)(<D:href>[^<]*/plans/</D:href>.*?)<lp1:resourcetype><D:collection/></lp1:resourcetype>",
                            "$1");
            return request.start().startsWith("PROPFIND") ? answer.with(untyped) : answer;
        });
        Client.Run run = client.sync();
        assertEquals(1, run.exit(), run.out() + run.err());
        assertTrue(run.err().contains("plans"), run.err());
        assertEquals("the budget\n", Files.readString(client.file("plans/budget.txt")));
        assertEquals("deep\n", Files.readString(client.file("plans/inner/deep.txt")));
        assertEquals("deep\n", Files.readString(apache.share().resolve("plans/inner/deep.txt")));
        proxy.honest();
        client.syncInStep();
        assertFalse(Files.exists(client.file(".navette/versions/plans")), "nothing was replaced");
    }

    /** It was taken for somebody's edit: the broken copy replaced the file here at the next pass. */
    @Test
    void anUploadThatIsTakenAndNotKeptHasFailedAndTheFileHereStays() throws Exception {
        client.write("budget.txt", "an older budget\n");
        client.syncInStep();
        for (UnaryOperator<Message> lie : Stream.<UnaryOperator<Message>>of(
                        request -> request.with(new byte[0]),
                        request -> request.with(Arrays.copyOf(request.body(), request.body().length - 4)),
                        request -> request.with("removed by the virus scanner"))
                .toList()) {
            String mine = "my own budget " + System.nanoTime();
            client.write("budget.txt", mine);
            proxy.rule((request, server) -> {
                boolean sent =
                        request.start().startsWith("PUT") && request.text().startsWith("my own budget");
                return server.ask(sent ? lie.apply(request) : request);
            });
            failed();
            failed();
            assertEquals(mine, Files.readString(client.file("budget.txt")));
            assertEquals(1, client.tree().size(), "no conflict with what the server made of it");
            proxy.honest();
            client.syncInStep();
            assertEquals(mine, Files.readString(client.file("budget.txt")));
            assertEquals(mine, Files.readString(apache.share().resolve("budget.txt")));
        }
    }

    @Test
    void aServerThatAnswersAndKeepsNothingDeletesNothingHere() throws Exception {
        client.write("other.txt", "other\n");
        client.syncInStep();
        client.write("budget.txt", "the budget\n");
        proxy.rule((request, server) -> request.start().startsWith("PUT")
                ? Message.answer("201 Created", "text/plain", "")
                : server.ask(request));
        failed();
        failed();
        assertEquals("the budget\n", Files.readString(client.file("budget.txt")));
        proxy.honest();
        client.syncInStep();
        assertEquals("the budget\n", Files.readString(apache.share().resolve("budget.txt")));
    }

    @Test
    void aColleaguesEditRightAfterOursIsKeptBesideIt() throws Exception {
        client.write("budget.txt", "an older budget\n");
        client.syncInStep();
        client.write("budget.txt", "my own budget\n");
        proxy.rule((request, server) -> {
            Message answer = server.ask(request);
            if (request.is("PUT", "budget.txt")) {
                Client.write(apache.share(), "budget.txt", "a colleague's budget\n");
            }
            return answer;
        });
        client.sync();
        proxy.honest();
        client.syncInStep();
        assertEquals("a colleague's budget\n", Files.readString(client.file("budget.txt")));
        assertTrue(client.tree().containsValue("my own budget\n"), client.tree().toString());
    }

    @Test
    void aLargeFileThatIsKeptScrambledAtItsLengthIsSentAgain() throws Exception {
        client.write("other.txt", "other\n");
        client.syncInStep();
        String large = "the budget of the year\n".repeat(20_000);
        for (String mine : new String[] {large, large + "and an edit\n"}) {
            client.write("budget.txt", mine);
            proxy.rule((request, server) -> server.ask(
                    request.start().startsWith("PUT ") && request.body().length > 300_000
                            ? request.with(request.text().replace('b', 'B'))
                            : request));
            failed();
            failed();
            assertEquals(mine, Files.readString(client.file("budget.txt")));
            assertEquals(2, client.tree().size(), "no conflict with what the server made of it");
            proxy.honest();
            client.syncInStep();
            assertEquals(mine, Files.readString(apache.share().resolve("budget.txt")));
        }
    }

    @Test
    void aMoveAndACollectionThatAreOnlySaidToBeMadeTakeNothingAwayHere() throws Exception {
        client.write("budget.txt", "the budget\n");
        client.write("plans/a.txt", "a plan\n");
        client.syncInStep();
        Files.move(client.file("budget.txt"), client.file("budget 2026.txt"));
        Files.move(client.file("plans"), client.file("projects"));
        Files.createDirectory(client.file("empty"));
        Map<String, String> meant = client.tree();
        proxy.rule((request, server) ->
                request.start().startsWith("MOVE ") || request.is("MKCOL", "/empty/") || request.is("MKCOL", "/empty")
                        ? Message.answer("201 Created", "text/plain", "")
                        : server.ask(request));
        client.sync();
        client.sync();
        assertEquals(meant, client.tree());
        proxy.honest();
        client.sync();
        client.syncInStep();
        assertEquals(meant, client.tree());
        assertEquals(meant, Client.tree(apache.share()));
    }
}
