package dev.atoll.packages;

import java.util.Locale;

/**
 * What a package says of itself that weighs in resolving, apart from its relations (Debian Policy 2.5, 3.8, 3.9 and
 * deb-control(5)).
 *
 * @param multiArch how it lives with other architectures
 * @param importance whether a system can be without it
 * @param priority how widely it is wanted
 */
public record Traits(MultiArch multiArch, Importance importance, Priority priority) {
    /** Of a package that says nothing. */
    public static final Traits NONE = new Traits(MultiArch.NO, Importance.ORDINARY, Priority.OPTIONAL);

    /** The field {@code Multi-Arch}. */
    public enum MultiArch {
        /** One architecture at a time; serves packages of its own architecture. */
        NO,
        /** May be installed for several architectures at once, in one and the same version. */
        SAME,
        /** Serves packages of any architecture. */
        FOREIGN,
        /** Serves packages of another architecture if they ask for {@code name:any}. */
        ALLOWED;

        /** Reads the field; what is empty or unknown is {@link #NO}. */
        public static MultiArch of(String field) {
            return switch (field.strip().toLowerCase(Locale.ROOT)) {
                case "same" -> SAME;
                case "foreign" -> FOREIGN;
                case "allowed" -> ALLOWED;
                default -> NO;
            };
        }
    }

    /** The fields {@code Essential}, {@code Protected} and its older name {@code Important}; the weightiest last. */
    public enum Importance {
        ORDINARY,
        PROTECTED,
        ESSENTIAL
    }

    /** The field {@code Priority}, the most wanted first. */
    public enum Priority {
        REQUIRED,
        IMPORTANT,
        STANDARD,
        OPTIONAL,
        EXTRA;

        /** Reads the field; what is empty or unknown is {@link #OPTIONAL}. */
        public static Priority of(String field) {
            return switch (field.strip().toLowerCase(Locale.ROOT)) {
                case "required" -> REQUIRED;
                case "important" -> IMPORTANT;
                case "standard" -> STANDARD;
                case "extra" -> EXTRA;
                default -> OPTIONAL;
            };
        }
    }
}
