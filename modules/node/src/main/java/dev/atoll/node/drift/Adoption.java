package dev.atoll.node.drift;

import dev.atoll.document.Documents;
import dev.atoll.document.InvalidDocumentException;
import dev.atoll.document.Place;
import dev.atoll.document.Value;
import dev.atoll.node.change.PathChange.Kind;
import dev.atoll.node.check.NodeConfigReader;
import dev.atoll.node.config.NodeConfig;
import dev.atoll.node.foreign.NodeYaml;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes what was changed by hand into a node's configuration, one difference at a time; the reader of configurations judges
 * each. Not thread-safe.
 */
public final class Adoption {
    private static final Place NOWHERE = new Place("", 1, 1, "");
    private static final Pattern WANTED = Pattern.compile("/etc/systemd/system/[^/]+\\.(?:wants|requires)/([^/]+)");
    private static final Pattern UNIT = Pattern.compile("/etc/systemd/system/([^/]+)");
    private static final Pattern DROP_IN = Pattern.compile("/etc/systemd/system/([^/]+)\\.d/([^/]+\\.conf)");
    private static final String VARIABLE = "sysctl ";

    private final Path root;
    private NodeConfig config;

    /**
     * Begins with a configuration.
     *
     * @param root of the system with the changes
     */
    public Adoption(NodeConfig config, Path root) {
        this.config = config;
        this.root = root;
    }

    /** The configuration with all that was adopted. */
    public NodeConfig config() {
        return config;
    }

    /**
     * Adopts a difference.
     *
     * @return why it cannot be adopted; empty if it was
     */
    public Optional<String> adopt(Drift.Difference difference) throws IOException {
        Value.Mapping before = Documents.tree(config);
        Value.Mapping after;
        try {
            after = difference.name().startsWith(VARIABLE)
                    ? variable(before, difference.name().substring(VARIABLE.length()))
                    : path(before, difference.name(), difference.kind());
        } catch (NotAdoptable e) {
            return Optional.of(e.reason);
        }
        try {
            config = NodeConfigReader.read("node.yaml", NodeYaml.write(after).getBytes(StandardCharsets.UTF_8));
            return Optional.empty();
        } catch (InvalidDocumentException e) {
            var problem = e.problems().getFirst();
            return Optional.of(
                    problem.message() + problem.hint().map(hint -> "; " + hint).orElse(""));
        }
    }

    private Value.Mapping variable(Value.Mapping tree, String name) throws IOException {
        Path file = root.resolve("proc/sys").resolve(name.indexOf('/') >= 0 ? name : name.replace('.', '/'));
        Value.Mapping variables =
                tree.find("sysctl").map(Value.Mapping.class::cast).orElse(mapping());
        return with(
                tree, "sysctl", with(variables, name, text(Drift.variable(file).replaceAll("\\s+", " "))));
    }

    private Value.Mapping path(Value.Mapping tree, String path, Kind kind) throws IOException {
        Matcher wanted = WANTED.matcher(path);
        if (wanted.matches()) {
            String state = kind == Kind.REMOVED ? "disabled" : "enabled";
            return item(tree, "units", "name", wanted.group(1), unit -> with(unit, "state", text(state)));
        }
        Path file = root.resolve(path.substring(1));
        if (path.equals("/etc/hostname") && kind != Kind.REMOVED) {
            return with(tree, "hostname", text(content(file).strip()));
        }
        Matcher dropIn = DROP_IN.matcher(path);
        if (dropIn.matches()) {
            return dropIn(tree, dropIn.group(1), dropIn.group(2), kind, file);
        }
        Matcher unit = UNIT.matcher(path);
        if (unit.matches()) {
            return unit(tree, unit.group(1), kind, file);
        }
        if (kind == Kind.REMOVED) {
            return without(tree, List.of("files", "links"), "path", path);
        }
        return Files.isSymbolicLink(file) ? link(tree, path, file) : file(tree, path, file);
    }

    private static Value.Mapping unit(Value.Mapping tree, String name, Kind kind, Path file) throws IOException {
        if (kind == Kind.REMOVED) {
            return without(tree, List.of("units"), "name", name);
        }
        if (Files.isSymbolicLink(file)) {
            if (!Files.readSymbolicLink(file).equals(Path.of("/dev/null"))) {
                throw new NotAdoptable("it is a link to another unit");
            }
            return item(tree, "units", "name", name, unit -> with(unit, "state", text("masked")));
        }
        String content = content(file);
        return item(tree, "units", "name", name, unit -> with(unit, "text", text(content)));
    }

    private static Value.Mapping dropIn(Value.Mapping tree, String unit, String name, Kind kind, Path file)
            throws IOException {
        if (kind == Kind.REMOVED) {
            return item(tree, "units", "name", unit, it -> without(it, List.of("dropIns"), "name", name));
        }
        String content = content(file);
        return item(
                tree,
                "units",
                "name",
                unit,
                it -> item(it, "dropIns", "name", name, dropIn -> with(dropIn, "text", text(content))));
    }

    private static Value.Mapping link(Value.Mapping tree, String path, Path file) throws IOException {
        String target = Files.readSymbolicLink(file).toString();
        Value.Mapping rest = cleared(tree, "files", path);
        return item(rest, "links", "path", path, link -> with(link, "target", text(target)));
    }

    private static Value.Mapping file(Value.Mapping tree, String path, Path file) throws IOException {
        String content = content(file);
        String mode = "%04o".formatted((int) attribute(file, "mode") & 07777);
        String owner = String.valueOf(attribute(file, "uid"));
        String group = String.valueOf(attribute(file, "gid"));
        Value.Mapping rest = cleared(tree, "links", path);
        return item(rest, "files", "path", path, old -> {
            Value.Mapping fresh = with(mapping(), "path", text(path));
            fresh = with(fresh, "text", text(content));
            fresh = with(fresh, "mode", text(mode));
            fresh = with(fresh, "owner", text(owner));
            return with(fresh, "group", text(group));
        });
    }

    private static Object attribute(Path file, String name) throws IOException {
        return Files.getAttribute(file, "unix:" + name, LinkOption.NOFOLLOW_LINKS);
    }

    private static String content(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > Documents.LARGEST) {
            throw new NotAdoptable("it is no file, or a large one");
        }
        if (!Drift.isPublic(file)) {
            throw new NotAdoptable("only some may read it, so it may hold a secret; name it as one below secrets:");
        }
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new NotAdoptable("it is not text");
        }
    }

    private static Value.Mapping mapping() {
        return Value.Mapping.of(List.of(), NOWHERE);
    }

    private static Value text(String text) {
        return new Value.Scalar(Value.Kind.TEXT, text, NOWHERE);
    }

    private static Value.Mapping with(Value.Mapping mapping, String key, Value value) {
        List<Value.Entry> entries = new ArrayList<>();
        boolean there = false;
        for (Value.Entry entry : mapping.entries()) {
            boolean it = entry.key().equals(key);
            there |= it;
            entries.add(it ? new Value.Entry(key, NOWHERE, value) : entry);
        }
        if (!there) {
            entries.add(new Value.Entry(key, NOWHERE, value));
        }
        return Value.Mapping.of(entries, NOWHERE);
    }

    private static List<Value> items(Value.Mapping mapping, String section) {
        return mapping.find(section).map(it -> ((Value.Sequence) it).items()).orElse(List.of());
    }

    private static boolean isNamed(Value item, String key, String name) {
        return item instanceof Value.Mapping mapping
                && mapping.find(key)
                        .filter(it -> it instanceof Value.Scalar scalar
                                && scalar.text().equals(name))
                        .isPresent();
    }

    /** Changes an item of a list, or adds it. */
    private static Value.Mapping item(
            Value.Mapping mapping,
            String section,
            String key,
            String name,
            Function<Value.Mapping, Value.Mapping> change) {
        List<Value> items = new ArrayList<>();
        boolean there = false;
        for (Value item : items(mapping, section)) {
            boolean it = isNamed(item, key, name);
            there |= it;
            items.add(it ? change.apply((Value.Mapping) item) : item);
        }
        if (!there) {
            items.add(change.apply(with(mapping(), key, text(name))));
        }
        return with(mapping, section, Value.Sequence.of(items, NOWHERE));
    }

    /** Takes an item out of the lists that have it. */
    private static Value.Mapping without(Value.Mapping mapping, List<String> sections, String key, String name) {
        for (String section : sections) {
            List<Value> rest = items(mapping, section).stream()
                    .filter(item -> !isNamed(item, key, name))
                    .toList();
            if (rest.size() < items(mapping, section).size()) {
                return with(mapping, section, Value.Sequence.of(rest, NOWHERE));
            }
        }
        throw new NotAdoptable("it is the image's, and a configuration takes nothing away from an image");
    }

    private static Value.Mapping cleared(Value.Mapping tree, String section, String path) {
        return items(tree, section).stream().anyMatch(item -> isNamed(item, "path", path))
                ? without(tree, List.of(section), "path", path)
                : tree;
    }

    /** A difference that a configuration cannot say. */
    private static final class NotAdoptable extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String reason;

        NotAdoptable(String reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
