package dev.atoll.image.definition;

import dev.atoll.document.Default;
import dev.atoll.document.Doc;
import dev.atoll.document.Matches;
import dev.atoll.document.NotEmpty;
import dev.atoll.document.Unique;
import java.util.List;

/**
 * The image's own Java runtime, made of modules of a JDK, and Atoll's programs that run on it.
 *
 * @param jdk the package that holds the modules of the JDK for the image's architecture ({@code jmods}); a build uses it, the
 *     image does not hold it
 * @param modules names of modules; those that they require come with them
 * @param programs programs of Atoll whose jars are laid beside the runtime
 */
public record Java(
        @Doc("the package that the runtime is linked from; fetched, and not part of the image")
        @Matches(value = Java.PACKAGE, says = Syntax.PACKAGE_NAME_SAYS)
        String jdk,

        @Doc("modules of the runtime; those that they require come with them")
        @NotEmpty
        @Unique
        @Matches(value = Java.MODULE, says = "the name of a Java module, such as java.net.http")
        List<String> modules,

        @Doc("programs of Atoll that run on it") @Default("[]") @Unique
        List<JavaProgram> programs) {
    static final String PACKAGE = "[a-z0-9][a-z0-9+.-]+";

    /** Names of modules of the JDK; the language allows more. */
    static final String MODULE = "[A-Za-z][A-Za-z0-9_]*(?:\\.[A-Za-z][A-Za-z0-9_]*)*";

    public Java {
        modules = List.copyOf(modules);
        programs = List.copyOf(programs);
    }
}
