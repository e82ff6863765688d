package dev.atoll.document;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The list holds records that are known by one of their keys: an item of an upper layer replaces the one with the same
 * key below, and {@code drop} names items by it. See {@link Layers}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT})
public @interface Keyed {
    /** The key whose text names an item. */
    String value();
}
