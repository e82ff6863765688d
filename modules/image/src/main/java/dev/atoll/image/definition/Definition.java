package dev.atoll.image.definition;

import dev.atoll.document.Default;
import dev.atoll.document.Doc;
import dev.atoll.document.Keyed;
import dev.atoll.document.Matches;
import dev.atoll.document.NotEmpty;
import dev.atoll.document.Range;
import dev.atoll.document.RelativeFile;
import dev.atoll.document.Unique;
import java.util.List;
import java.util.Optional;

/**
 * What an image is to be. File names in it are relative to the definition's folder, paths of the image absolute.
 *
 * @param definition version of this schema: 1
 * @param outputs what a build writes
 * @param exclude patterns of paths left out of the tree, as {@link PathPattern} reads them
 * @param effects folders of {@code PACKAGE.yaml} files that say what packages' scripts would have done; a later one
 *     replaces what an earlier one says of a package
 * @param acknowledge scripts that nothing stands in for, and what is lost by it
 * @param users registries of user and group ids
 * @param accounts users of the image's own
 * @param trees folders whose contents are laid over the packages' files, in this order
 * @param files laid over the trees, in this order
 * @param remove paths of packages removed, with all below them, before effects and files are laid out
 * @param enable units started at boot; all others are disabled
 * @param enableForUsers units started for every user who logs in; all others of users' managers are disabled
 * @param mask units that can never start
 * @param allowSecrets files that look like secrets and are none
 * @param java the Java runtime, and programs that run on it
 * @param kernelAddons optional arguments of the kernel that a machine may choose
 * @param limits what the image may not grow beyond
 * @param signing keys to sign with; the command line may name others
 */
public record Definition(
        @Doc("version of the schema, 1") @Range(min = 1, max = 1)
        int definition,

        @Doc("what the image is called") Image image,

        @Doc("what a build writes") @Default("[disk]") @NotEmpty @Unique
        List<Output> outputs,

        @Doc("where packages come from") @NotEmpty @Keyed("name")
        List<Source> sources,

        @Doc("which packages the image holds") Packages packages,

        @Doc("patterns of paths left out, without a leading slash")
        @Default("[]")
        @Unique
        @Matches(value = "!?" + PathPattern.SYNTAX, says = PathPattern.SAYS)
        List<String> exclude,

        @Doc("folders of declared effects of packages, relative to the definition; a later one wins")
        @Default("[]")
        @Unique
        @RelativeFile
        @Matches(value = Syntax.RELATIVE, says = Syntax.RELATIVE_SAYS)
        List<String> effects,

        @Doc("scripts of packages that nothing stands in for") @Default("[]")
        List<Acknowledgement> acknowledge,

        @Doc("registries of user and group ids, relative to the definition")
        @Default("[]")
        @Unique
        @RelativeFile
        @Matches(value = Syntax.RELATIVE, says = Syntax.RELATIVE_SAYS)
        List<String> users,

        @Doc("users of the image's own") @Keyed("name") @Default("[]")
        List<Account> accounts,

        @Doc("folders laid over the packages' files, relative to the definition")
        @Default("[]")
        @Unique
        @RelativeFile
        @Matches(value = Syntax.RELATIVE, says = Syntax.RELATIVE_SAYS)
        List<String> trees,

        @Doc("files, links and directories of the image's own") @Keyed("path") @Default("[]")
        List<FileEntry> files,

        @Doc("paths of packages removed before effects and files are laid out")
        @Default("[]")
        @Unique
        @Matches(value = Syntax.ABSOLUTE, says = Syntax.ABSOLUTE_SAYS)
        List<String> remove,

        @Doc("units started at boot") @Default("[]") @Unique @Matches(value = Syntax.UNIT, says = Syntax.UNIT_SAYS)
        List<String> enable,

        @Doc("units started for every user who logs in")
        @Default("[]")
        @Unique
        @Matches(value = Syntax.UNIT, says = Syntax.UNIT_SAYS)
        List<String> enableForUsers,

        @Doc("units that can never start") @Default("[]") @Unique @Matches(value = Syntax.UNIT, says = Syntax.UNIT_SAYS)
        List<String> mask,

        @Doc("kernel command line and initrd") Kernel kernel,

        @Doc("the Java runtime, and programs of Atoll that run on it")
        Optional<Java> java,

        @Doc("optional arguments of the kernel, signed, that a machine may choose") @Keyed("name") @Default("[]")
        List<KernelAddon> kernelAddons,

        @Doc("sizes of the disk's partitions") @Default("{}")
        Disk disk,

        @Doc("files that look like secrets and are none") @Default("[]") @Unique
        List<AllowedSecret> allowSecrets,

        @Doc("what the image may not grow beyond") @Default("{}")
        Limits limits,

        @Doc("keys to sign with") Optional<Signing> signing) {
    public Definition {
        exclude = List.copyOf(exclude);
        effects = List.copyOf(effects);
        users = List.copyOf(users);
        sources = List.copyOf(sources);
        outputs = List.copyOf(outputs);
        acknowledge = List.copyOf(acknowledge);
        accounts = List.copyOf(accounts);
        trees = List.copyOf(trees);
        files = List.copyOf(files);
        kernelAddons = List.copyOf(kernelAddons);
        remove = List.copyOf(remove);
        enable = List.copyOf(enable);
        enableForUsers = List.copyOf(enableForUsers);
        mask = List.copyOf(mask);
        allowSecrets = List.copyOf(allowSecrets);
    }

    /** What it asks of the repositories. */
    public Selection selection() {
        return new Selection(
                image.architecture(),
                sources,
                packages,
                java.map(Java::jdk).stream().toList());
    }
}
