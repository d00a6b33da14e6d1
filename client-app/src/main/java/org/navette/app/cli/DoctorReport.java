// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.PrintStream;
import org.navette.app.text.EnumNames;
import org.navette.app.text.Messages;
import org.navette.app.text.ProfileTable;
import org.navette.app.text.Sentences;
import org.navette.engine.dav.AddressFinder.Attempt;
import org.navette.engine.pass.Doctor.Examination;
import org.navette.engine.port.Failure;
import org.navette.engine.port.ServerProfile.Trait;

/** How {@code doctor} tells what it finds. */
interface DoctorReport {
    /** A place that was asked. */
    void tried(Attempt attempt);

    void examined(Examination examination);

    void failed(Failure failure, int exitCode);

    /** For people. */
    final class Text implements DoctorReport {
        private final Messages messages;

        Text(Messages messages) {
            this.messages = messages;
        }

        @Override
        public void tried(Attempt attempt) {
            String answer = attempt.failure()
                    .map(failure -> new Sentences(messages).inShort(failure))
                    .orElseGet(() -> messages.text("doctor.found"));
            System.out.println(messages.text("doctor.tried", attempt.url(), answer));
        }

        @Override
        public void examined(Examination examination) {
            System.out.println();
            new ProfileTable(messages).lines(examination).forEach(System.out::println);
        }

        @Override
        public void failed(Failure failure, int exitCode) {
            // The sentence goes to standard error, as for every command.
        }
    }

    /** For programs: one event a line. */
    final class Json implements DoctorReport {
        private final PrintStream out;
        private final Messages messages;
        private final Gson gson = new GsonBuilder().disableHtmlEscaping().create();

        Json(PrintStream out, Messages messages) {
            this.out = out;
            this.messages = messages;
        }

        @Override
        public void tried(Attempt attempt) {
            JsonObject json = event("tried");
            json.addProperty("url", attempt.url());
            json.addProperty("found", attempt.failure().isEmpty());
            attempt.failure().ifPresent(failure -> json.addProperty("failure", name(failure)));
            print(json);
        }

        @Override
        public void examined(Examination examination) {
            JsonObject json = event("profile");
            json.addProperty("address", examination.address().toString());
            json.addProperty("software", examination.about().software());
            json.addProperty("classes", examination.classes());
            json.addProperty("writesTried", examination.profile().writesTried());
            examination.spaceLeft().ifPresent(bytes -> json.addProperty("spaceLeft", bytes));
            JsonObject traits = new JsonObject();
            for (Trait trait : Trait.values()) {
                traits.addProperty(key(trait), examination.profile().has(trait));
            }
            json.add("traits", traits);
            print(json);
        }

        @Override
        public void failed(Failure failure, int exitCode) {
            JsonObject json = event("failed");
            json.addProperty("failure", name(failure));
            json.addProperty("message", new Sentences(messages).of(failure));
            json.addProperty("exit", exitCode);
            print(json);
        }

        private static String name(Failure failure) {
            return failure.getClass().getSimpleName();
        }

        private static String key(Trait trait) {
            return EnumNames.of(trait);
        }

        private static JsonObject event(String name) {
            JsonObject json = new JsonObject();
            json.addProperty("event", name);
            return json;
        }

        private void print(JsonObject json) {
            out.println(gson.toJson(json));
        }
    }
}
