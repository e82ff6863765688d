package dev.atoll.image.tools;

import dev.atoll.document.Default;
import dev.atoll.document.Doc;
import dev.atoll.document.Documents;
import dev.atoll.document.NotEmpty;
import dev.atoll.document.Range;
import dev.atoll.document.Unique;
import dev.atoll.image.definition.Architecture;
import dev.atoll.image.definition.FileEntry;
import dev.atoll.image.definition.Packages;
import dev.atoll.image.definition.PathPattern;
import dev.atoll.image.definition.Selection;
import dev.atoll.image.definition.Source;
import dev.atoll.image.layout.PathPatterns;
import java.nio.file.Path;
import java.util.List;

/**
 * Which tools a tree holds and how they are started. Paths of the tree are relative to it, files relative to the
 * definition.
 *
 * @param definition version of this schema: 1
 * @param architecture of the machines the tools run on
 * @param sources where packages come from
 * @param packages which of them; the programs of those under {@code install} get wrappers
 * @param exclude patterns of paths left out, as {@link PathPatterns} reads them
 * @param files laid over the packages' files
 * @param loader the tree's program loader
 * @param libraries directories of libraries, first match wins
 * @param programs patterns of further programs that get wrappers
 * @param start what programs need to be told when they start
 */
public record ToolsDefinition(
        @Doc("version of the schema, 1") @Range(min = 1, max = 1)
        int definition,

        @Doc("architecture of the machines the tools run on")
        Architecture architecture,

        @Doc("where packages come from") @NotEmpty List<Source> sources,

        @Doc("which packages the tree holds") Packages packages,

        @Doc("patterns of paths left out") @Default("[]") @Unique
        List<String> exclude,

        @Doc("files of the tree's own") @Default("[]") List<FileEntry> files,

        @Doc("the program loader, a path of the tree") String loader,

        @Doc("directories of libraries, paths of the tree") @NotEmpty @Unique
        List<String> libraries,

        @Doc("patterns of further programs that get wrappers") @Default("[]") @Unique
        List<String> programs,

        @Doc("what programs are told when they start") @Default("[]")
        List<StartRule> start) {
    public ToolsDefinition {
        sources = List.copyOf(sources);
        exclude = List.copyOf(exclude);
        files = List.copyOf(files);
        libraries = List.copyOf(libraries);
        programs = List.copyOf(programs);
        start = List.copyOf(start);
        new PathPatterns(exclude).excludes("");
        programs.forEach(PathPattern::of);
        for (String library : libraries) {
            if (library.contains(":")) {
                throw new IllegalArgumentException("a directory of libraries cannot have a colon: " + library);
            }
        }
    }

    /**
     * Reads a definition.
     *
     * @throws dev.atoll.document.InvalidDocumentException with all its problems
     */
    public static ToolsDefinition read(Path file) {
        return Documents.read(file, ToolsDefinition.class);
    }

    /** What it asks of the repositories. */
    public Selection selection() {
        return new Selection(architecture, sources, packages);
    }
}
