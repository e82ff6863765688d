package dev.atoll.cli.image;

import dev.atoll.image.definition.Architecture;
import dev.atoll.image.definition.Definition;
import dev.atoll.image.definition.DefinitionReader;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option {@code --architecture} of every command that works on one architecture of a definition. */
public final class ArchitectureOption {
    @Option(
            names = "--architecture",
            paramLabel = "NAME",
            converter = ByName.class,
            completionCandidates = Names.class,
            description = "x86_64 or aarch64 (default: the definition's image.architecture).")
    private Optional<Architecture> architecture = Optional.empty();

    /** Reads a definition for the chosen architecture. */
    public Definition read(Path file) {
        return architecture.map(it -> DefinitionReader.read(file, it)).orElseGet(() -> DefinitionReader.read(file));
    }

    static final class ByName implements ITypeConverter<Architecture> {
        @Override
        public Architecture convert(String name) {
            return Architecture.named(name)
                    .orElseThrow(() -> new TypeConversionException(
                            "no architecture " + name + "; there are " + String.join(", ", Architecture.names())));
        }
    }

    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Architecture.names().iterator();
        }
    }
}
