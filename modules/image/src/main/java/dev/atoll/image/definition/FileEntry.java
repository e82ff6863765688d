package dev.atoll.image.definition;

import dev.atoll.document.Default;
import dev.atoll.document.Doc;
import dev.atoll.document.Matches;
import dev.atoll.document.RelativeFile;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file, link or directory of the image's own: exactly one of text, from, link and directory.
 *
 * @param path where it goes
 * @param text the contents of a file
 * @param from a file, or a directory whose entries are copied below the path; relative to the definition
 * @param link the target of a symbolic link, as written into it
 * @param directory whether it is a directory
 * @param mode permissions in octal; by default 0644 for files and 0755 for directories
 * @param owner user, by name or number
 * @param group group, by name or number
 */
public record FileEntry(
        @Doc("absolute path in the image") @Matches(value = Syntax.ABSOLUTE, says = Syntax.ABSOLUTE_SAYS)
        String path,

        @Doc("contents of the file") Optional<String> text,

        @Doc("file, or directory to copy below the path, relative to the definition")
        @RelativeFile
        @Matches(value = Syntax.RELATIVE, says = Syntax.RELATIVE_SAYS)
        Optional<String> from,

        @Doc("target of the symbolic link")
        @Matches(value = "[^\\x00-\\x1f\\x7f]+", says = "the target of a link, not empty and on one line")
        Optional<String> link,

        @Doc("makes a directory") @Default("false") boolean directory,

        @Doc("permissions in octal, such as \"0644\"")
        @Matches(value = "0?[0-7]{4}", says = "four octal digits in quotes, such as \"0644\"")
        Optional<String> mode,

        @Doc("user who owns it") @Default("root") @Matches(value = Syntax.OWNER, says = Syntax.OWNER_SAYS)
        String owner,

        @Doc("group that owns it") @Default("root") @Matches(value = Syntax.OWNER, says = Syntax.OWNER_SAYS)
        String group) {
    public FileEntry {
        long kinds = Stream.of(text, from, link).filter(Optional::isPresent).count() + (directory ? 1 : 0);
        if (kinds != 1) {
            throw new IllegalArgumentException(
                    path + " needs exactly one of text, from, link and directory, and has " + kinds);
        }
        if (link.isPresent() && mode.isPresent()) {
            throw new IllegalArgumentException(path + " is a link, and links have no mode");
        }
    }

    /** An entry that lays a folder over the whole tree. */
    public static FileEntry tree(String folder) {
        return new FileEntry(
                "/", Optional.empty(), Optional.of(folder), Optional.empty(), false, Optional.empty(), "root", "root");
    }

    /** What the entry makes. */
    public Contents contents() {
        return text.<Contents>map(Contents.Text::new)
                .or(() -> from.map(Contents.From::new))
                .or(() -> link.map(Contents.Link::new))
                .orElseGet(Contents.Directory::new);
    }

    /** Permission bits, the given ones or else those. */
    public int modeOr(int otherwise) {
        return mode.map(octal -> Integer.parseInt(octal, 8)).orElse(otherwise);
    }

    /** What an entry makes. */
    public sealed interface Contents {
        /** A file that holds this text in UTF-8. */
        record Text(String text) implements Contents {}

        /** A copy of a file or directory, named relative to the definition. */
        record From(String file) implements Contents {}

        /** A symbolic link. */
        record Link(String target) implements Contents {}

        /** An empty directory, or one that is there already. */
        record Directory() implements Contents {}
    }
}
