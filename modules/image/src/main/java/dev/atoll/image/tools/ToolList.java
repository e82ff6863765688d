package dev.atoll.image.tools;

import dev.atoll.document.Doc;
import dev.atoll.document.Spelled;
import java.util.List;

/** The programs of a tree, by name; kept beside it as {@code programs.json}. */
public record ToolList(@Doc("programs by name") List<Tool> programs) {
    static final String FILE = "programs.json";

    public ToolList {
        programs = List.copyOf(programs);
    }

    /**
     * One program.
     *
     * @param name what to type
     * @param origin the package that brings it
     * @param version the package's version
     */
    public record Tool(
            @Doc("what to type") String name,

            @Doc("the package that brings it") @Spelled("package")
            String origin,

            @Doc("version of the package") String version) {}
}
