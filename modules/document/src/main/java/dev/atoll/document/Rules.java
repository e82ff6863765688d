package dev.atoll.document;

import java.util.Optional;

/** The checks that a component's annotations ask for. */
record Rules(
        boolean text,
        boolean unique,
        boolean notEmpty,
        boolean file,
        Optional<Matches> pattern,
        Optional<Range> range) {
    static final Rules NONE = new Rules(false, false, false, false, Optional.empty(), Optional.empty());

    static Rules of(RecordShape.Component component) {
        return new Rules(
                component.find(Text.class).isPresent(),
                component.find(Unique.class).isPresent(),
                component.find(NotEmpty.class).isPresent(),
                component.find(RelativeFile.class).isPresent(),
                component.find(Matches.class),
                component.find(Range.class));
    }
}
