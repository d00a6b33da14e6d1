// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.navette.app.control.JsonBinding;
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

        Json(PrintStream out, Messages messages) {
            this.out = out;
            this.messages = messages;
        }

        @Override
        public void tried(Attempt attempt) {
            print(new OutputEvent.Tried(
                    attempt.url(),
                    attempt.failure().isEmpty(),
                    attempt.failure().map(Json::name)));
        }

        @Override
        public void examined(Examination examination) {
            Map<String, Boolean> traits = new LinkedHashMap<>();
            for (Trait trait : Trait.values()) {
                traits.put(EnumNames.of(trait), examination.profile().has(trait));
            }
            print(new OutputEvent.Profile(
                    examination.address().toString(),
                    examination.about().software(),
                    examination.classes(),
                    examination.profile().writesTried(),
                    examination.spaceLeft(),
                    traits));
        }

        @Override
        public void failed(Failure failure, int exitCode) {
            print(new OutputEvent.Failed(name(failure), new Sentences(messages).of(failure), exitCode));
        }

        private static String name(Failure failure) {
            return failure.getClass().getSimpleName();
        }

        private void print(OutputEvent event) {
            out.println(JsonBinding.text((Record) event));
        }
    }
}
