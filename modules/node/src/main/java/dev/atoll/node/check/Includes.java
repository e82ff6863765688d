package dev.atoll.node.check;

import dev.atoll.document.Bound;
import dev.atoll.document.Check;
import dev.atoll.document.Documents;
import dev.atoll.document.Inclusion;
import dev.atoll.document.InvalidDocumentException;
import dev.atoll.document.Place;
import dev.atoll.document.Problem;
import dev.atoll.node.config.Include;
import dev.atoll.node.config.NodeConfig;
import dev.atoll.store.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Follows what configurations include, depth first, in the order in which they list it. For one configuration. */
final class Includes {
    static final String KEY = "include";
    private static final int DEEPEST = 4;

    private final IncludeSource source;
    private final Supplier<Check> parts;
    private final List<Problem> problems = new ArrayList<>();
    private int count;

    /** @param parts finds what is wrong with each document by itself */
    Includes(IncludeSource source, Supplier<Check> parts) {
        this.source = source;
        this.parts = parts;
    }

    /**
     * Joins a configuration with all that it includes.
     *
     * @param whole finds what is wrong with the result
     * @throws InvalidDocumentException with all problems of all documents that could be had
     */
    Bound<NodeConfig> join(ConfigText text, Bound<NodeConfig> bound, Check whole) {
        List<Bound<NodeConfig>> included = included(text, bound, List.of(Digest.of(text.bytes())));
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems);
        }
        return Inclusion.join(NodeConfig.class, KEY, bound, included, whole);
    }

    private List<Bound<NodeConfig>> included(ConfigText text, Bound<NodeConfig> bound, List<Digest> way) {
        List<Bound<NodeConfig>> included = new ArrayList<>();
        List<Include> includes = bound.value().include();
        for (int i = 0; i < includes.size(); i++) {
            String key = KEY + "[" + i + "]." + (includes.get(i).url().isPresent() ? "url" : "file");
            Place place = bound.places().of(key);
            if (++count > NodeConfig.MOST_INCLUDES) {
                String message = "more than " + NodeConfig.MOST_INCLUDES + " documents are included";
                problems.add(Problem.at(place, "include-too-many", message, "put some of them into one"));
                return included;
            }
            if (way.size() > DEEPEST) {
                String message = "this is the " + (DEEPEST + 1) + "th document in a row that includes another";
                problems.add(Problem.at(place, "include-too-deep", message, "include it from one nearer to the first"));
                return included;
            }
            try {
                included.add(included(source.read(includes.get(i), text, place), place, way));
            } catch (InvalidDocumentException e) {
                problems.addAll(e.problems());
            }
        }
        return included;
    }

    private Bound<NodeConfig> included(ConfigText text, Place place, List<Digest> way) {
        Digest digest = Digest.of(text.bytes());
        if (way.contains(digest)) {
            String message = text.name() + " includes itself, directly or through others";
            throw new InvalidDocumentException(
                    List.of(Problem.at(place, "include-circle", message, "remove one of the include: keys")));
        }
        Bound<NodeConfig> bound = Documents.bind(text.name(), text.bytes(), NodeConfig.class, parts.get());
        List<Digest> further = new ArrayList<>(way);
        further.add(digest);
        int before = problems.size();
        List<Bound<NodeConfig>> included = included(text, bound, further);
        return included.isEmpty() || problems.size() > before
                ? bound
                : Inclusion.join(NodeConfig.class, KEY, bound, included, parts.get());
    }
}
