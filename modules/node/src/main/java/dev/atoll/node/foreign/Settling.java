package dev.atoll.node.foreign;

import dev.atoll.document.InvalidDocumentException;
import dev.atoll.document.Place;
import dev.atoll.document.Problem;
import dev.atoll.document.Value;
import dev.atoll.node.check.NodeConfigReader;
import dev.atoll.node.config.NodeConfig;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes a draft valid: what the reader of our configurations refuses is left out, with a finding that says what the reader
 * said, until nothing is refused. So all rules are those of the reader, and none is written twice.
 */
final class Settling {
    /** The reader tells of 200 mistakes at a time; nobody has more of them than this many times in a document of his own. */
    private static final int ROUNDS = 25;

    /**
     * What can be left out alone; the nearest of these around a mistake goes. A file without its mode, or an interface
     * without one of its addresses, would be another one, so those go as a whole.
     */
    private static final Set<String> SEPARABLE = Set.of(
            "hostname",
            "groups[]",
            "groups[].id",
            "users[]",
            "users[].id",
            "users[].description",
            "users[].groups[]",
            "users[].home",
            "users[].shell",
            "users[].sshKeys[]",
            "users[].passwordHash",
            "directories[]",
            "files[]",
            "links[]",
            "units[]",
            "units[].dropIns[]",
            "network.interfaces[]",
            "network.interfaces[].dns[]",
            "network.interfaces[].domains[]",
            "network.dns.servers[]",
            "network.dns.domains[]",
            "disks[]",
            "mounts[]",
            "swap[]",
            "time.zone",
            "time.servers[]",
            "caCertificates[]");

    /** Problems of one thing with another, which go away when the other is left out for a reason of its own. */
    private static final Set<String> RELATIVE = Set.of(
            "clash",
            "below-file",
            "duplicate-name",
            "unknown-interface",
            "circle",
            "two-masters",
            "member-with-network");

    private final Origins origins;
    private final Findings findings;

    Settling(Origins origins, Findings findings) {
        this.origins = origins;
        this.findings = findings;
    }

    /** A valid configuration and the tree it was read from. */
    record Settled(NodeConfig config, Value.Mapping tree) {}

    /**
     * Leaves out what is refused.
     *
     * @throws InvalidDocumentException if something is refused that cannot be left out, such as the size of all */
    Settled settle(Value.Mapping draft) {
        Value.Mapping tree = draft;
        for (int round = 0; round < ROUNDS; round++) {
            NodeYaml.Written written = NodeYaml.write(tree, path -> Optional.empty());
            try {
                byte[] document = written.text().getBytes(StandardCharsets.UTF_8);
                return new Settled(NodeConfigReader.read("node.yaml", document), tree);
            } catch (InvalidDocumentException e) {
                tree = without(tree, written, e);
            }
        }
        throw unsettled("too much of it is refused by the rules of node configurations", "correct it in the source");
    }

    private Value.Mapping without(Value.Mapping tree, NodeYaml.Written written, InvalidDocumentException refusal) {
        List<Problem> own = refusal.problems().stream()
                .filter(it -> !RELATIVE.contains(it.code()))
                .filter(it -> it.place().isPresent())
                .toList();
        Map<String, Problem> refused = new TreeMap<>();
        List<Problem> chosen = own.isEmpty()
                ? refusal.problems().stream()
                        .filter(it -> it.place().isPresent())
                        .toList()
                : own;
        List<Optional<String>> paths =
                written.at(chosen.stream().map(it -> it.place().orElseThrow()).toList());
        for (int i = 0; i < chosen.size(); i++) {
            Problem problem = chosen.get(i);
            paths.get(i).flatMap(Settling::separable).ifPresent(path -> refused.putIfAbsent(path, problem));
        }
        Set<String> found = new HashSet<>();
        Value.Mapping rest = without(tree, "", refused, found);
        if (found.isEmpty()) {
            Problem first = refusal.problems().getFirst();
            boolean large = first.code().equals("too-large");
            throw unsettled(first.message(), large ? "serve large files from a URL, or put them into the image" : "");
        }
        return rest;
    }

    /** The nearest thing around a value, or itself, that can be left out alone. */
    private static Optional<String> separable(String path) {
        for (int end = path.length();
                end > 0;
                end = Math.max(path.lastIndexOf('.', end - 1), path.lastIndexOf('[', end - 1))) {
            String part = path.substring(0, end);
            if (SEPARABLE.contains(part.replaceAll("\\[[0-9]+]", "[]"))) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    private Value.Mapping without(Value.Mapping mapping, String path, Map<String, Problem> refused, Set<String> found) {
        List<Value.Entry> kept = new ArrayList<>();
        for (Value.Entry entry : mapping.entries()) {
            String at = path.isEmpty() ? entry.key() : path + "." + entry.key();
            rest(entry.value(), at, refused, found)
                    .ifPresent(it -> kept.add(new Value.Entry(entry.key(), entry.keyPlace(), it)));
        }
        return Value.Mapping.of(kept, mapping.place());
    }

    private Optional<Value> rest(Value value, String path, Map<String, Problem> refused, Set<String> found) {
        Problem problem = refused.get(path);
        if (problem != null) {
            found.add(path);
            leaveOut(value, path, problem);
            return Optional.empty();
        }
        return switch (value) {
            case Value.Scalar scalar -> Optional.of(scalar);
            case Value.Mapping mapping -> Optional.of(without(mapping, path, refused, found));
            case Value.Sequence(List<Value> items, Place place, long _) -> {
                List<Value> kept = new ArrayList<>();
                for (int i = 0; i < items.size(); i++) {
                    rest(items.get(i), path + "[" + i + "]", refused, found).ifPresent(kept::add);
                }
                yield kept.isEmpty() ? Optional.empty() : Optional.of(Value.Sequence.of(kept, place));
            }
        };
    }

    private void leaveOut(Value value, String path, Problem problem) {
        String message = problem.message();
        int colon = message.startsWith(path) ? message.indexOf(": ") : -1;
        findings.lost(
                value,
                origins.path(value.place()).orElse(""),
                colon < 0 ? message : message.substring(colon + 2),
                problem.hint().orElse("correct it in the source, or write it into node.yaml as its rules want"));
    }

    private static InvalidDocumentException unsettled(String why, String hint) {
        return new InvalidDocumentException(List.of(Problem.of(
                "not-importable", "no valid node configuration can be made of this document: " + why, hint)));
    }
}
