// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;

/** The first story of {@link EveryCrashTest} that fails; made by {@link MutatedEngine} in its own loader. */
public final class FailingStory implements Supplier<Optional<String>> {
    @Override
    public Optional<String> get() {
        List<Method> stories = Arrays.stream(EveryCrashTest.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(ParameterizedTest.class))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
        for (Method story : stories) {
            for (Temper temper : Temper.values()) {
                if (fails(story, temper)) {
                    return Optional.of(story.getName() + " at " + temper);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean fails(Method story, Temper temper) {
        try {
            story.setAccessible(true);
            story.invoke(new EveryCrashTest(), temper);
            return false;
        } catch (InvocationTargetException e) {
            return true;
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
