package dev.atoll.image.tools;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.image.TestPackage;
import dev.atoll.image.definition.Architecture;
import dev.atoll.image.definition.Lock;
import dev.atoll.image.layout.PathPatterns;
import dev.atoll.image.layout.TreeLayout;
import dev.atoll.image.layout.UnpackedPackage;
import dev.atoll.store.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A small definition and a tree whose loader is a script that shows how it was called. */
final class ToolSamples {
    static final String ELF = "\u007fELF, as far as anybody looks";

    /** Prints the working directory's variables that matter and each argument in angle brackets. */
    private static final String LOADER = """
            #!/bin/sh
            printf 'PATH=%s\\nDATA=%s\\nGONE=%s\\n' "$PATH" "${DATA-unset}" "${GONE-unset}"
            for word; do printf '<%s>\\n' "$word"; done
            """;

    private ToolSamples() {}

    static ToolsDefinition definition(Path folder, String start) throws IOException {
        Path file = Files.writeString(folder.resolve("tools.yaml"), """
                definition: 1
                architecture: x86_64
                sources: [{name: s, debian: trixie, keys: [key.asc]}]
                packages: {install: [tools, python]}
                loader: lib/loader
                libraries: [lib, "lib/it's more"]
                programs: [lib/deep/*]
                start:
                """ + start.indent(2));
        return ToolsDefinition.read(file);
    }

    static ToolsDefinition definition(Path folder) throws IOException {
        return definition(folder, "- {programs: [nothing]}");
    }

    static Lock lock(long date) {
        return new Lock(
                1, Digest.of("x".getBytes(StandardCharsets.UTF_8)), Architecture.X86_64, date, List.of(), List.of());
    }

    static List<UnpackedPackage> packages(Path folder) {
        return List.of(
                new TestPackage("libs")
                        .program("lib/loader", LOADER)
                        .program("usr/bin/hidden", ELF)
                        .in(folder),
                new TestPackage("python")
                        .link("usr/bin/python3", "python3.13")
                        .program("usr/bin/python3.13", ELF)
                        .in(folder),
                new TestPackage("tools")
                        .program("usr/bin/big", ELF)
                        .link("usr/sbin/alias", "/usr/bin/big")
                        .program("usr/bin/script", "#!/usr/bin/python3 -s -x\nprint()\n")
                        .program("usr/bin/env-script", "#! /usr/bin/env python3\n")
                        .program("usr/bin/shell", "#!/bin/sh -e\necho shell \"$1\"\n")
                        .program("usr/bin/perl-script", "#!/usr/bin/perl\n")
                        .program("usr/bin/odd name's", ELF)
                        .program("lib/deep/measure", ELF)
                        .file("usr/bin/README", ELF)
                        .link("usr/bin/dangling", "nowhere")
                        .in(folder));
    }

    /** Lays out and writes everything as a build does. */
    static void compose(Path folder, ToolsDefinition definition, Path target) throws IOException {
        List<UnpackedPackage> packages = packages(folder);
        FileTree tree = TreeLayout.of(packages, new PathPatterns(List.of()), List.of(), 1000);
        TreeWriter.write(tree, target.resolve("tree"));
        Files.createDirectories(target.resolve("bin"));
        for (Program program : Programs.of(tree, packages, definition)) {
            Path file =
                    Files.writeString(target.resolve("bin").resolve(program.name()), Wrapper.text(program, definition));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Manifest.write(target);
    }
}
