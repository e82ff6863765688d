package dev.atoll.node.render;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Entries as the parts of a configuration make them. For one rendering and one thread. */
final class Sheet {
    private final TreeMap<String, Entry> entries = new TreeMap<>();
    private final List<Clash> clashes = new ArrayList<>();

    /** A file of root's that all may read. */
    void text(String path, String text, String origin) {
        put(path, new Entry(new EntryContent.Text(text), 0644, "root", "root", origin));
    }

    /** Lines behind those of the image. */
    void append(String path, String text, String origin) {
        put(path, new Entry(new EntryContent.Appended(text), 0644, "root", "root", origin));
    }

    void link(String path, String target, String origin) {
        put(path, new Entry(new EntryContent.Link(target), 0777, "root", "root", origin));
    }

    void put(String path, Entry entry) {
        Entry old = entries.putIfAbsent(path, entry);
        if (old != null) {
            clashes.add(new Clash(path, old.origin(), entry.origin()));
        }
    }

    SortedMap<String, Entry> entries() {
        return entries;
    }

    List<Clash> clashes() {
        return clashes;
    }
}
