package dev.atoll.systemtests.effects;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.image.users.RegisteredGroup;
import dev.atoll.image.users.RegisteredUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Judges {@code passwd} and its kin: names, their order and all fields; numbers see {@link #differences}. */
final class AccountsJudge {
    private static final List<String> FILES = List.of("passwd", "group", "shadow", "gshadow");

    private final Composition composition;
    private final ReferenceTree reference;
    private final Map<String, String> users = new LinkedHashMap<>();
    private final Map<String, String> groups = new LinkedHashMap<>();

    AccountsJudge(Composition composition, ReferenceTree reference) {
        this.composition = composition;
        this.reference = reference;
    }

    List<String> differences() {
        prepare();
        reference.run("systemd-sysusers").succeeded();
        for (RegisteredUser user : composition.registry().users()) {
            users.put(user.name(), Long.toString(user.uid()));
            groups.put(user.name(), Long.toString(user.uid()));
        }
        for (RegisteredGroup group : composition.registry().groups()) {
            groups.put(group.name(), Long.toString(group.gid()));
        }
        List<String> differences = new ArrayList<>();
        Map<String, String> names = groupNames();
        for (String file : FILES) {
            compare(file, names, differences);
        }
        differences.addAll(TreeDifferences.of(
                composition.composed().tree(),
                reference.read("etc"),
                path -> FILES.stream().anyMatch(file -> path.equals("etc/" + file))
                        && !modes(path).equals(modesThere(path))));
        return differences;
    }

    /** Debian's base users and their shadows, as installing base-passwd and passwd leaves them. */
    private void prepare() {
        Path etc = reference.root().resolve("etc");
        try {
            for (String file : List.of("passwd", "group")) {
                if (!reference.has("etc/" + file)) {
                    Files.copy(
                            reference.root().resolve("usr/share/base-passwd/" + file + ".master"), etc.resolve(file));
                }
            }
            if (!reference.has("etc/login.defs")) {
                Files.writeString(etc.resolve("login.defs"), "PASS_MIN_DAYS 0\nPASS_MAX_DAYS 99999\nPASS_WARN_AGE 7\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reference.run("pwconv").succeeded();
        reference.run("grpconv").succeeded();
        reference.run("chgrp", "42", "/etc/shadow", "/etc/gshadow").succeeded();
        reference.run("chmod", "640", "/etc/shadow", "/etc/gshadow").succeeded();
    }

    private void compare(String file, Map<String, String> names, List<String> differences) {
        List<String> ours = text(file).lines().toList();
        List<String> theirs = textThere(file)
                .lines()
                .map(line -> withRegistered(file, line.split(":", -1), names))
                .toList();
        for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
            String our = i < ours.size() ? ours.get(i) : "nothing";
            String their = i < theirs.size() ? theirs.get(i) : "nothing";
            if (!our.equals(their)) {
                differences.add("/etc/" + file + " line " + (i + 1) + ": the tool made " + their + ", Atoll " + our);
            }
        }
    }

    /** The tool's line with the registry's numbers. */
    private String withRegistered(String file, String[] fields, Map<String, String> names) {
        if (file.equals("passwd")) {
            fields[2] = users.getOrDefault(fields[0], fields[2]);
            fields[3] = groups.getOrDefault(names.getOrDefault(fields[3], ""), fields[3]);
        } else if (file.equals("group")) {
            fields[2] = groups.getOrDefault(fields[0], fields[2]);
        }
        return String.join(":", fields);
    }

    private Map<String, String> groupNames() {
        Map<String, String> names = new LinkedHashMap<>();
        textThere("group").lines().map(line -> line.split(":", -1)).forEach(fields -> names.put(fields[2], fields[0]));
        return names;
    }

    private String modes(String path) {
        return composition.composed().tree().get(path).map(AccountsJudge::modes).orElse("nothing");
    }

    private String modesThere(String path) {
        FileTree there = reference.read("etc");
        return there.get(path).map(AccountsJudge::modes).orElse("nothing");
    }

    private static String modes(Node node) {
        return "%o %d:%d"
                .formatted(
                        node.metadata().mode(),
                        node.metadata().uid(),
                        node.metadata().gid());
    }

    private String text(String file) {
        return composition.composed().tree().get("etc/" + file).orElse(null) instanceof Node.File found
                ? new String(found.content().bytes(), StandardCharsets.UTF_8)
                : "";
    }

    private String textThere(String file) {
        try {
            return Files.readString(reference.root().resolve("etc").resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
