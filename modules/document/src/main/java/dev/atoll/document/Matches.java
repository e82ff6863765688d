package dev.atoll.document;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The text must match a pattern as a whole; in a list or map, each item must. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Matches {
    /** A regular expression in the syntax that Java and ECMA-262 share, for the JSON Schema. */
    String value();

    /** What it stands for, to complete "must be …": {@code "an absolute path"}. */
    String says();
}
