package dev.atoll.image.inventory;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of packages, one a regular file in the tree's order, as runs of equal ones. */
record OwnerRuns(List<Run> runs) {
    private static final Pattern RUN = Pattern.compile("([0-9]{1,6})(?:\\*([0-9]{1,7}))?");

    record Run(int number, int count) {}

    OwnerRuns {
        runs = List.copyOf(runs);
    }

    static OwnerRuns of(FileTree tree, Map<Path, Integer> payloads) {
        List<Run> runs = new ArrayList<>();
        for (Node node : tree.nodes().values()) {
            if (node instanceof Node.File file) {
                int number = file.content() instanceof Content.Slice slice ? payloads.getOrDefault(slice.file(), 0) : 0;
                Run last = runs.isEmpty() ? new Run(-1, 0) : runs.getLast();
                if (last.number == number) {
                    runs.set(runs.size() - 1, new Run(number, last.count + 1));
                } else {
                    runs.add(new Run(number, 1));
                }
            }
        }
        return new OwnerRuns(runs);
    }

    /** The runs of a text; of one that is broken, none. */
    static OwnerRuns parse(String text) {
        List<Run> runs = new ArrayList<>();
        for (String part : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
            Matcher run = RUN.matcher(part);
            if (!run.matches()) {
                return new OwnerRuns(List.of());
            }
            runs.add(
                    new Run(Integer.parseInt(run.group(1)), run.group(2) == null ? 1 : Integer.parseInt(run.group(2))));
        }
        return new OwnerRuns(runs);
    }

    String text() {
        List<String> parts = new ArrayList<>();
        runs.forEach(run -> parts.add(run.count == 1 ? "" + run.number : run.number + "*" + run.count));
        return String.join(" ", parts);
    }

    Map<String, ImagePackage> assign(FileTree tree, List<ImagePackage> packages) {
        List<String> files = tree.nodes().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Node.File)
                .map(Map.Entry::getKey)
                .toList();
        long count = runs.stream().mapToLong(Run::count).sum();
        if (count != files.size()) {
            return Map.of();
        }
        Map<String, ImagePackage> owners = new HashMap<>();
        int at = 0;
        for (Run run : runs) {
            for (int i = 0; i < run.count; i++, at++) {
                if (run.number > 0 && run.number <= packages.size()) {
                    owners.put(files.get(at), packages.get(run.number - 1));
                }
            }
        }
        return owners;
    }
}
