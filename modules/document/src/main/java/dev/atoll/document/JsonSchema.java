package dev.atoll.document;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The JSON Schema (draft 2020-12) of documents, from the same records and annotations that the binder reads. What a
 * record's constructor or a reader checks beyond them is not in it. The same record gives the same text.
 */
public final class JsonSchema {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    /** Whether all that a record must have is asked for: a layer may leave out what one below it has. */
    private enum Kind {
        WHOLE(""),
        LAYER("Layer"),
        DROP("Drop");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    private final Map<String, Object> definitions = new TreeMap<>();

    private JsonSchema() {}

    /** The schema of a document that holds the record. */
    public static String of(Class<? extends Record> type, String title) {
        JsonSchema schema = new JsonSchema();
        Map<String, Object> root = root(title);
        root.putAll(schema.reference(type, Kind.WHOLE));
        return schema.write(root);
    }

    /**
     * The schema of a document that {@link Layers} reads.
     *
     * @param variants the key of parts that hold in one variant only
     * @param names the variants there can be
     */
    public static String layered(Class<? extends Record> type, String title, String variants, List<String> names) {
        JsonSchema schema = new JsonSchema();
        Map<String, Object> whole = schema.object(type, Kind.WHOLE);
        Map<String, Object> layer = schema.object(type, Kind.LAYER);
        Map<String, Object> drop =
                described(schema.reference(type, Kind.DROP), "items of the files below to leave out");

        Map<String, Object> variant = new LinkedHashMap<>(layer);
        variant.put("properties", with(properties(layer), Map.of(Layers.DROP, drop)));
        schema.definitions.put("Variant", variant);
        Map<String, Object> variantNames = new LinkedHashMap<>();
        names.forEach(name -> variantNames.put(name, Map.of("$ref", "#/$defs/Variant")));

        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put(Layers.FROM, described(Map.of("type", "string"), "the file this one builds on, relative to it"));
        keys.put(Layers.DROP, drop);
        keys.put(variants, described(closed(variantNames), "parts that hold in one variant only"));
        keys.putAll(properties(layer));

        Map<String, Object> root = root(title);
        root.putAll(closed(keys));
        root.put("if", Map.of("anyOf", List.of(required(Layers.FROM), required(variants))));
        // The other keys are allowed beside these, and closed above.
        whole.remove("additionalProperties");
        root.put("else", whole);
        return schema.write(root);
    }

    private static Map<String, Object> root(String title) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("$schema", DIALECT);
        root.put("title", title);
        return root;
    }

    private String write(Map<String, Object> root) {
        root.put("$defs", definitions);
        return JsonWriter.writeTree(root);
    }

    private Map<String, Object> reference(Class<?> type, Kind kind) {
        String name = kind.prefix + name(type);
        if (!definitions.containsKey(name)) {
            definitions.put(name, Map.of());
            definitions.put(name, kind == Kind.DROP ? dropObject(type) : object(type, kind));
        }
        return new LinkedHashMap<>(Map.of("$ref", "#/$defs/" + name));
    }

    private Map<String, Object> object(Class<?> type, Kind kind) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordShape.Component component : RecordShape.of(type).components()) {
            properties.put(component.key(), property(component, kind));
            if (!component.isOptional() && component.find(Default.class).isEmpty()) {
                required.add(component.key());
            }
        }
        Map<String, Object> object = closed(properties);
        if (kind == Kind.WHOLE && !required.isEmpty()) {
            object.put("required", required);
        }
        return object;
    }

    private Map<String, Object> property(RecordShape.Component component, Kind kind) {
        Map<String, Object> schema = new LinkedHashMap<>();
        component.find(Doc.class).ifPresent(doc -> schema.put("description", doc.value()));
        schema.putAll(value(component.valueType(), component, kind));
        component.find(Default.class).ifPresent(it -> schema.put("default", constant(it.value())));
        return schema;
    }

    private Map<String, Object> value(Type type, RecordShape.Component component, Kind kind) {
        Map<String, Object> schema = new LinkedHashMap<>();
        Rules rules = Rules.of(component);
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == Optional.class) {
                return value(arguments[0], component, kind);
            } else if (generic.getRawType() == List.class) {
                schema.put("type", "array");
                // Items of a list are whole in every layer: they are replaced, never joined.
                schema.put("items", value(arguments[0], component, Kind.WHOLE));
                if (rules.unique()) {
                    schema.put("uniqueItems", true);
                }
                if (rules.notEmpty() && kind == Kind.WHOLE) {
                    schema.put("minItems", 1);
                }
            } else {
                schema.put("type", "object");
                schema.put("additionalProperties", value(arguments[1], component, kind));
                if (rules.notEmpty() && kind == Kind.WHOLE) {
                    schema.put("minProperties", 1);
                }
            }
        } else if (type instanceof Class<?> simple) {
            simple(simple, rules, kind, schema);
        }
        return schema;
    }

    private void simple(Class<?> type, Rules rules, Kind kind, Map<String, Object> schema) {
        if (type == String.class || (type.isRecord() && rules.text())) {
            schema.put("type", "string");
            rules.pattern().ifPresent(rule -> schema.put("pattern", "^(?:" + rule.value() + ")$"));
        } else if (type == boolean.class || type == Boolean.class) {
            schema.put("type", "boolean");
        } else if (type.isEnum()) {
            schema.put(
                    "enum",
                    Arrays.stream(type.getEnumConstants())
                            .map(constant -> Spelling.of((Enum<?>) constant))
                            .toList());
        } else if (type.isRecord()) {
            schema.putAll(reference(type, kind));
        } else {
            boolean whole = type == int.class || type == Integer.class;
            schema.put("type", "integer");
            schema.put("minimum", rules.range().map(Range::min).orElse(whole ? Integer.MIN_VALUE : Long.MIN_VALUE));
            schema.put("maximum", rules.range().map(Range::max).orElse(whole ? Integer.MAX_VALUE : Long.MAX_VALUE));
        }
    }

    /** Lists and maps become lists of names, records the same of their components, single values cannot be dropped. */
    private Map<String, Object> dropObject(Class<?> type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (RecordShape.Component component : RecordShape.of(type).components()) {
            Type valueType = RecordShape.content(component.valueType());
            if (valueType instanceof ParameterizedType) {
                properties.put(component.key(), names());
            } else if (valueType instanceof Class<?> nested && nested.isRecord() && holdsLists(nested)) {
                properties.put(component.key(), reference(nested, Kind.DROP));
            }
        }
        return closed(properties);
    }

    private static Map<String, Object> names() {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("type", "array");
        list.put("items", Map.of("type", "string"));
        return list;
    }

    private static boolean holdsLists(Class<?> type) {
        return RecordShape.of(type).components().stream()
                .map(component -> RecordShape.content(component.valueType()))
                .anyMatch(it -> it instanceof ParameterizedType
                        || (it instanceof Class<?> nested && nested.isRecord() && holdsLists(nested)));
    }

    private static Map<String, Object> closed(Map<String, Object> properties) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("properties", properties);
        object.put("additionalProperties", false);
        return object;
    }

    private static Map<String, Object> properties(Map<?, ?> object) {
        Map<String, Object> properties = new LinkedHashMap<>();
        if (object.get("properties") instanceof Map<?, ?> found) {
            found.forEach((key, value) -> properties.put((String) key, value));
        }
        return properties;
    }

    private static Map<String, Object> with(Map<String, Object> properties, Map<String, Object> more) {
        Map<String, Object> all = new LinkedHashMap<>(more);
        all.putAll(properties);
        return all;
    }

    private static Map<String, Object> described(Map<String, Object> schema, String description) {
        Map<String, Object> all = new LinkedHashMap<>(Map.of("description", description));
        all.putAll(schema);
        return all;
    }

    private static Map<String, Object> required(String key) {
        return Map.of("required", List.of(key));
    }

    /** {@code Kernel.Initrd} for a record inside another. */
    private static String name(Class<?> type) {
        return type.getEnclosingClass() == null
                ? type.getSimpleName()
                : name(type.getEnclosingClass()) + "." + type.getSimpleName();
    }

    private static Object constant(String yaml) {
        return plain(TreeReader.read(new Source("default", yaml), new Report()));
    }

    private static Object plain(Value value) {
        return switch (value) {
            case Value.Scalar(Value.Kind kind, String text, Place _) ->
                switch (kind) {
                    case LOGICAL -> Boolean.valueOf(text);
                    case WHOLE -> Long.decode(text);
                    case TEXT, EMPTY, DECIMAL, BINARY -> text;
                };
            case Value.Sequence list ->
                list.items().stream().map(JsonSchema::plain).toList();
            case Value.Mapping mapping -> {
                Map<String, Object> entries = new LinkedHashMap<>();
                mapping.entries().forEach(entry -> entries.put(entry.key(), plain(entry.value())));
                yield entries;
            }
        };
    }
}
