// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.disk;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Skips tests where a disk of these kinds can't be mounted, and says so. CI installs what they need, and leaves the tag out where it may
 * not mount.
 */
@Tag("thorough")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("real-disk")
@ExtendWith(NeedsDisk.Mountable.class)
@interface NeedsDisk {
    RealDisk.Kind[] value();

    /** The check behind it. */
    final class Mountable implements ExecutionCondition {
        private static final Map<RealDisk.Kind, Optional<String>> KNOWN = new ConcurrentHashMap<>();

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            Optional<NeedsDisk> needs = AnnotationSupport.findAnnotation(context.getElement(), NeedsDisk.class);
            for (RealDisk.Kind kind : needs.map(NeedsDisk::value).orElse(new RealDisk.Kind[0])) {
                Optional<String> trouble =
                        KNOWN.computeIfAbsent(kind, asked -> Optional.ofNullable(RealDisk.trouble(asked)));
                if (trouble.isPresent()) {
                    String line = context.getDisplayName() + " is skipped, no " + kind + " here: " + trouble.get();
                    System.out.println(line);
                    return ConditionEvaluationResult.disabled(line);
                }
            }
            return ConditionEvaluationResult.enabled("mountable");
        }
    }
}
