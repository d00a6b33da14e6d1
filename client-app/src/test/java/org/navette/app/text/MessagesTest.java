// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.text.MessageFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Problem;
import org.navette.engine.port.SyncEvent.Operation;
import org.navette.engine.reconcile.Action;
import org.navette.engine.reconcile.DeletionGuard;

class MessagesTest {
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.FRENCH);

    @Test
    void bothLanguagesHaveTheSameKeysAndValues() {
        ResourceBundle english = new Messages(Locale.ENGLISH).bundle();
        ResourceBundle french = new Messages(Locale.FRENCH).bundle();
        assertEquals("fr", french.getLocale().getLanguage());
        assertEquals(new TreeSet<>(english.keySet()), new TreeSet<>(french.keySet()));
        for (String key : english.keySet()) {
            // Help texts go to picocli as they are; everything else must be a sound format, with the same values.
            assertEquals(
                    new MessageFormat(english.getString(key)).getFormatsByArgumentIndex().length,
                    new MessageFormat(french.getString(key)).getFormatsByArgumentIndex().length,
                    key);
        }
    }

    /** A line never begins with a mark that belongs to the word before it. */
    @Test
    void frenchHasItsSpacesBeforeMarksAndInsideGuillemets() {
        ResourceBundle french = new Messages(Locale.FRENCH).bundle();
        Pattern wrong = Pattern.compile("[ \u00a0][;!?]| [:»]|\u202f[:»]|«[^\u00a0]|[^\u00a0]»|[\\p{L})][;!?]");
        for (String key : french.keySet()) {
            assertFalse(
                    wrong.matcher(french.getString(key)).find(),
                    key
                            + ": a narrow no-break space stands before ; ! and ?, a no-break one before : and inside of « »");
        }
    }

    @Test
    void everyFailureIsASentenceInBothLanguages() throws ReflectiveOperationException {
        for (Locale language : LANGUAGES) {
            Sentences sentences = new Sentences(new Messages(language));
            for (Class<?> kind : Failure.class.getPermittedSubclasses()) {
                String sentence = sentences.of(sample(kind));
                assertTrue(sentence.endsWith(".") || sentence.matches(".*[0-9a-f]\\."), sentence);
                assertFalse(sentence.contains("{"), sentence);
            }
        }
    }

    @Test
    void manyFilesWithoutACopyAreOneLineWithTheFirstNames() {
        List<Problem> problems = new ArrayList<>(List.of(new Problem("locked.txt", new Failure.Locked())));
        for (int i = 1; i <= 40; i++) {
            problems.add(new Problem("d/f" + i, new Failure.NoCopyLeft()));
        }
        for (Locale language : LANGUAGES) {
            Sentences sentences = new Sentences(new Messages(language));
            List<String> lines = sentences.of(problems);
            assertEquals(2, lines.size(), lines.toString());
            assertEquals(sentences.of(problems.getFirst()), lines.getFirst());
            String sum = lines.getLast();
            assertTrue(sum.startsWith("40 ") && sum.contains("d/f1, d/f2, d/f3") && sum.contains(" 37 "), sum);
            assertFalse(sum.contains("d/f4"), sum);
            assertEquals(4, sentences.of(problems.subList(0, 4)).size(), "few are named each");
        }
    }

    private static Failure sample(Class<?> kind) throws ReflectiveOperationException {
        RecordComponent[] components = kind.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(part -> switch (part.getGenericType().getTypeName()) {
                    case "java.util.Optional<java.lang.String>" -> Optional.of("value");
                    case "java.util.List<java.lang.String>" -> List.of("value", "other");
                    default -> sampleOf(part.getType());
                })
                .toArray();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return (Failure) kind.getDeclaredConstructor(types).newInstance(values);
    }

    private static Object sampleOf(Class<?> type) {
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        Map<Class<?>, Object> samples = Map.of(
                String.class,
                "value",
                int.class,
                418,
                long.class,
                5_000_000L,
                boolean.class,
                true,
                Instant.class,
                Instant.EPOCH,
                List.class,
                List.of(7),
                Optional.class,
                Optional.of(5L));
        return Objects.requireNonNull(samples.get(type), type.toString());
    }

    @Test
    void everyDeedAndActionHasItsWords() {
        ResourceBundle bundle = new Messages(Locale.ENGLISH).bundle();
        for (DeletionGuard.Doubt doubt : DeletionGuard.Doubt.values()) {
            assertTrue(doubt == DeletionGuard.Doubt.NONE || bundle.containsKey("held." + doubt.name()), doubt.name());
        }
        for (Operation operation : Operation.values()) {
            assertTrue(bundle.containsKey("deed." + operation.name()), operation.name());
        }
        Arrays.stream(Action.class.getPermittedSubclasses())
                .flatMap(kind -> kind.isInterface() ? Arrays.stream(kind.getPermittedSubclasses()) : Stream.of(kind))
                .forEach(kind -> assertTrue(bundle.containsKey("would." + kind.getSimpleName()), kind.getSimpleName()));
    }

    @Test
    void pluralsAndSizesFollowTheLanguage() {
        Messages english = new Messages(Locale.ENGLISH);
        Messages french = new Messages(Locale.FRENCH);
        assertEquals("1 file sent (1 kB).", english.text("summary.sent", 1, english.bytes(1000)));
        assertEquals("12 files sent (1.2 MB).", english.text("summary.sent", 12, english.bytes(1_200_000)));
        assertEquals("1 fichier envoyé (1 octet).", french.text("summary.sent", 1, french.bytes(1)));
        assertEquals("2 fichiers envoyés (3,4 Go).", french.text("summary.sent", 2, french.bytes(3_400_000_000L)));
        assertEquals("1 MB", english.bytes(999_600), "no 999.6 kB that reads as 1,000 kB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr_FR.UTF-8", "fr", "fr_CA@euro"})
    void theSessionsLanguageCountsEvenWhereTheSystemHasNoDataForIt(String lang) {
        assertEquals("fr", Messages.sessionLocale(lang, Locale.ENGLISH).getLanguage());
        assertEquals(Locale.GERMAN, Messages.sessionLocale("C.UTF-8", Locale.GERMAN));
        assertEquals(Locale.GERMAN, Messages.sessionLocale("", Locale.GERMAN));
    }
}
