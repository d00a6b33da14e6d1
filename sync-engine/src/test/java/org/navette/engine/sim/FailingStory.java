// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * At which server a story of {@link EveryCrashTest} fails first, or an empty text if at none; made by {@link MutatedEngine} in
 * its own loader.
 */
public final class FailingStory implements UnaryOperator<String> {
    @Override
    public String apply(String story) {
        Method method = Arrays.stream(EveryCrashTest.class.getDeclaredMethods())
                .filter(found -> found.getName().equals(story))
                .findFirst()
                .orElseThrow();
        method.setAccessible(true);
        for (Temper temper : Temper.values()) {
            if (fails(method, temper)) {
                return temper.name();
            }
        }
        return "";
    }

    private static boolean fails(Method story, Temper temper) {
        try {
            story.invoke(new EveryCrashTest(), temper);
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
