package dev.atoll.node.foreign;

import dev.atoll.document.Place;
import dev.atoll.document.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Units of a draft, by name: unit entries, files and links may speak of one. Not thread-safe. */
final class Units {
    private final Map<String, Unit> units = new LinkedHashMap<>();

    /** A unit of a draft. */
    static final class Unit {
        private final Text name;
        private final Place place;
        private final Map<String, Fields> dropIns = new LinkedHashMap<>();
        private Optional<Text> text = Optional.empty();
        private Optional<Text> state = Optional.empty();

        private Unit(Text name, Place place) {
            this.name = name;
            this.place = place;
        }

        /** Sets the unit file; one that was given before is a finding. */
        void text(Text contents, Findings findings) {
            text.ifPresent(it -> findings.lost(it, "the unit file is given again later", "keep one of them"));
            text = Optional.of(contents);
        }

        void dropIn(Text file, Text contents, Findings findings) {
            Fields fields = new Fields(file.place()).text("name", file).text("text", contents);
            if (dropIns.put(file.text(), fields) != null) {
                findings.changed(file, "there are two drop-ins of this name; this one is kept", "keep one of them");
            }
        }

        /** {@code enabled}, {@code disabled} or {@code masked}; one that was given before is a finding. */
        void state(Text word, Findings findings) {
            state.filter(it -> !it.text().equals(word.text()))
                    .ifPresent(it -> findings.lost(
                            it, "the unit becomes " + word.text() + " by what comes later", "remove one of them"));
            state = Optional.of(word);
        }
    }

    /**
     * The unit of a name; made if there is none yet.
     *
     * @param place where the foreign configuration says it
     */
    Unit unit(Text name, Place place) {
        return units.computeIfAbsent(name.text(), key -> new Unit(name, place));
    }

    /** The unit file that mounts something at a path, taken away from its unit. */
    Optional<Text> takeMount(String where) {
        for (Unit unit : units.values()) {
            boolean mounts = unit.name.text().endsWith(".mount")
                    && unit.text.stream()
                            .flatMap(it -> it.text().lines())
                            .anyMatch(line -> line.strip().equals("Where=" + where));
            if (mounts) {
                units.remove(unit.name.text());
                return unit.text;
            }
        }
        return Optional.empty();
    }

    List<Value> build() {
        List<Value> built = new ArrayList<>();
        for (Unit unit : units.values()) {
            Fields fields = new Fields(unit.place).text("name", unit.name).text("text", unit.text);
            fields.list(
                    "dropIns", unit.dropIns.values().stream().map(Fields::build).toList());
            built.add(fields.text("state", unit.state).build());
        }
        return built;
    }
}
