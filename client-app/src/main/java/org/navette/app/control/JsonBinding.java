// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.control;

import com.google.common.primitives.Primitives;
import com.google.common.reflect.TypeToken;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.navette.app.api.Inline;
import org.navette.app.api.Member;
import org.navette.app.api.Variant;
import org.navette.app.text.EnumNames;

/** Records as JSON objects and back: components are members, and what is absent is not written. */
public final class JsonBinding {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private JsonBinding() {}

    /** A member that cannot be what it has to be. */
    public static final class UnusableMember extends Exception {
        /** What is wrong with it. */
        public enum Fault {
            /** It is not there, and has to be. */
            MISSING,
            /** A number has to be there. */
            NO_NUMBER,
            /** What is there is none of the values it can have. */
            UNUSABLE
        }

        private final String member;
        private final Fault fault;
        private final String value;

        private UnusableMember(String member, Fault fault, String value, @Nullable Throwable cause) {
            super(member + ": " + value, cause);
            this.member = member;
            this.fault = fault;
            this.value = value;
        }

        private static UnusableMember missing(String member) {
            return new UnusableMember(member, Fault.MISSING, "", null);
        }

        /** @param found what is there, and {@code wanted} what has to be */
        private static UnusableMember unusable(
                String member, JsonElement found, Class<?> wanted, @Nullable Throwable cause) {
            return new UnusableMember(
                    member,
                    isNumber(wanted) ? Fault.NO_NUMBER : Fault.UNUSABLE,
                    found.isJsonPrimitive() ? found.getAsString() : found.toString(),
                    cause);
        }

        /** Its name. */
        public String member() {
            return member;
        }

        public Fault fault() {
            return fault;
        }

        /** What is there; empty if nothing is. */
        public String value() {
            return value;
        }
    }

    /** @param record of components that are records, sealed interfaces of records, lists, {@code Optional}, texts, numbers and times */
    public static JsonObject write(Record record) {
        JsonObject json = new JsonObject();
        variant(record.getClass()).ifPresent(name -> json.addProperty(name, name(record.getClass())));
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = unwrapped(get(record, component));
            if (value == null) {
                continue;
            }
            if (component.isAnnotationPresent(Inline.class)) {
                write((Record) value).asMap().forEach(json::add);
            } else {
                json.add(name(component), element(value));
            }
        }
        return json;
    }

    /** As {@link #write}, in one line of text. */
    public static String text(Record record) {
        return GSON.toJson(write(record));
    }

    private static JsonElement element(Object value) {
        return switch (value) {
            case Record record -> write(record);
            case List<?> list -> {
                JsonArray array = new JsonArray();
                list.forEach(one -> array.add(element(one)));
                yield array;
            }
            case Map<?, ?> map -> {
                JsonObject object = new JsonObject();
                map.forEach((key, one) -> object.add(String.valueOf(key), element(one)));
                yield object;
            }
            case Number number -> new JsonPrimitive(number);
            case Boolean yes -> new JsonPrimitive(yes);
            case Enum<?> constant -> new JsonPrimitive(EnumNames.of(constant));
            default -> new JsonPrimitive(value.toString());
        };
    }

    /**
     * A record from an object; members that it does not know are ignored. A list that is missing is empty, and what is missing is
     * not so.
     *
     * @param type a record, or a sealed interface of records with a {@link Variant}
     */
    public static <T> T read(JsonObject json, Class<T> type) throws UnusableMember {
        return type.cast(record(json, type));
    }

    private static Object record(JsonObject json, Class<?> type) throws UnusableMember {
        if (!type.isRecord()) {
            return record(json, chosen(json, type));
        }
        RecordComponent[] components = type.getRecordComponents();
        List<@Nullable Object> values = new ArrayList<>();
        for (RecordComponent component : components) {
            TypeToken<?> of = TypeToken.of(component.getGenericType());
            values.add(component.isAnnotationPresent(Inline.class) ? inline(json, of) : member(json, component, of));
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            throw UnusableMember.unusable(name(type), json, type, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object inline(JsonObject json, TypeToken<?> of) throws UnusableMember {
        if (of.getRawType() != Optional.class) {
            return record(json, of.getRawType());
        }
        Class<?> inner = argument(of).getRawType();
        return isThere(json, inner) ? Optional.of(record(json, inner)) : Optional.empty();
    }

    /** Whether all members are there that it cannot be without. */
    private static boolean isThere(JsonObject json, Class<?> type) {
        if (!type.isRecord()) {
            return variant(type).filter(json::has).isPresent();
        }
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> !Stream.of(Optional.class, List.class, boolean.class)
                        .toList()
                        .contains(component.getType()))
                .allMatch(component -> component.isAnnotationPresent(Inline.class)
                        ? isThere(json, component.getType())
                        : json.has(name(component)));
    }

    private static Object member(JsonObject json, RecordComponent component, TypeToken<?> of) throws UnusableMember {
        String name = name(component);
        JsonElement element = json.get(name);
        boolean there = element != null && !element.isJsonNull();
        if (of.getRawType() == Optional.class) {
            return there ? Optional.of(value(element, argument(of), name)) : Optional.empty();
        }
        if (there) {
            return value(element, of, name);
        }
        if (of.getRawType() == List.class) {
            return List.of();
        }
        if (of.getRawType() == boolean.class) {
            return false;
        }
        throw UnusableMember.missing(name);
    }

    private static Object value(JsonElement element, TypeToken<?> of, String name) throws UnusableMember {
        Class<?> type = of.getRawType();
        if (type == List.class && element.isJsonArray()) {
            List<Object> all = new ArrayList<>();
            for (JsonElement one : element.getAsJsonArray()) {
                all.add(value(one, argument(of), name));
            }
            return all;
        }
        if (element.isJsonObject() && (type.isRecord() || variant(type).isPresent())) {
            return record(element.getAsJsonObject(), type);
        }
        if (!element.isJsonPrimitive()) {
            throw UnusableMember.unusable(name, element, type, null);
        }
        try {
            return value(element.getAsString(), type);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw UnusableMember.unusable(name, element, type, e);
        }
    }

    /** Numbers and truth may come as texts too: programs that build a request in a shell write them so. */
    private static Object value(String text, Class<?> type) {
        if (type == String.class) {
            return text;
        } else if (Primitives.wrap(type) == Long.class) {
            return Long.valueOf(text);
        } else if (Primitives.wrap(type) == Integer.class) {
            return Integer.valueOf(text);
        } else if (Primitives.wrap(type) == Boolean.class) {
            return isTrue(text);
        } else if (type == Path.class) {
            return Path.of(text);
        } else if (type == URI.class) {
            return URI.create(text);
        } else if (type == Instant.class) {
            return Instant.parse(text);
        } else if (type == LocalDate.class) {
            return LocalDate.parse(text);
        }
        Object @Nullable [] constants = type.getEnumConstants();
        if (constants == null) {
            throw new IllegalArgumentException("no " + type.getSimpleName());
        }
        return Arrays.stream(constants)
                .filter(constant -> EnumNames.of((Enum<?>) constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    private static boolean isNumber(Class<?> type) {
        return Number.class.isAssignableFrom(Primitives.wrap(type));
    }

    private static boolean isTrue(String text) {
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException(text);
        }
        return Boolean.parseBoolean(text);
    }

    private static Class<?> chosen(JsonObject json, Class<?> type) throws UnusableMember {
        String member = variant(type).orElseThrow(() -> new IllegalArgumentException("no record: " + type));
        JsonElement element = json.get(member);
        if (element == null) {
            throw UnusableMember.missing(member);
        }
        if (!element.isJsonPrimitive()) {
            throw UnusableMember.unusable(member, element, type, null);
        }
        String wanted = element.getAsString();
        return Arrays.stream(type.getPermittedSubclasses())
                .filter(one -> name(one).equals(wanted))
                .findFirst()
                .orElseThrow(() -> UnusableMember.unusable(member, element, type, null));
    }

    /** The member that tells which record of a sealed interface it is; absent if nothing has to. */
    private static Optional<String> variant(Class<?> type) {
        return Stream.concat(Stream.of(type), Arrays.stream(type.getInterfaces()))
                .map(one -> one.getAnnotation(Variant.class))
                .flatMap(Stream::ofNullable)
                .map(Variant::value)
                .findFirst();
    }

    /** {@code needs-password} of {@code NeedsPassword}. */
    static String name(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static String name(RecordComponent component) {
        Member member = component.getAnnotation(Member.class);
        return member == null ? component.getName() : member.value();
    }

    private static TypeToken<?> argument(TypeToken<?> of) {
        Type type = ((java.lang.reflect.ParameterizedType) of.getType()).getActualTypeArguments()[0];
        return TypeToken.of(type);
    }

    private static @Nullable Object unwrapped(Object value) {
        return value instanceof Optional<?> optional ? optional.orElse(null) : value;
    }

    private static Object get(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
