package dev.atoll.document;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The text names a file relative to the document it is written in; in a list, each item does. A value that comes from a
 * lower layer is bound relative to the top one, so that readers need one folder only. See {@link Layers}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT})
public @interface RelativeFile {}
