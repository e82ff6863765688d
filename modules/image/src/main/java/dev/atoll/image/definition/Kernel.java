package dev.atoll.image.definition;

import dev.atoll.document.Doc;
import dev.atoll.document.Matches;
import dev.atoll.document.Unique;
import java.util.List;

/**
 * The kernel's part of an image.
 *
 * @param commandLine arguments in order; the build adds the root hash
 * @param initrd what the initrd holds beside its fixed parts
 */
public record Kernel(
        @Doc("arguments of the kernel, one an item") @Matches(value = Syntax.ARGUMENT, says = Syntax.ARGUMENT_SAYS)
        List<String> commandLine,

        @Doc("what the initrd holds") Initrd initrd) {
    public Kernel {
        commandLine = List.copyOf(commandLine);
    }

    /**
     * What is taken from the image's tree into its initrd.
     *
     * @param modules names of kernel modules; those they depend on come with them
     * @param files paths; the libraries that programs need come with them
     * @param units names of units
     */
    public record Initrd(
            @Doc("names of kernel modules")
            @Unique
            @Matches(value = "[A-Za-z0-9_-]+", says = "the name of a module, without path and suffix")
            List<String> modules,

            @Doc("paths of files") @Unique @Matches(value = Syntax.BELOW, says = Syntax.BELOW_SAYS)
            List<String> files,

            @Doc("names of units") @Unique @Matches(value = Syntax.UNIT, says = Syntax.UNIT_SAYS)
            List<String> units) {
        public Initrd {
            modules = List.copyOf(modules);
            files = List.copyOf(files);
            units = List.copyOf(units);
        }
    }
}
