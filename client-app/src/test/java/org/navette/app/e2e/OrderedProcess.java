// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A script of the tests that obeys one order a line, and says "done" after each. Ends with its input. */
final class OrderedProcess {
    private final Process process;
    private final BufferedReader said;
    private final Writer orders;

    private OrderedProcess(Process process) {
        this.process = process;
        this.said = process.inputReader(StandardCharsets.UTF_8);
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
    }

    static OrderedProcess start(ProcessBuilder builder) throws IOException {
        return new OrderedProcess(builder.start());
    }

    /** Where a script among the tests' resources is. */
    static Path script(String name) throws Exception {
        return Path.of(Objects.requireNonNull(OrderedProcess.class.getResource("/" + name), name)
                .toURI());
    }

    /** What follows a beginning on the next line that has it; it may say other things, too. */
    String said(String beginning) throws IOException {
        String line = said.readLine();
        while (line != null && !line.startsWith(beginning)) {
            line = said.readLine();
        }
        return Objects.requireNonNull(line, "it has ended before it said " + beginning)
                .substring(beginning.length());
    }

    void order(String order) throws IOException {
        orders.write(order + "\n");
        orders.flush();
        said("done");
    }

    void end() throws IOException, InterruptedException {
        orders.close();
        process.waitFor(20, TimeUnit.SECONDS);
        process.destroyForcibly();
    }
}
