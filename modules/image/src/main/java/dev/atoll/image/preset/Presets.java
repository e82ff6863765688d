package dev.atoll.image.preset;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Enables the system units of a list and no others, and masks units. One exception, as with the tool: where instances of a
 * template are listed, links of its other instances that a package ships stay.
 */
public final class Presets {
    private static final String CLOSING = "disable *\n";

    private Presets() {}

    /**
     * Writes {@code 00-image.preset}, which enables the list and closes with {@code disable *}, and
     * {@code 99-default.preset}, which closes in its place should a node override the first; then applies them as
     * {@code systemctl preset-all} would, and masks units by links to {@code /dev/null}.
     *
     * <p>{@code default.target} in {@code etc} counts as an enablement link of its target and goes unless that target is
     * in the list, as with the tool: set the default target afterwards, or in {@code usr/lib}.
     *
     * @param enable names of units, with their type; instances of templates ({@code getty@tty1.service}) or a template
     *     with a default instance
     * @param mask names of units that nothing may start
     * @param mtime of what is written, seconds since 1970
     * @return units of {@code enable} that have no {@code [Install]} section, so enabling them does nothing: other units
     *     start them, or nothing does
     * @throws PresetException with every unit of the lists that is unknown, with near names, or cannot be enabled or
     *     masked
     */
    public static List<String> apply(FileTree tree, List<String> enable, List<String> mask, long mtime) {
        return apply(tree, Scope.SYSTEM, PresetLists.check(tree, Scope.SYSTEM, enable, mask), mtime);
    }

    /**
     * The same for units of users' managers, as {@code systemctl --global preset-all} would: links go to
     * {@code etc/systemd/user}.
     *
     * @throws PresetException as {@link #apply}
     */
    public static List<String> applyToUsers(FileTree tree, List<String> enable, long mtime) {
        return apply(tree, Scope.USER, PresetLists.check(tree, Scope.USER, enable, List.of()), mtime);
    }

    private static List<String> apply(FileTree tree, Scope scope, PresetLists lists, long mtime) {
        write(tree, scope, "00-image.preset", lines(lists) + CLOSING, mtime);
        write(tree, scope, "99-default.preset", CLOSING, mtime);
        Set<String> masks = lists.mask().stream().map(UnitName::toString).collect(Collectors.toSet());
        UnitFiles units = new UnitFiles(tree, scope, masks);
        Enablement enablement = new Enablement(tree, units, mtime);
        enablement.disable(others(units, lists));
        enablement.enable(lists.enable());
        lists.mask().forEach(name -> mask(tree, units, name, mtime));
        return lists.enable().stream()
                .filter(name -> units.find(name) instanceof UnitFiles.Unit unit
                        && units.install(name, unit).isEmpty())
                .map(UnitName::toString)
                .toList();
    }

    private static String lines(PresetLists lists) {
        return lists.lines().stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static void write(FileTree tree, Scope scope, String name, String text, long mtime) {
        tree.mkdirs(scope.presets(), Metadata.root(0755, mtime));
        tree.put(TreePath.join(scope.presets(), name), new Node.File(Metadata.root(0644, mtime), Content.of(text)));
    }

    /** Every unit file that no line of the list is about; a template is spoken for by its instances. */
    private static Set<UnitName> others(UnitFiles units, PresetLists lists) {
        Set<UnitName> others = new LinkedHashSet<>();
        for (String text : units.names()) {
            UnitName name = UnitName.parse(text).orElseThrow();
            boolean listed = lists.enable().stream()
                    .anyMatch(wanted -> wanted.equals(name)
                            || (wanted.isInstance() && wanted.template().equals(name)));
            if (!listed && units.find(name) instanceof UnitFiles.Unit) {
                others.add(name);
            }
        }
        return others;
    }

    private static void mask(FileTree tree, UnitFiles units, UnitName name, long mtime) {
        tree.mkdirs(units.config(), Metadata.root(0755, mtime));
        tree.put(
                TreePath.join(units.config(), name.toString()),
                new Node.Symlink(Metadata.root(0777, mtime), "/dev/null"));
    }
}
