package dev.atoll.node.render;

/** What an entry is. */
public sealed interface EntryContent {
    /**
     * A file.
     *
     * @param text in UTF-8
     */
    record Text(String text) implements EntryContent {}

    /**
     * A file that is fetched before the configuration holds.
     *
     * @param url http or https
     * @param sha256 of what comes, 64 hexadecimal digits
     */
    record Fetched(String url, String sha256) implements EntryContent {}

    /**
     * Lines behind those of the image's file of the same path.
     *
     * @param text whole lines
     */
    record Appended(String text) implements EntryContent {}

    /** A directory. */
    record Directory() implements EntryContent {}

    /**
     * A symbolic link.
     *
     * @param target as written into it
     */
    record Link(String target) implements EntryContent {}
}
