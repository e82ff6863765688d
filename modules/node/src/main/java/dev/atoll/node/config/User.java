package dev.atoll.node.config;

import dev.atoll.document.Default;
import dev.atoll.document.Doc;
import dev.atoll.document.Matches;
import dev.atoll.document.Range;
import dev.atoll.document.Unique;
import java.util.List;
import java.util.Optional;

/**
 * A user of the node, with a group of the same name. Without a password nobody logs in but by SSH key.
 *
 * @param name of the user and of its own group
 * @param id of both; by default the node chooses one and keeps it
 * @param description for people
 * @param groups further groups, of the node or of the image
 * @param home directory, made where it is missing; by default {@code /var/home/NAME}
 * @param shell started at login
 * @param sshKeys public keys that may log in, as lines of authorized_keys
 * @param passwordHash where the hash of a password lies, as crypt(5) writes it
 */
public record User(
        @Doc("name of the user and of its own group") @Matches(value = Syntax.ACCOUNT, says = Syntax.ACCOUNT_SAYS)
        String name,

        @Doc("id of the user and its group, by default chosen by the node and kept") @Range(min = 1000, max = 59_999)
        Optional<Integer> id,

        @Doc("name for people")
        @Default("\"\"")
        @Matches(value = "[^\\x00-\\x1f\\x7f:\"\\\\]*", says = "one line without : \" \\")
        String description,

        @Doc("further groups") @Default("[]") @Unique @Matches(value = Syntax.ACCOUNT, says = "the name of a group")
        List<String> groups,

        @Doc("home directory, by default /var/home/NAME")
        @Matches(value = "/var(?:/[A-Za-z0-9_.][A-Za-z0-9_.-]*)+", says = "a path below /var of letters, digits, . _ -")
        Optional<String> home,

        @Doc("shell started at login")
        @Default("/bin/bash")
        @Matches(value = Syntax.ABSOLUTE, says = Syntax.ABSOLUTE_SAYS)
        String shell,

        @Doc("public SSH keys that may log in")
        @Default("[]")
        @Unique
        @Matches(
                value =
                        "(?:ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521)|sk-[a-z0-9@.-]+) [A-Za-z0-9+/=]+(?: [^\\x00-\\x1f\\x7f]*)?",
                says = "a public key such as \"ssh-ed25519 AAAA… name\"")
        List<String> sshKeys,

        @Doc("where the hash of a password lies, as crypt(5) writes it")
        Optional<Secret> passwordHash) {
    public User {
        groups = List.copyOf(groups);
        sshKeys = List.copyOf(sshKeys);
    }

    /** The home directory. */
    public String directory() {
        return home.orElse("/var/home/" + name);
    }
}
