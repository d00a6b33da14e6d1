// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.text;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.navette.engine.pass.Doctor.Examination;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.ServerProfile.Trait;

/** What a server honours, one plain verdict a line: what that means for the person's files, and what Navette does. */
public final class ProfileTable {
    /** Both belong to one verdict: either way of saying it will do. */
    private static final Set<Trait> SECOND_WAYS = EnumSet.of(Trait.REPLACE_BY_IF_MATCH, Trait.DELETE_BY_IF_MATCH);

    private record Part(String key, Trait first, Trait last) {}

    private static final List<Part> PARTS = List.of(
            new Part("doctor.writing", Trait.CREATE_GUARD, Trait.ATOMIC_PUT),
            new Part("doctor.versions", Trait.ETAG_IN_LISTING, Trait.MOVE_KEEPS_ETAG),
            new Part("doctor.listings", Trait.DEEP_LISTING, Trait.PROPAGATING_ETAG),
            new Part("doctor.transfers", Trait.RESUMABLE_GET, Trait.CHUNKED_UPLOAD),
            new Part("doctor.extras", Trait.SETTABLE_TIME, Trait.DEAD_PROPERTIES));

    private final Messages messages;

    public ProfileTable(Messages messages) {
        this.messages = messages;
    }

    public List<String> lines(Examination examination) {
        List<String> lines = new ArrayList<>();
        lines.add(messages.text("doctor.address", examination.address()));
        String software = examination.about().software();
        lines.add(messages.text("doctor.server", software.isEmpty() ? messages.text("doctor.unsaid") : software));
        String classes = examination.classes();
        lines.add(messages.text("doctor.classes", classes.isEmpty() ? messages.text("doctor.unsaid") : classes));
        examination.spaceLeft().ifPresent(bytes -> lines.add(messages.text("doctor.space", messages.bytes(bytes))));
        ServerProfile profile = examination.profile();
        if (!profile.writesTried()) {
            lines.add("");
            lines.add(messages.text("doctor.readOnly"));
            return lines;
        }
        for (Part part : PARTS) {
            lines.add("");
            lines.add(messages.text(part.key()));
            for (Trait trait : EnumSet.range(part.first(), part.last())) {
                if (isShown(trait)) {
                    lines.add(verdict(profile, trait));
                }
            }
        }
        return lines;
    }

    /** Whether a trait has a verdict of its own; where there are two ways to the same, only one has. */
    public static boolean isShown(Trait trait) {
        return !SECOND_WAYS.contains(trait);
    }

    /** Whether the verdict is yes, by whatever way. */
    public static boolean isHonoured(ServerProfile profile, Trait trait) {
        return switch (trait) {
            case REPLACE_BY_IF -> profile.replaceGuard() != ServerProfile.Guard.NONE;
            case DELETE_BY_IF -> profile.deleteGuard() != ServerProfile.Guard.NONE;
            default -> profile.has(trait);
        };
    }

    private String verdict(ServerProfile profile, Trait trait) {
        boolean yes = isHonoured(profile, trait);
        String text = messages.text("trait." + trait + (yes ? ".yes" : ".no"));
        return messages.text(yes ? "doctor.yes" : "doctor.no", text);
    }
}
