package dev.atoll.image.runtime;

import dev.atoll.image.definition.JavaProgram;
import dev.atoll.image.layout.CompositionException;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The programs that this Atoll can put into an image.
 *
 * @param known where the jars of each are found, once they are asked for
 */
public record Programs(Map<JavaProgram, Supplier<ClassPath>> known) {
    /** No program at all. */
    public static final Programs NONE = new Programs(Map.of());

    public Programs {
        known = Map.copyOf(known);
    }

    /**
     * The jars of a program.
     *
     * @throws CompositionException if it is not part of this Atoll
     */
    ClassPath classPath(JavaProgram program) {
        Supplier<ClassPath> classPath = known.get(program);
        if (classPath == null) {
            throw new CompositionException(
                    "java.programs: this atoll does not bring the program " + program.folder(),
                    "leave it out, or use an atoll that has it");
        }
        return classPath.get();
    }
}
