package dev.atoll.image.definition;

import dev.atoll.document.Default;
import dev.atoll.document.Doc;
import dev.atoll.document.Matches;
import dev.atoll.document.NotEmpty;
import java.util.List;

/**
 * Optional kernel arguments, signed like the kernel image, that a machine may choose.
 *
 * @param name names the file {@code NAME.addon.efi}
 * @param commandLine arguments, added behind those of the image in this order
 * @param enabled whether new machines start with it
 */
public record KernelAddon(
        @Doc("name of the add-on") @Matches(value = Syntax.ID, says = Syntax.ID_SAYS)
        String name,

        @Doc("arguments of the kernel, one an item")
        @NotEmpty
        @Matches(value = Syntax.ARGUMENT, says = Syntax.ARGUMENT_SAYS)
        List<String> commandLine,

        @Doc("whether new machines start with it") @Default("false")
        boolean enabled) {
    public KernelAddon {
        commandLine = List.copyOf(commandLine);
    }
}
