package dev.atoll.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads the one document of a YAML 1.2 stream (JSON is a part of that) into {@link Value}s. Depth and size are bounded,
 * aliases count with all they stand for, explicit tags are refused. In documents of others the tags {@code !!str} and
 * {@code !!binary} mean something, and of keys that stand twice the last counts, as their own readers have it.
 */
final class TreeReader {
    private static final int DEEPEST = 64;
    private static final long HEAVIEST = 200_000;

    private final Source source;
    private final Report report;
    private final boolean foreign;
    private final Parser parser;
    private final CoreScalarResolver resolver = new CoreScalarResolver(false);
    private final Map<Anchor, Optional<Value>> anchors = new HashMap<>();

    private TreeReader(Source source, Report report, boolean foreign) {
        this.source = source;
        this.report = report;
        this.foreign = foreign;
        LoadSettings settings = LoadSettings.builder().build();
        this.parser = new ParserImpl(settings, new StreamReader(settings, source.text()));
    }

    /**
     * Reads the document; mistakes that leave a tree behind (duplicate keys, tags) go to the report.
     *
     * @throws InvalidDocumentException if no tree can be made of it
     */
    static Value read(Source source, Report report) {
        return read(source, report, false);
    }

    /** Reads a document of somebody else's. */
    static Value readForeign(Source source, Report report) {
        return read(source, report, true);
    }

    private static Value read(Source source, Report report, boolean foreign) {
        try {
            return new TreeReader(source, report, foreign).document();
        } catch (MarkedYamlEngineException e) {
            String context = e.getContext() == null ? "" : e.getContext() + ": ";
            Place place = e.getProblemMark()
                    .or(e::getContextMark)
                    .map(at -> at(source, at))
                    .orElse(source.start());
            throw source.invalid("syntax", "not YAML: " + context + e.getProblem(), place, "");
        } catch (ReaderException e) {
            int offset = source.text()
                    .offsetByCodePoints(
                            0,
                            Math.min(
                                    e.getPosition(),
                                    source.text()
                                            .codePointCount(0, source.text().length())));
            String message = "not YAML: the character U+%04X is not allowed".formatted(e.getCodePoint());
            throw source.invalid("syntax", message, source.place(offset), "write it as an escape in double quotes");
        } catch (InvalidDocumentException e) {
            throw e;
        } catch (RuntimeException e) {
            // The parser's own limits and slips; the document is foreign, so whatever it says is about the document.
            throw source.invalid(
                    "syntax", "not YAML: " + Shown.sentence(String.valueOf(e.getMessage())), source.start(), "");
        }
    }

    private Value document() {
        parser.next();
        Value root;
        if (parser.checkEvent(Event.ID.StreamEnd)) {
            root = new Value.Scalar(Value.Kind.EMPTY, "", source.start());
        } else {
            parser.next();
            root = node(parser.next(), 0);
            parser.next();
        }
        Event end = parser.next();
        if (end.getEventId() != Event.ID.StreamEnd) {
            report.add(
                    at(end),
                    "several-documents",
                    "a second document starts here; a file holds one",
                    "put it into a file of its own");
        }
        return root;
    }

    private Value node(Event event, int depth) {
        if (event instanceof AliasEvent alias) {
            return followed(alias);
        }
        NodeEvent start = (NodeEvent) event;
        if (depth > DEEPEST) {
            throw source.invalid("too-deep", "nested deeper than " + DEEPEST + " levels", at(event), "");
        }
        start.getAnchor().ifPresent(anchor -> anchors.put(anchor, Optional.empty()));
        Value value = switch (start) {
            case ScalarEvent scalar -> scalar(scalar);
            case MappingStartEvent mapping -> mapping(mapping, depth);
            default -> sequence((CollectionStartEvent) start, depth);
        };
        if (value.weight() > HEAVIEST) {
            throw source.invalid("too-large", "more than " + HEAVIEST + " values, aliases followed", at(event), "");
        }
        start.getAnchor().ifPresent(anchor -> anchors.put(anchor, Optional.of(value)));
        return value;
    }

    private Value followed(AliasEvent alias) {
        Anchor anchor = alias.getAlias();
        Optional<Value> value = anchors.get(anchor);
        if (value == null) {
            String message = "no anchor &" + Shown.plain(anchor.getValue()) + " before this alias";
            throw source.invalid("unknown-alias", message, at(alias), "");
        }
        return value.orElseThrow(
                () -> source.invalid("recursive-alias", "this alias stands inside the value it means", at(alias), ""));
    }

    private Value scalar(ScalarEvent event) {
        Optional<String> given = event.getTag().filter(name -> foreign);
        if (given.equals(Optional.of(Tag.STR.getValue()))) {
            return new Value.Scalar(Value.Kind.TEXT, event.getValue(), at(event));
        } else if (given.equals(Optional.of(Tag.BINARY.getValue()))) {
            return new Value.Scalar(Value.Kind.BINARY, event.getValue(), at(event));
        }
        refuse(event.getTag(), event);
        Tag tag = event.isPlain() ? resolver.resolve(event.getValue(), true) : Tag.STR;
        Value.Kind kind = Value.Kind.TEXT;
        if (tag.equals(Tag.NULL)) {
            kind = Value.Kind.EMPTY;
        } else if (tag.equals(Tag.BOOL)) {
            kind = Value.Kind.LOGICAL;
        } else if (tag.equals(Tag.INT)) {
            kind = Value.Kind.WHOLE;
        } else if (tag.equals(Tag.FLOAT)) {
            kind = Value.Kind.DECIMAL;
        }
        return new Value.Scalar(kind, event.getValue(), at(event));
    }

    private Value sequence(CollectionStartEvent start, int depth) {
        refuse(start.getTag(), start);
        List<Value> items = new ArrayList<>();
        long weight = 1;
        for (Event next = parser.next(); next.getEventId() != Event.ID.SequenceEnd; next = parser.next()) {
            Value item = node(next, depth + 1);
            weight += item.weight();
            items.add(item);
        }
        return new Value.Sequence(List.copyOf(items), at(start), weight);
    }

    private Value mapping(MappingStartEvent start, int depth) {
        refuse(start.getTag(), start);
        Map<String, Place> seen = new HashMap<>();
        Map<String, Value.Entry> entries = new LinkedHashMap<>();
        long weight = 1;
        for (Event next = parser.next(); next.getEventId() != Event.ID.MappingEnd; next = parser.next()) {
            Place keyPlace = at(next);
            Value key = node(next, depth + 1);
            Value value = node(parser.next(), depth + 1);
            weight += key.weight() + value.weight();
            if (!(key instanceof Value.Scalar(Value.Kind kind, String name, Place _)) || kind == Value.Kind.EMPTY) {
                report.add(keyPlace, "bad-key", "a key must be text, found " + key.describe(), "");
                continue;
            }
            Place first = seen.putIfAbsent(name, keyPlace);
            if (first != null) {
                String message = "duplicate key " + Shown.quoted(name) + ", first in line " + first.line();
                report.add(keyPlace, "duplicate-key", message, "keep one of them");
            }
            if (first == null || foreign) {
                entries.put(name, new Value.Entry(name, keyPlace, value));
            }
        }
        return new Value.Mapping(List.copyOf(entries.values()), at(start), weight);
    }

    private void refuse(Optional<String> tag, Event event) {
        tag.ifPresent(name -> report.add(
                at(event),
                "tag",
                "the tag " + Shown.plain(name) + " has no meaning here",
                "write the value without it"));
    }

    private Place at(Event event) {
        return event.getStartMark().map(mark -> at(source, mark)).orElse(source.start());
    }

    private static Place at(Source source, Mark mark) {
        return source.place(mark.getLine(), mark.getColumn());
    }
}
