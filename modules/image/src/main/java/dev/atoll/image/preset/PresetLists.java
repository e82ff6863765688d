package dev.atoll.image.preset;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import dev.atoll.document.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The lists of a definition, checked against the units of a tree. */
record PresetLists(Set<UnitName> enable, Set<UnitName> mask) {

    /** @throws PresetException with everything that is wrong in the lists */
    static PresetLists check(FileTree tree, Scope scope, List<String> enable, List<String> mask) {
        Checker checker = new Checker(tree, scope);
        Set<UnitName> enabled = new LinkedHashSet<>();
        enable.forEach(text -> checker.known(text).filter(checker::canBeEnabled).ifPresent(enabled::add));
        Set<UnitName> masked = new LinkedHashSet<>();
        mask.forEach(text -> checker.known(text).filter(checker::canBeMasked).ifPresent(masked::add));
        checker.checkTogether(enabled, masked);
        if (!checker.problems.isEmpty()) {
            throw new PresetException(checker.problems);
        }
        return new PresetLists(enabled, masked);
    }

    /** Lines of a preset file; the instances of a template stand on one line, since only the first that matches counts. */
    List<String> lines() {
        Map<String, String> lines = new LinkedHashMap<>();
        for (UnitName name : enable) {
            String key = name.isInstance() ? name.template().toString() : name.toString();
            String line = lines.getOrDefault(key, "enable " + key);
            lines.put(key, name.isInstance() ? line + " " + name.instance().orElse("") : line);
        }
        return List.copyOf(lines.values());
    }

    private static final class Checker {
        private final FileTree tree;
        private final UnitFiles units;
        private final List<Problem> problems = new ArrayList<>();

        private Checker(FileTree tree, Scope scope) {
            this.tree = tree;
            this.units = new UnitFiles(tree, scope, Set.of());
        }

        private Optional<UnitName> known(String text) {
            Optional<UnitName> name = UnitName.parse(text).filter(units::exists);
            if (name.isEmpty()) {
                List<String> near = NearNames.of(text, units.names());
                problem(
                        "unknown-unit",
                        "the image has no unit \"" + text + "\"",
                        near.isEmpty()
                                ? "add the package that has it, or remove it from the list"
                                : "did you mean " + String.join(" or ", near) + "?");
            }
            return name;
        }

        private boolean canBeEnabled(UnitName name) {
            switch (units.find(name)) {
                case UnitFiles.Alias alias ->
                    problem(
                            "unit-is-alias",
                            "unit " + name + " is only another name of " + alias.target(),
                            "enable " + alias.target());
                case UnitFiles.Masked m ->
                    problem("unit-is-masked", "unit " + name + " is masked by a file of the image", "remove that file");
                case UnitFiles.Unit u -> {
                    return true;
                }
                case UnitFiles.Absent a -> {}
            }
            return false;
        }

        private boolean canBeMasked(UnitName name) {
            boolean free =
                    !(tree.get(TreePath.join(units.config(), name.toString())).orElse(null) instanceof Node.File);
            if (!free) {
                problem(
                        "unit-in-etc",
                        "unit " + name + " cannot be masked, its file lies in " + units.config(),
                        "put the file into usr/lib/systemd/system, or leave it out");
            }
            return free;
        }

        private void checkTogether(Set<UnitName> enabled, Set<UnitName> masked) {
            for (UnitName name : enabled) {
                if (masked.contains(name)) {
                    problem("enabled-and-masked", "unit " + name + " is both enabled and masked", "decide for one");
                }
                if (name.isInstance() && enabled.contains(name.template())) {
                    problem(
                            "template-and-instances",
                            "both the template " + name.template() + " and its instance " + name + " are enabled",
                            "list each instance, and not the template");
                }
            }
        }

        private void problem(String code, String message, String hint) {
            problems.add(new Problem(code, message, Optional.empty(), Optional.of(hint)));
        }
    }
}
