package dev.atoll.node.azure;

import dev.atoll.document.Place;
import dev.atoll.document.Value;
import dev.atoll.node.check.ConfigText;
import dev.atoll.node.foreign.NodeYaml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the platform knows of a machine.
 *
 * @param hostName its name
 * @param user who may log in
 * @param sshKeys by which
 * @param password whether a password was given too, which nodes do not take
 */
public record MachineFacts(Optional<String> hostName, Optional<String> user, List<String> sshKeys, boolean password) {
    private static final Place NOWHERE = new Place("", 1, 1, "");

    public MachineFacts {
        sshKeys = List.copyOf(sshKeys);
    }

    /** What is not said here as another source says it. */
    MachineFacts or(MachineFacts other) {
        return new MachineFacts(
                hostName.or(other::hostName),
                user.or(other::user),
                sshKeys.isEmpty() ? other.sshKeys() : sshKeys,
                password || other.password());
    }

    /** The same as a node configuration, for another to lie over. */
    public ConfigText config() {
        List<Value.Entry> entries = new ArrayList<>();
        entries.add(entry("node", new Value.Scalar(Value.Kind.WHOLE, "1", NOWHERE)));
        hostName.ifPresent(name -> entries.add(entry("hostname", text(name))));
        user.ifPresent(name -> {
            List<Value> keys = new ArrayList<>();
            sshKeys.forEach(key -> keys.add(text(key)));
            List<Value.Entry> account =
                    List.of(entry("name", text(name)), entry("sshKeys", Value.Sequence.of(keys, NOWHERE)));
            entries.add(entry("users", Value.Sequence.of(List.of(Value.Mapping.of(account, NOWHERE)), NOWHERE)));
        });
        String yaml = NodeYaml.write(Value.Mapping.of(entries, NOWHERE));
        return ConfigText.of("what Azure says of this machine", yaml.getBytes(StandardCharsets.UTF_8));
    }

    private static Value.Entry entry(String key, Value value) {
        return new Value.Entry(key, NOWHERE, value);
    }

    private static Value text(String text) {
        return new Value.Scalar(Value.Kind.TEXT, text, NOWHERE);
    }
}
