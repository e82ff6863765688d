package dev.atoll.node.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.document.Documents;
import dev.atoll.document.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The property that nothing is lost in silence: each scalar of a foreign configuration lies below the key of a finding, or
 * the import is another one when the scalar is changed or its key misspelled.
 */
final class Accounted {
    /** What makes no difference on a node. */
    private static final Set<String> SAME = Set.of("defer", "with_mount_unit", "threshold");

    private Accounted() {}

    static void check(Format format, Input input, String what) {
        Value root = Documents.tree(input.name(), input.bytes()).root();
        Imported before = ConfigImport.read(format, input);
        List<Finding> findings = before.findings();
        leaves(root, "", (path, key, change) -> {
            boolean covered = findings.stream()
                    .anyMatch(it -> !it.path().isEmpty()
                            && (path.equals(it.path())
                                    || path.startsWith(it.path() + ".")
                                    || path.startsWith(it.path() + "[")));
            if (!covered && !SAME.contains(key)) {
                change.accept(changed -> {
                    Optional<Imported> after = Foreign.tried(format, written(input, format, changed));
                    assertThat(after.map(it -> it.config() + " " + said(it)))
                            .as(what + ": " + path + " changed")
                            .isNotEqualTo(Optional.of(before.config() + " " + said(before)));
                });
            }
        });
    }

    private static String said(Imported imported) {
        List<String> said = new ArrayList<>();
        imported.findings().forEach(it -> said.add(it.path() + " " + it.why()));
        return said.toString();
    }

    private static Input written(Input input, Format format, Value root) {
        String head = format == Format.CLOUD_INIT
                        && new String(input.bytes(), StandardCharsets.UTF_8).contains("#cloud-config")
                ? "#cloud-config\n"
                : "";
        return new Input(input.name(), (head + flow(root)).getBytes(StandardCharsets.UTF_8));
    }

    /** As JSON, which YAML holds. */
    private static String flow(Value value) {
        return switch (value) {
            case Value.Mapping mapping -> {
                List<String> entries = new ArrayList<>();
                mapping.entries().forEach(it -> entries.add(quoted(it.key()) + ": " + flow(it.value())));
                yield "{" + String.join(", ", entries) + "}";
            }
            case Value.Sequence list -> {
                List<String> items = new ArrayList<>();
                list.items().forEach(it -> items.add(flow(it)));
                yield "[" + String.join(", ", items) + "]";
            }
            case Value.Scalar scalar ->
                switch (scalar.kind()) {
                    case TEXT -> quoted(scalar.text());
                    case BINARY -> "!!binary " + quoted(scalar.text());
                    case EMPTY -> "null";
                    case LOGICAL, WHOLE, DECIMAL -> scalar.text();
                };
        };
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> quoted.append("\\u%04x".formatted(c)));
        return quoted.append('"').toString();
    }

    private interface Leaf {
        void visit(String path, String key, Consumer<Consumer<Value>> change);
    }

    /** Visits each scalar with a way to try the document with that scalar changed. */
    private static void leaves(Value root, String path, Leaf leaf) {
        visit(root, path, "", changed -> changed, leaf);
    }

    private static void visit(Value value, String path, String key, UnaryOperator<Value> around, Leaf leaf) {
        switch (value) {
            case Value.Mapping mapping -> {
                for (int i = 0; i < mapping.entries().size(); i++) {
                    Value.Entry entry = mapping.entries().get(i);
                    int at = i;
                    visit(
                            entry.value(),
                            path.isEmpty() ? entry.key() : path + "." + entry.key(),
                            entry.key(),
                            changed -> {
                                List<Value.Entry> entries = new ArrayList<>(mapping.entries());
                                entries.set(at, new Value.Entry(entry.key(), entry.keyPlace(), changed));
                                return around.apply(Value.Mapping.of(entries, mapping.place()));
                            },
                            leaf);
                }
            }
            case Value.Sequence list -> {
                for (int i = 0; i < list.items().size(); i++) {
                    int at = i;
                    visit(
                            list.items().get(i),
                            path + "[" + i + "]",
                            key,
                            changed -> {
                                List<Value> items = new ArrayList<>(list.items());
                                items.set(at, changed);
                                return around.apply(Value.Sequence.of(items, list.place()));
                            },
                            leaf);
                }
            }
            case Value.Scalar scalar -> {
                if (scalar.kind() != Value.Kind.EMPTY) {
                    leaf.visit(path, key, then -> then.accept(around.apply(changed(scalar))));
                }
            }
        }
    }

    private static Value.Scalar changed(Value.Scalar scalar) {
        String text = scalar.text();
        String other = switch (scalar.kind()) {
            case LOGICAL -> Boolean.toString(!Scalars.logical(scalar).orElse(true));
            case WHOLE -> text.equals("2") ? "1" : text.startsWith("0") ? "0611" : "2";
            case DECIMAL -> "7.5";
            case TEXT -> text.equals("true") ? "false" : text + "x";
            case BINARY -> "eA==";
            case EMPTY -> throw new IllegalStateException("nothing to change");
        };
        return new Value.Scalar(scalar.kind(), other, scalar.place());
    }
}
