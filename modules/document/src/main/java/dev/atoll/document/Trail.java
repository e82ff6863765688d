package dev.atoll.document;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The way from the document to a value. Spelled out only when somebody asks: keys are foreign and may be long. */
record Trail(Optional<Trail> parent, String key, int index) {
    static final Trail ROOT = new Trail(Optional.empty(), "", -1);

    Trail key(String name) {
        return new Trail(Optional.of(this), name, -1);
    }

    Trail item(int position) {
        return new Trail(Optional.of(this), "", position);
    }

    /** As {@link Places#of} reads it. */
    @Override
    public String toString() {
        return spell(UnaryOperator.identity());
    }

    /** The start of a message about the value: {@code files[3].mode: }; empty for the document itself. */
    String prefix() {
        return parent.isEmpty() ? "" : spell(Shown::plain) + ": ";
    }

    private String spell(UnaryOperator<String> keys) {
        Deque<Trail> steps = new ArrayDeque<>();
        Optional<Trail> at = Optional.of(this);
        while (at.isPresent() && at.get().parent.isPresent()) {
            steps.push(at.get());
            at = at.get().parent;
        }
        StringBuilder out = new StringBuilder();
        for (Trail step : steps) {
            if (step.index >= 0) {
                out.append('[').append(step.index).append(']');
            } else {
                out.append(out.isEmpty() ? "" : ".").append(keys.apply(step.key));
            }
        }
        return out.toString();
    }
}
