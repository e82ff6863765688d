package dev.atoll.node.azure;

import java.util.List;
import java.util.Optional;

/**
 * An element of a document.
 *
 * @param name without its prefix
 * @param text right in it, without that of its children; references resolved
 * @param children in their order
 */
record XmlElement(String name, String text, List<XmlElement> children) {
    XmlElement {
        children = List.copyOf(children);
    }

    /** The first child of a name. */
    Optional<XmlElement> child(String wanted) {
        return children.stream().filter(it -> it.name().equals(wanted)).findFirst();
    }

    /** The element at the end of a way of names. */
    Optional<XmlElement> find(String... way) {
        Optional<XmlElement> at = Optional.of(this);
        for (String step : way) {
            at = at.flatMap(it -> it.child(step));
        }
        return at;
    }

    /** The text at the end of a way of names, stripped; empty if there is none, or only blanks. */
    Optional<String> textAt(String... way) {
        return find(way).map(it -> it.text().strip()).filter(it -> !it.isEmpty());
    }
}
