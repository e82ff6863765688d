package dev.atoll.cli.machine;

import dev.atoll.cli.command.CommandException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Disks that a machine has beside the one it boots from: files of the user's. */
final class FurtherDisks {
    private FurtherDisks() {}

    /**
     * Checks before anything is built that a machine can have them.
     *
     * @throws CommandException if not
     */
    static List<Path> check(List<Path> files) {
        Set<String> names = new HashSet<>();
        for (Path file : files) {
            String name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
            if (!Files.isRegularFile(file)) {
                throw new CommandException("there is no disk " + file, "make one: truncate -s 4G " + file);
            }
            if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,19}")) {
                throw new CommandException(
                        "the disk " + file + " cannot be called " + name + " in the machine",
                        "rename the file: letters, digits, . _ -, at most 20 before its ending");
            }
            if (!names.add(name)) {
                throw new CommandException("two disks would be called " + name, "rename one of the files");
            }
        }
        return List.copyOf(files);
    }
}
