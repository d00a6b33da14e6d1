// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips tests where a server's program is not installed, and says so. CI installs all, and fails if one was skipped. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsServer.Installed.class)
public @interface NeedsServer {
    /** The program's absolute path. */
    String value();

    /** The check behind it. */
    final class Installed implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            String program = AnnotationSupport.findAnnotation(context.getElement(), NeedsServer.class)
                    .map(NeedsServer::value)
                    .orElse("");
            if (program.isEmpty() || Files.exists(Path.of(program))) {
                return ConditionEvaluationResult.enabled("installed");
            }
            String line = context.getDisplayName() + " is skipped: " + program + " is not installed";
            System.out.println(line);
            return ConditionEvaluationResult.disabled(line);
        }
    }
}
