// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * At which server a story of {@link EveryCrashTest} or {@link CertainMutationsTest} fails first, or an empty text if at none; made by {@link MutatedEngine} in
 * its own loader.
 */
public final class FailingStory implements UnaryOperator<String> {
    @Override
    public String apply(String story) {
        Method method = Stream.of(EveryCrashTest.class, CertainMutationsTest.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(found -> found.getName().equals(story))
                .findFirst()
                .orElseThrow();
        method.setAccessible(true);
        if (method.getParameterCount() == 0) {
            return fails(new CertainMutationsTest(), method) ? "any" : "";
        }
        for (Temper temper : Temper.values()) {
            if (fails(new EveryCrashTest(), method, temper)) {
                return temper.name();
            }
        }
        return "";
    }

    private static boolean fails(Object teller, Method story, Object... arguments) {
        try {
            story.invoke(teller, arguments);
            return false;
        } catch (InvocationTargetException e) {
            if (Optional.ofNullable(e.getCause())
                    .filter(AssertionError.class::isInstance)
                    .isPresent()) {
                return true;
            }
            throw new LinkageError("the story broke off", e);
        } catch (IllegalAccessException e) {
            throw new LinkageError("the story cannot be told", e);
        }
    }
}
