// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import com.google.common.primitives.Longs;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.text.ExitCode;
import org.navette.app.text.Messages;

/** What a command was given, and the language of its answer. */
record CommandRequest(JsonObject arguments, Messages messages) {
    Optional<String> text(String name) {
        return Optional.ofNullable(arguments.get(name))
                .filter(JsonElement::isJsonPrimitive)
                .map(JsonElement::getAsString);
    }

    /** @throws CommandRefusedException if it is not given */
    String required(String name) throws CommandRefusedException {
        return text(name).orElseThrow(() -> refusal("control.missing", name));
    }

    /** @throws CommandRefusedException if it is given, and no number */
    long number(String name, long otherwise) throws CommandRefusedException {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        Long number = Longs.tryParse(text.get());
        if (number == null) {
            throw refusal("control.noNumber", name);
        }
        return number;
    }

    boolean yes(String name) {
        return text(name).map(Boolean::valueOf).orElse(false);
    }

    List<String> list(String name) {
        return Optional.ofNullable(arguments.get(name))
                .filter(JsonElement::isJsonArray)
                .map(array -> StreamSupport.stream(array.getAsJsonArray().spliterator(), false)
                        .filter(JsonElement::isJsonPrimitive)
                        .map(JsonElement::getAsString)
                        .toList())
                .orElse(List.of());
    }

    CommandRefusedException refusal(String key, Object... values) {
        return new CommandRefusedException(messages.text(key, values), ExitCode.USAGE);
    }
}
