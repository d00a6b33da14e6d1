// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogLineTest {
    @Test
    void aNameInALogLineMakesNoLineOfItsOwnAndMovesNothing() {
        LogRecord event = new LogRecord(Level.INFO, "a\u001b[2J\r\n2026-01-01 INFO x: forged \u202egpj.exe\u009b");
        event.setLoggerName("org.navette.engine.pass.SyncPass");
        event.setThrown(new IOException("b\u001b]0;x\u0007\n2026-01-01 INFO x: forged"));
        String[] lines = new LogLine().format(event).split("\n", -1);
        assertTrue(
                lines[0].endsWith("SyncPass: a\\u001B[2J\\u000D\\u000A2026-01-01 INFO x: forged \\u202Egpj.exe\\u009B"),
                lines[0]);
        for (int i = 1; i < lines.length - 1; i++) {
            assertTrue(lines[i].startsWith("    "), lines[i]);
            assertFalse(lines[i].contains("\u001b"), lines[i]);
        }
        assertEquals("", lines[lines.length - 1]);
    }
}
