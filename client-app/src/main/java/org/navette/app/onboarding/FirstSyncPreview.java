// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.onboarding;

import java.util.Map;
import org.navette.engine.tree.RelativePath;

/**
 * What a first sync will do, in numbers. It deletes nothing, whatever there is on either side.
 *
 * @param receive files that are only there, and {@code receiveBytes} of them
 * @param send files that are only here, and {@code sendBytes} of them
 * @param compare files of the same name on both sides: equal ones stay as they are, of others both versions are kept
 */
public record FirstSyncPreview(int receive, long receiveBytes, int send, long sendBytes, int compare) {
    /** From the files of both sides that take part, each with its size in bytes. */
    public static FirstSyncPreview of(Map<RelativePath, Long> there, Map<RelativePath, Long> here) {
        int receive = 0;
        long receiveBytes = 0;
        int send = 0;
        long sendBytes = 0;
        for (Map.Entry<RelativePath, Long> file : there.entrySet()) {
            if (!here.containsKey(file.getKey())) {
                receive++;
                receiveBytes += file.getValue();
            }
        }
        for (Map.Entry<RelativePath, Long> file : here.entrySet()) {
            if (!there.containsKey(file.getKey())) {
                send++;
                sendBytes += file.getValue();
            }
        }
        return new FirstSyncPreview(receive, receiveBytes, send, sendBytes, here.size() - send);
    }
}
