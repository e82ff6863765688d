package dev.atoll.disk.elf;

import java.util.List;

/**
 * A library that a program opens while it runs, as its {@code .note.dlopen} declares.
 *
 * @param feature what it is for ({@code cryptsetup}); empty if the note does not say
 * @param description the note's sentence about it; empty if there is none
 * @param priority how much the program misses it
 * @param sonames alternatives, the preferred one first
 */
public record Dlopen(String feature, String description, Priority priority, List<String> sonames) {
    public Dlopen {
        sonames = List.copyOf(sonames);
    }

    /** How much a program misses the library. */
    public enum Priority {
        REQUIRED,
        RECOMMENDED,
        SUGGESTED
    }
}
