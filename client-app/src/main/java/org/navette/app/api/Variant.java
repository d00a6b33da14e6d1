// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which record of a sealed interface it is, tells a member with this name: by the record's own, as {@code needs-password}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Variant {
    String value();
}
