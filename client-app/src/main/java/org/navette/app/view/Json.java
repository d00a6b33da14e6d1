// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Reads what the running Navette answers, and writes what it is asked. */
public final class Json {
    private Json() {}

    /** Empty if it is not there. */
    public static String text(JsonObject object, String name) {
        return object.has(name) && object.get(name).isJsonPrimitive()
                ? object.get(name).getAsString()
                : "";
    }

    /** 0 if it is not there. */
    public static long number(JsonObject object, String name) {
        return object.has(name) ? object.get(name).getAsLong() : 0;
    }

    public static Optional<Long> given(JsonObject object, String name) {
        return object.has(name) ? Optional.of(object.get(name).getAsLong()) : Optional.empty();
    }

    public static Optional<Instant> time(JsonObject object, String name) {
        return object.has(name) ? Optional.of(Instant.parse(object.get(name).getAsString())) : Optional.empty();
    }

    /** None if it is not there. */
    public static List<JsonObject> all(JsonObject object, String name) {
        return elements(object, name).stream().map(JsonElement::getAsJsonObject).toList();
    }

    public static List<String> texts(JsonObject object, String name) {
        return elements(object, name).stream().map(JsonElement::getAsString).toList();
    }

    private static List<JsonElement> elements(JsonObject object, String name) {
        JsonArray array = object.has(name) ? object.getAsJsonArray(name) : new JsonArray();
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    /** Arguments from names and texts in turn; those without a text are left out. */
    public static JsonObject of(String... namesAndTexts) {
        JsonObject object = new JsonObject();
        for (int i = 0; i + 1 < namesAndTexts.length; i += 2) {
            if (!namesAndTexts[i + 1].isEmpty()) {
                object.addProperty(namesAndTexts[i], namesAndTexts[i + 1]);
            }
        }
        return object;
    }

    public static JsonArray array(List<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }
}
