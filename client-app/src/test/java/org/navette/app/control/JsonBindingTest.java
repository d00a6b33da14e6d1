// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.navette.app.api.CommandCatalog;
import org.navette.app.api.Event;
import org.navette.app.api.FolderCommand;
import org.navette.app.api.HistoryCommand;
import org.navette.app.control.JsonBinding.UnusableMember;
import org.navette.app.control.JsonBinding.UnusableMember.Fault;

/** What a program writes and reads is what the records say, for every record there is. */
class JsonBindingTest {
    static Stream<Class<?>> types() {
        return Stream.concat(
                CommandCatalog.entries().stream().flatMap(entry -> Stream.of(entry.arguments(), entry.reply())),
                Stream.of(Event.class));
    }

    private static JsonObject overTheSocket(Object record) {
        return JsonParser.parseString(JsonBinding.text((Record) record)).getAsJsonObject();
    }

    @ParameterizedTest
    @MethodSource("types")
    void whatIsWrittenIsReadAsItWas(Class<?> type) throws UnusableMember {
        for (Object record : SampleRecords.some(type)) {
            assertEquals(record, JsonBinding.read(overTheSocket(record), type));
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void unknownMembersAreIgnored(Class<?> type) throws UnusableMember {
        for (Object record : SampleRecords.some(type)) {
            JsonObject json = overTheSocket(record);
            json.add("of-a-later-version", new JsonArray());
            assertEquals(record, JsonBinding.read(json, type));
        }
    }

    /** An object is no value of any member that is a text, a number, a time or a list. */
    @ParameterizedTest
    @MethodSource("types")
    void aMemberOfAWrongTypeIsNamed(Class<?> type) {
        for (Object record : SampleRecords.some(type)) {
            for (Map.Entry<String, JsonElement> member : overTheSocket(record).entrySet()) {
                if (!member.getValue().isJsonObject()) {
                    JsonObject wrong = overTheSocket(record);
                    wrong.add(member.getKey(), new JsonObject());
                    UnusableMember found = assertThrows(
                            UnusableMember.class,
                            () -> JsonBinding.read(wrong, type),
                            member.getKey() + " in " + record);
                    assertEquals(member.getKey(), found.member());
                }
            }
        }
    }

    /** A member without which nothing can be read is named when it is missing; without any other, it is absent. */
    @ParameterizedTest
    @MethodSource("types")
    void aMissingMemberIsAbsentOrNamed(Class<?> type) {
        for (Object record : SampleRecords.some(type)) {
            for (String member : Set.copyOf(overTheSocket(record).keySet())) {
                JsonObject without = overTheSocket(record);
                without.remove(member);
                try {
                    JsonObject read = overTheSocket(JsonBinding.read(without, type));
                    assertEquals(
                            List.of(),
                            read.keySet().stream()
                                    .filter(name -> !overTheSocket(record).has(name))
                                    .toList(),
                            "nothing is made up");
                } catch (UnusableMember e) {
                    assertEquals(member, e.member());
                    assertEquals(Fault.MISSING, e.fault());
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "{\"id\":\"12\"},12,",
        "{\"id\":12},12,",
        "{\"id\":\"twelve\"},,NO_NUMBER",
        "{\"id\":1.5},,NO_NUMBER",
        "{\"id\":[]},,NO_NUMBER",
        "{\"id\":null},,MISSING",
        "{},,MISSING"
    })
    void numbersMayBeTexts(String json, Long id, Fault fault) throws UnusableMember {
        JsonObject given = JsonParser.parseString(json).getAsJsonObject();
        if (fault == null) {
            assertEquals(new HistoryCommand.Undo(id), JsonBinding.read(given, HistoryCommand.Undo.class));
        } else {
            UnusableMember found =
                    assertThrows(UnusableMember.class, () -> JsonBinding.read(given, HistoryCommand.Undo.class));
            assertEquals(fault, found.fault());
        }
    }

    @ParameterizedTest
    @CsvSource({"true,true", "\"true\",true", "\"FALSE\",false", "\"yes\",", "1,", "[],"})
    void truthIsTrueOrFalse(String value, Boolean expected) throws UnusableMember {
        JsonObject given = JsonParser.parseString("{\"name\":\"x\",\"deleteLocal\":" + value + "}")
                .getAsJsonObject();
        if (expected != null) {
            assertEquals(
                    new FolderCommand.Remove("x", expected, false),
                    JsonBinding.read(given, FolderCommand.Remove.class));
        } else {
            UnusableMember found =
                    assertThrows(UnusableMember.class, () -> JsonBinding.read(given, FolderCommand.Remove.class));
            assertEquals(Fault.UNUSABLE, found.fault());
        }
    }

    @Test
    void anAnswerThatDoesNotExistIsRefused() throws UnusableMember {
        JsonObject given = JsonParser.parseString("{\"answer\":\"perhaps\"}").getAsJsonObject();
        UnusableMember found =
                assertThrows(UnusableMember.class, () -> JsonBinding.read(given, FolderCommand.SyncNow.class));
        assertEquals("perhaps", found.value());
        assertEquals(
                FolderCommand.SyncNow.of(Optional.empty()),
                JsonBinding.read(new JsonObject(), FolderCommand.SyncNow.class));
    }
}
