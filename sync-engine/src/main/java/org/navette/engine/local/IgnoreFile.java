// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stands in a {@code .navetteignore}. It comes from the share, so anybody who writes there may have written it: a line that is no
 * pattern is passed over, whatever else is in the file counts.
 *
 * @param patterns the lines that can be held against a name, in their order
 * @param badLines the numbers, from 1, of those that are no pattern, or no UTF-8
 */
public record IgnoreFile(List<String> patterns, List<Integer> badLines) {
    /** In bytes; far more than any that was written by hand. */
    public static final int LARGEST = 64 * 1024;

    public static final int MOST_LINES = 2_000;

    public static final IgnoreFile NONE = new IgnoreFile(List.of(), List.of());

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    public IgnoreFile {
        patterns = List.copyOf(patterns);
        badLines = List.copyOf(badLines);
    }

    /** @return absent if it is larger than {@link #LARGEST}, or has more lines than {@link #MOST_LINES} */
    public static Optional<IgnoreFile> read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LARGEST + 1);
        return bytes.length > LARGEST ? Optional.empty() : parse(bytes);
    }

    /** Of a text that was read before. */
    public static IgnoreFile of(String text) {
        return parse(text.getBytes(StandardCharsets.UTF_8)).orElse(NONE);
    }

    private static Optional<IgnoreFile> parse(byte[] bytes) {
        List<String> patterns = new ArrayList<>();
        List<Integer> badLines = new ArrayList<>();
        int number = 0;
        boolean marked =
                ByteBuffer.wrap(bytes, 0, Math.min(MARK.length, bytes.length)).equals(ByteBuffer.wrap(MARK));
        for (int start = marked ? MARK.length : 0; start < bytes.length; ) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            number++;
            if (number > MOST_LINES) {
                return Optional.empty();
            }
            boolean windows = end > start && bytes[end - 1] == '\r';
            Optional<String> line = line(bytes, start, windows ? end - 1 : end);
            line.ifPresent(patterns::add);
            if (line.isEmpty()) {
                badLines.add(number);
            }
            start = end + 1;
        }
        return Optional.of(new IgnoreFile(patterns, badLines));
    }

    private static Optional<String> line(byte[] bytes, int start, int end) {
        try {
            String line = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, end - start))
                    .toString();
            IgnorePattern.parse(line);
            return Optional.of(line);
        } catch (CharacterCodingException | IgnorePattern.MalformedException e) {
            return Optional.empty();
        }
    }

    /** The patterns as one text, for {@link #of}. */
    public String text() {
        return String.join("\n", patterns);
    }
}
