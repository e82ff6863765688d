package dev.atoll.image.definition;

import dev.atoll.document.Default;
import dev.atoll.document.Doc;
import dev.atoll.document.Matches;
import dev.atoll.document.Range;
import dev.atoll.document.Unique;
import java.util.List;

/**
 * A user of the image's own. Accounts of services come with their packages. None has a password: people log in with
 * SSH keys.
 *
 * @param name of the user and of its own group
 * @param id of both
 * @param description for people
 * @param groups further groups
 * @param home directory, made at boot
 * @param shell started at login
 * @param sshKeys public keys that may log in, as lines of authorized_keys
 */
public record Account(
        @Doc("name of the user and of its own group")
        @Matches(value = "[a-z_][a-z0-9_-]{0,30}", says = "a user name of lower-case letters, digits, _ and -")
        String name,

        @Doc("id of the user and of its own group") @Range(min = 1000, max = 59_999)
        int id,

        @Doc("name for people")
        @Default("\"\"")
        @Matches(value = "[^\\x00-\\x1f\\x7f:\"\\\\]*", says = "one line without : \" \\")
        String description,

        @Doc("further groups")
        @Default("[]")
        @Unique
        @Matches(value = "[a-z_][a-z0-9_-]{0,30}", says = "the name of a group")
        List<String> groups,

        @Doc("home directory, by default /home/NAME")
        @Default("\"\"")
        @Matches(value = "|" + Syntax.ABSOLUTE, says = Syntax.ABSOLUTE_SAYS)
        String home,

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
        List<String> sshKeys) {
    public Account {
        groups = List.copyOf(groups);
        sshKeys = List.copyOf(sshKeys);
        home = home.isEmpty() ? "/home/" + name : home;
    }
}
