// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.control;

import com.google.common.primitives.Primitives;
import com.google.common.reflect.TypeToken;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Records with anything in them, found by reflection: one that is added later is tried as well. */
final class SampleRecords {
    private static final List<String> TEXTS =
            List.of("", "a", "true", "7", "null", "a\u00e9\u202e\"\\\n", "Budget (conflit).ods", "{}", "-", "a/b");

    private final Random random;

    SampleRecords(long seed) {
        this.random = new Random(seed);
    }

    <T> T any(Class<T> type) throws ReflectiveOperationException {
        return type.cast(any(TypeToken.of(type)));
    }

    private Object any(TypeToken<?> of) throws ReflectiveOperationException {
        Class<?> type = Primitives.wrap(of.getRawType());
        if (type == Optional.class) {
            return random.nextBoolean() ? Optional.of(any(argument(of))) : Optional.empty();
        } else if (type == List.class) {
            Object[] many = new Object[random.nextInt(4)];
            for (int i = 0; i < many.length; i++) {
                many[i] = any(argument(of));
            }
            return List.of(many);
        } else if (type.isEnum()) {
            return oneOf(Arrays.asList(type.getEnumConstants()));
        } else if (type.isSealed()) {
            return any(TypeToken.of(oneOf(Arrays.asList(type.getPermittedSubclasses()))));
        } else if (type.isRecord()) {
            return record(type);
        }
        return plain(type);
    }

    private Object plain(Class<?> type) {
        if (type == String.class) {
            return oneOf(TEXTS);
        } else if (type == Long.class) {
            return random.nextLong();
        } else if (type == Integer.class) {
            return random.nextInt();
        } else if (type == Boolean.class) {
            return random.nextBoolean();
        } else if (type == Path.class) {
            return Path.of("/home", oneOf(TEXTS));
        } else if (type == URI.class) {
            return URI.create("https://cloud.example/" + random.nextInt());
        } else if (type == Instant.class) {
            return Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L));
        } else if (type == LocalDate.class) {
            return LocalDate.ofEpochDay(random.nextInt(40_000));
        }
        throw new AssertionError("how to make a " + type + " has to be said here");
    }

    private Object record(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = any(TypeToken.of(components[i].getGenericType()));
        }
        Constructor<?> constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    private <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static TypeToken<?> argument(TypeToken<?> of) {
        return TypeToken.of(((ParameterizedType) of.getType()).getActualTypeArguments()[0]);
    }

    /** A hundred of a type, always the same. */
    static <T> List<T> some(Class<T> type) {
        SampleRecords records = new SampleRecords(type.getSimpleName().hashCode());
        return IntStream.range(0, 100)
                .mapToObj(i -> {
                    try {
                        return records.any(type);
                    } catch (ReflectiveOperationException e) {
                        throw new LinkageError(String.valueOf(e.getMessage()), e);
                    }
                })
                .toList();
    }
}
