package dev.atoll.image.alternative;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.image.layout.Placement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the links of alternatives in a tree, as installing the choices one after the other would. */
public final class Alternatives {
    private static final String DIRECTORY = "etc/alternatives";
    private static final String BY = "an alternative";

    private Alternatives() {}

    /**
     * Makes the links. A choice or follower whose file the image has not is passed over; a file that stands where a link
     * would go stays, as the tool leaves it.
     *
     * @param choices in the order of installation, which decides between equal priorities as it does for the tool
     * @param date modification time of links, seconds since 1970
     */
    public static void apply(FileTree tree, List<Alternative> choices, long date) {
        Map<String, Group> groups = new TreeMap<>();
        for (Alternative choice : choices) {
            if (tree.resolve(choice.path()).isPresent()) {
                groups.computeIfAbsent(choice.name(), name -> new Group()).install(choice);
            }
        }
        groups.values().forEach(group -> group.link(tree, date));
    }

    /** All choices for one name. */
    private static final class Group {
        /** In the order in which the tool looks for the best: by path once written down, the newest last. */
        private List<Alternative> known = new ArrayList<>();

        private final Map<String, String> followers = new LinkedHashMap<>();
        private String link = "";

        void install(Alternative choice) {
            known.sort(Comparator.comparing(Alternative::path));
            int old = known.stream().map(Alternative::path).toList().indexOf(choice.path());
            if (old < 0) {
                known.add(choice);
            } else {
                known.set(old, choice);
            }
            link = choice.link();
            choice.followers().forEach(follower -> followers.put(follower.name(), follower.link()));
        }

        private Alternative best() {
            Alternative best = known.getFirst();
            for (Alternative choice : known) {
                best = choice.priority() > best.priority() ? choice : best;
            }
            return best;
        }

        void link(FileTree tree, long date) {
            Alternative best = best();
            Placement placement = new Placement(tree, date);
            put(tree, placement, link, best.name(), best.path(), date);
            for (Alternative.Follower follower : best.followers()) {
                String at = followers.getOrDefault(follower.name(), follower.link());
                if (tree.resolve(follower.path()).isPresent()) {
                    put(tree, placement, at, follower.name(), follower.path(), date);
                }
            }
        }
    }

    private static void put(FileTree tree, Placement placement, String link, String name, String path, long date) {
        String middle = DIRECTORY + "/" + name;
        placement.put(middle, new Node.Symlink(Metadata.root(0777, date), "/" + path), BY);
        Node old = tree.get(placement.locate(link, BY)).orElse(null);
        if (old == null || old instanceof Node.Symlink) {
            placement.put(link, new Node.Symlink(Metadata.root(0777, date), "/" + middle), BY);
        }
    }
}
