package dev.atoll.node.render;

import dev.atoll.node.config.Group;
import dev.atoll.node.config.Unit;
import dev.atoll.node.config.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A rendering as a document.
 *
 * @param paths everything below the root, by path
 * @param groups that are added
 * @param users that are added
 * @param units whose state is set
 */
public record RenderingListing(
        List<Listed> paths, List<Group> groups, List<User> users, Map<String, Unit.State> units) {
    public RenderingListing {
        paths = List.copyOf(paths);
        groups = List.copyOf(groups);
        users = List.copyOf(users);
        units = Map.copyOf(units);
    }

    /**
     * One path.
     *
     * @param path below the root; of lines that are added, that of the image's file
     * @param type {@code file}, {@code added}, {@code fetched}, {@code directory} or {@code link}
     * @param mode in octal; not of links
     * @param owner user
     * @param group group
     * @param text of a file or of lines that are added
     * @param url of a file that is fetched
     * @param sha256 of a file that is fetched
     * @param target of a link
     * @param origin the key of the configuration
     */
    public record Listed(
            String path,
            String type,
            Optional<String> mode,
            String owner,
            String group,
            Optional<String> text,
            Optional<String> url,
            Optional<String> sha256,
            Optional<String> target,
            String origin) {}

    /** Lists a rendering. */
    public static RenderingListing of(Rendering rendering) {
        List<Listed> paths = new ArrayList<>();
        rendering.entries().forEach((path, entry) -> paths.add(listed(path, entry)));
        return new RenderingListing(paths, rendering.groups(), rendering.users(), rendering.units());
    }

    private static Listed listed(String path, Entry entry) {
        Optional<String> none = Optional.empty();
        Optional<String> mode = Optional.of("%04o".formatted(entry.mode()));
        String owner = entry.owner();
        String group = entry.group();
        String origin = entry.origin();
        return switch (entry.content()) {
            case EntryContent.Text(String text) ->
                new Listed(path, "file", mode, owner, group, Optional.of(text), none, none, none, origin);
            case EntryContent.Appended(String text) ->
                new Listed(path, "added", none, owner, group, Optional.of(text), none, none, none, origin);
            case EntryContent.Fetched(String url, String sha256) ->
                new Listed(
                        path, "fetched", mode, owner, group, none, Optional.of(url), Optional.of(sha256), none, origin);
            case EntryContent.Directory() ->
                new Listed(path, "directory", mode, owner, group, none, none, none, none, origin);
            case EntryContent.Link(String target) ->
                new Listed(path, "link", none, owner, group, none, none, none, Optional.of(target), origin);
        };
    }

    /** The same for people, line by line. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Listed it : paths) {
            String owner = it.mode()
                    .map(mode -> "  " + mode + " " + it.owner() + ":" + it.group())
                    .orElse("");
            String added = it.type().equals("added") ? "+" : "";
            String what = it.target()
                    .map(target -> " -> " + target)
                    .or(() -> it.url()
                            .map(url -> " <- " + url + " sha256 " + it.sha256().orElse("")))
                    .orElse(it.type().equals("directory") ? "/" : "");
            lines.add(it.path() + added + what + owner + "  (" + it.origin() + ")");
            it.text().ifPresent(text -> text.lines().forEach(line -> lines.add("    " + line)));
        }
        groups.forEach(it -> lines.add("group " + it.name()));
        users.forEach(it -> lines.add("user " + it.name()));
        units.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(it -> lines.add(it.getValue().name().toLowerCase(Locale.ROOT) + " " + it.getKey()));
        return lines;
    }
}
