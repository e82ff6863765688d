package dev.atoll.document;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A record with every kind of component, for the tests. */
record Reef(
        @Doc("what charts call it") @Matches(value = "[a-z]+", says = "lower-case letters")
        String name,

        @Range(min = 1, max = 100) int depth,
        @Default("0") long area,
        @Default("false") boolean charted,
        @Default("soft") Kind kind,
        Optional<String> note,
        @Default("[]") @Unique List<String> fish,
        @Default("{}") Map<String, Integer> counts,
        @Default("[]") List<Buoy> buoys,
        @Default("{}") Light light,
        @NotEmpty @Default("[a]") List<String> names,
        @Text Optional<Mark> seal) {

    enum Kind {
        SOFT,
        HARD_CORAL,

        @Spelled("x86_64")
        MACHINE
    }

    record Buoy(String id, @Spelled("class") @Default("1") int rank) {
        Buoy {
            if (id.equals("none")) {
                throw new IllegalArgumentException("a buoy needs an id of its own");
            }
        }
    }

    record Light(@Default("red") String colour) {}

    record Mark(String text) {
        Mark {
            if (text.length() != 2) {
                throw new IllegalArgumentException("a mark has two letters: " + text);
            }
        }
    }
}
