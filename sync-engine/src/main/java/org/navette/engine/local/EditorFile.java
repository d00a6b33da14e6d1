// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.navette.engine.tree.RelativePath;

/**
 * The file an office program puts beside a document while it is open: {@code .~lock.Budget.ods#} (LibreOffice and its
 * relatives), {@code ~$Budget.xlsx}, or {@code ~$dget.docx} (Microsoft Office: Word leaves one or two first letters of a
 * long name out, as observed).
 */
public final class EditorFile {
    private static final Pattern LIBRE = Pattern.compile("\\.~lock\\.(?<name>.+)#");
    private static final String MICROSOFT = "~$";
    private static final int MOST_LEFT_OUT = 2;

    private EditorFile() {}

    public static boolean isOne(RelativePath path) {
        return path.name().startsWith(MICROSOFT) || LIBRE.matcher(path.name()).matches();
    }

    /**
     * The document that is open.
     *
     * @param siblings the names in the same folder
     * @return absent if that is no such file, if its document is not there, or if it may be one of several
     */
    public static Optional<RelativePath> document(RelativePath path, Set<String> siblings) {
        return name(path.name(), siblings).map(path.folder()::child);
    }

    private static Optional<String> name(String name, Set<String> siblings) {
        Matcher libre = LIBRE.matcher(name);
        if (libre.matches()) {
            return Optional.of(libre.group("name")).filter(siblings::contains);
        }
        if (!name.startsWith(MICROSOFT)) {
            return Optional.empty();
        }
        String rest = name.substring(MICROSOFT.length());
        if (siblings.contains(rest)) {
            return Optional.of(rest);
        }
        List<String> longer = siblings.stream()
                .filter(sibling -> sibling.endsWith(rest) && !sibling.startsWith(MICROSOFT))
                .filter(sibling -> sibling.length() - rest.length() <= MOST_LEFT_OUT)
                .toList();
        return longer.size() == 1 ? Optional.of(longer.getFirst()) : Optional.empty();
    }
}
