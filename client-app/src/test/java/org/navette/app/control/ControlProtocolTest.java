// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import com.google.common.reflect.TypeToken;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.navette.app.api.ActivityReply;
import org.navette.app.api.CertificateReply;
import org.navette.app.api.CommandCatalog;
import org.navette.app.api.ConflictReply;
import org.navette.app.api.Event;
import org.navette.app.api.FolderReply;
import org.navette.app.api.Inline;
import org.navette.app.api.Member;
import org.navette.app.api.UpdateReply;
import org.navette.app.api.Variant;

/** docs/control-protocol.md names every command, event and member there is, and nothing else. */
class ControlProtocolTest {
    private static final Path PAGE = Path.of("../docs/control-protocol.md");
    /** Described once, and named wherever they are. */
    private static final Map<Class<?>, String> OBJECTS = Map.of(
            FolderReply.class, "folder",
            ActivityReply.class, "activity",
            ConflictReply.class, "conflict",
            CertificateReply.class, "certificate",
            UpdateReply.class, "update");

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern OBJECT = Pattern.compile("\\*(\\w+)\\*");

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }

    /** Rows of the table below a heading, by what stands in their first column. */
    private static Map<String, List<String>> rows(String heading) throws IOException {
        String page = Files.readString(PAGE, StandardCharsets.UTF_8);
        String section = Splitter.on("\n## ")
                .splitToStream(page)
                .filter(part -> part.startsWith(heading + "\n"))
                .findFirst()
                .orElseThrow();
        return section.lines()
                .filter(line -> line.startsWith("| `") || line.startsWith("| *"))
                .map(line -> Splitter.on('|').trimResults().splitToList(line))
                .collect(Collectors.toMap(row -> row.get(1).replaceAll("[`*]", ""), Function.identity()));
    }

    /** Names of members with those of the records in them, and in stars the objects that are described elsewhere. */
    private static SortedSet<String> members(Class<?> type) {
        SortedSet<String> names = new TreeSet<>();
        if (type.isSealed()) {
            names.add(type.getAnnotation(Variant.class).value());
            Stream.of(type.getPermittedSubclasses()).forEach(one -> names.addAll(members(one)));
        } else {
            for (RecordComponent component : type.getRecordComponents()) {
                if (!component.isAnnotationPresent(Inline.class)) {
                    names.add(Optional.ofNullable(component.getAnnotation(Member.class))
                            .map(Member::value)
                            .orElse(component.getName()));
                }
                Class<?> inner = innermost(TypeToken.of(component.getGenericType()));
                if (OBJECTS.containsKey(inner)) {
                    names.add("*" + OBJECTS.get(inner) + "*");
                } else if (inner.isRecord() || inner.isSealed()) {
                    names.addAll(members(inner));
                }
            }
        }
        return names;
    }

    private static Class<?> innermost(TypeToken<?> of) {
        return of.getType() instanceof ParameterizedType many
                ? innermost(TypeToken.of(many.getActualTypeArguments()[0]))
                : of.getRawType();
    }

    private static SortedSet<String> documented(String column) {
        SortedSet<String> names = new TreeSet<>(found(CODE, column));
        found(OBJECT, column).forEach(name -> names.add("*" + name + "*"));
        return names;
    }

    @Test
    void everyCommandIsDocumentedWithItsMembers() throws IOException {
        Map<String, List<String>> rows = rows("Commands");
        assertEquals(
                CommandCatalog.entries().stream()
                        .map(CommandCatalog.Entry::name)
                        .sorted()
                        .toList(),
                rows.keySet().stream().sorted().toList());
        for (CommandCatalog.Entry<?> entry : CommandCatalog.entries()) {
            List<String> row = Objects.requireNonNull(rows.get(entry.name()));
            assertEquals(members(entry.arguments()), documented(row.get(2)), "arguments of " + entry.name());
            assertEquals(members(entry.reply()), documented(row.get(3)), "the reply to " + entry.name());
        }
    }

    @Test
    void everyEventIsDocumentedWithItsMembers() throws IOException {
        Map<String, List<String>> rows = rows("Events");
        List<Class<?>> events = List.of(Event.class.getPermittedSubclasses());
        assertEquals(
                events.stream().map(JsonBinding::name).sorted().toList(),
                rows.keySet().stream().sorted().toList());
        for (Class<?> event : events) {
            assertEquals(
                    members(event),
                    documented(Objects.requireNonNull(rows.get(JsonBinding.name(event)))
                            .get(3)),
                    "the event " + event);
        }
    }

    @Test
    void everyObjectIsDocumentedWithItsMembers() throws IOException {
        Map<String, List<String>> rows = rows("Objects");
        assertEquals(OBJECTS.size(), rows.size());
        OBJECTS.forEach((type, name) -> assertEquals(
                members(type), documented(Objects.requireNonNull(rows.get(name)).get(2)), "the object " + name));
    }

    @Test
    void everyStateIsDocumented() throws IOException {
        String page = Files.readString(PAGE, StandardCharsets.UTF_8);
        for (Class<?> state : org.navette.app.api.FolderStateReply.class.getPermittedSubclasses()) {
            assertTrue(page.contains('"' + JsonBinding.name(state) + '"'), "the state " + state);
        }
    }
}
