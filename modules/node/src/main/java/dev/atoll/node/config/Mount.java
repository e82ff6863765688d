package dev.atoll.node.config;

import dev.atoll.document.Default;
import dev.atoll.document.Doc;
import dev.atoll.document.Matches;
import dev.atoll.document.Unique;
import java.util.List;
import java.util.Optional;

/**
 * A file system that is mounted and not made here: of a disk that has one, or of the network.
 *
 * @param what the device, or what the type of file system takes for it
 * @param where it is mounted
 * @param type of file system, by default found out
 * @param options of the mount
 * @param required whether the machine boots only with it
 */
public record Mount(
        @Doc("device, or what the type takes for it")
        @Matches(value = "[^\\x00-\\x20\\x7f]+", says = "a device or a share, without blanks")
        String what,

        @Doc("where it is mounted")
        @Matches(value = "/var(?:/[A-Za-z0-9_.][A-Za-z0-9_.-]*)+", says = "a path below /var of letters, digits, . _ -")
        String where,

        @Doc("type of the file system, by default found out")
        @Matches(value = "[a-z0-9.]+", says = "a type of file system such as ext4")
        Optional<String> type,

        @Doc("options of the mount")
        @Default("[]")
        @Unique
        @Matches(value = "[^\\x00-\\x20\\x7f,]+", says = "one option")
        List<String> options,

        @Doc("whether the machine boots only with it") @Default("true")
        boolean required) {
    public Mount {
        options = List.copyOf(options);
    }
}
