// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The members of this component stand among those of the record around it. One that is {@link java.util.Optional} is there if all
 * members are that it cannot be without.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Inline {}
