package dev.atoll.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A document that builds on others. Beside the keys of its record it may have three more:
 *
 * <ul>
 *   <li>{@value #FROM}: a file, relative to the document, that it builds on;
 *   <li>{@value #DROP}: what it does not want of that: the record's keys, with lists of items to leave out;
 *   <li>a key for variants, named by the reader: parts that hold in one variant only, each like a layer of its own.
 * </ul>
 *
 * <p>A layer is laid over the one below: mappings are joined key by key; lists that are {@link Unique}, and all others,
 * are continued, without repeating what a {@code Unique} one has; an item of a {@link Keyed} list replaces the one with
 * its key; any other value replaces the one below. Every value keeps the place in the file it was written in.
 *
 * <p>At most {@value #DEEPEST} files; a file that builds on itself is refused. Immutable.
 *
 * @param <R> the record that the layers make together
 */
public final class Layers<R extends Record> {
    static final String FROM = "from";
    static final String DROP = "drop";
    static final int DEEPEST = 16;

    private final Class<R> type;
    private final String name;
    private final String variants;
    private final List<Value.Mapping> layers;
    private final List<Problem> problems;

    private Layers(Class<R> type, String name, String variants, List<Value.Mapping> layers, List<Problem> problems) {
        this.type = type;
        this.name = name;
        this.variants = variants;
        this.layers = List.copyOf(layers);
        this.problems = List.copyOf(problems);
    }

    /**
     * Reads a document and all it builds on.
     *
     * @param variants the key of the parts that hold in one variant only
     * @param names the variants there can be
     * @throws InvalidDocumentException if one of the files cannot be read as a mapping
     */
    public static <R extends Record> Layers<R> read(Path file, Class<R> type, String variants, List<String> names) {
        Report report = new Report();
        List<Value.Mapping> layers = new ArrayList<>();
        Set<Path> seen = new LinkedHashSet<>();
        @Nullable Path next = file;
        Optional<Value> asked = Optional.empty();
        while (next != null) {
            if (!seen.add(real(next)) || seen.size() > DEEPEST) {
                String message = seen.size() > DEEPEST
                        ? "more than " + DEEPEST + " files build on each other"
                        : next + " builds on itself";
                report.add(asked.orElseThrow().place(), "circular-from", message, "remove one of the from: keys");
                break;
            }
            Value.Mapping layer = layer(next, report);
            layers.addFirst(layer);
            checkVariants(layer, variants, names, report);
            asked = layer.find(FROM);
            next = asked.isPresent() ? below(next, asked.get(), report) : null;
        }
        return new Layers<>(type, file.toString(), variants, layers, report.problems());
    }

    /** The same with one more layer on top, which holds just a text at two keys, one inside the other. */
    public Layers<R> with(String outer, String inner, String text) {
        Place place = layers.getLast().find(outer).orElse(layers.getLast()).place();
        Value value = new Value.Scalar(Value.Kind.TEXT, text, place);
        Value section = Value.Mapping.of(List.of(new Value.Entry(inner, place, value)), place);
        List<Value.Mapping> more = new ArrayList<>(layers);
        more.add(Value.Mapping.of(
                List.of(new Value.Entry(outer, place, section)),
                layers.getLast().place()));
        return new Layers<>(type, name, variants, more, problems);
    }

    /** The names of all variants, sorted. */
    public List<String> variants() {
        Set<String> names = new TreeSet<>();
        for (Value.Mapping layer : layers) {
            if (layer.find(variants).orElse(null) instanceof Value.Mapping parts) {
                parts.entries().forEach(entry -> names.add(entry.key()));
            }
        }
        return List.copyOf(names);
    }

    /** The text at two keys, one inside the other, without looking into variants. */
    public Optional<String> text(String outer, String inner) {
        Value.Mapping joined = join(Optional.empty(), new Report());
        return joined.find(outer).orElse(null) instanceof Value.Mapping section
                        && section.find(inner).orElse(null) instanceof Value.Scalar(Value.Kind _, String text, Place _)
                ? Optional.of(text)
                : Optional.empty();
    }

    /**
     * Binds what the layers make together in one variant.
     *
     * @param variant its name; without a part for it, just the layers
     * @throws InvalidDocumentException with all problems of all layers
     */
    public Bound<R> bind(String variant, Check check) {
        Report report = new Report();
        problems.forEach(report::add);
        Value root = join(Optional.of(variant), report);
        Places places = new Places(root);
        Optional<?> value = new Binder(report, places, Optional.of(check), Optional.of(name))
                .bind(type, Rules.NONE, root, Trail.ROOT);
        report.throwIfAny();
        return new Bound<>(type.cast(value.orElseThrow()), places);
    }

    private Value.Mapping join(Optional<String> variant, Report report) {
        Overlay overlay = new Overlay(report);
        Value.Mapping joined = new Value.Mapping(List.of(), layers.getLast().place(), 1);
        for (Value.Mapping layer : layers) {
            joined = over(joined, layer, overlay);
            if (variant.isPresent()
                    && layer.find(variants).orElse(null) instanceof Value.Mapping byName
                    && byName.find(variant.get()).isPresent()) {
                joined = variantOver(joined, byName.find(variant.get()).get(), overlay, report);
            }
        }
        return joined;
    }

    private Value.Mapping variantOver(Value.Mapping joined, Value part, Overlay overlay, Report report) {
        if (part instanceof Value.Mapping layer) {
            return over(joined, layer, overlay);
        }
        report.add(part.place(), "wrong-type", "expected a mapping, found " + part.describe(), "");
        return joined;
    }

    private Value.Mapping over(Value.Mapping joined, Value.Mapping layer, Overlay overlay) {
        Value.Mapping kept =
                layer.find(DROP).map(drop -> overlay.drop(joined, drop, type)).orElse(joined);
        return overlay.join(kept, layer.without(Set.of(FROM, DROP, variants)), type);
    }

    private static void checkVariants(Value.Mapping layer, String variants, List<String> names, Report report) {
        Optional<Value> parts = layer.find(variants);
        if (parts.isEmpty()) {
            return;
        }
        if (!(parts.get() instanceof Value.Mapping byName)) {
            String message =
                    variants + ": expected a mapping, found " + parts.get().describe();
            report.add(parts.get().place(), "wrong-type", message, "its keys are " + String.join(", ", names));
            return;
        }
        for (Value.Entry entry : byName.entries()) {
            if (!names.contains(entry.key())) {
                String message = variants + ": unknown key " + Shown.quoted(entry.key());
                report.add(entry.keyPlace(), "unknown-key", message, Spelling.hint(entry.key(), names));
            }
        }
    }

    private static Value.Mapping layer(Path file, Report report) {
        Source source = Documents.source(file);
        Value root = TreeReader.read(source, report);
        if (root instanceof Value.Mapping mapping) {
            return mapping;
        }
        throw source.invalid("wrong-type", "expected a mapping, found " + root.describe(), root.place(), "");
    }

    private static @Nullable Path below(Path file, Value asked, Report report) {
        if (!(asked instanceof Value.Scalar(Value.Kind kind, String text, Place place)) || kind != Value.Kind.TEXT) {
            report.add(asked.place(), "wrong-type", "from: expected a file's name, found " + asked.describe(), "");
            return null;
        }
        Path next = file.resolveSibling(text).normalize();
        if (!Files.isRegularFile(next)) {
            report.add(place, "missing-file", "no such file: " + Shown.plain(text), "names are relative to " + file);
            return null;
        }
        return next;
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath().normalize();
        }
    }
}
