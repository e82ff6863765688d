package dev.atoll.image.depmod;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A binary index of libkmod: keys to values with priorities, as a path-compressed trie over 7-bit characters.
 *
 * <p>Layout, numbers big-endian: magic, version, place of the root. A node is its prefix with a NUL if it has one; first
 * and last character of its children and a place for each between; the number of values, and for each its priority and
 * its text with a NUL. A place is an offset in the file with flags for the three parts in the high bits; 0 is no child.
 */
final class IndexTrie {
    private static final int MAGIC = 0xB007F457;
    private static final int VERSION = 2 << 16 | 1;
    private static final int HEADER = 12;
    private static final int HAS_PREFIX = 0x80000000;
    private static final int HAS_VALUES = 0x40000000;
    private static final int HAS_CHILDREN = 0x20000000;
    private static final int LARGEST = 0x0fffffff;
    private static final int CHARACTERS = 128;

    private record Value(int priority, String text) {}

    private static final class Node {
        private String prefix;
        private List<Value> values = new ArrayList<>(1);
        private Node[] children = NO_CHILDREN;
        private int first = CHARACTERS;
        private int last;
        private int size;
        private int total;

        private Node(String prefix) {
            this.prefix = prefix;
        }

        private void child(char c, Node child) {
            if (children.length == 0) {
                children = new Node[CHARACTERS];
            }
            children[c] = child;
            first = Math.min(first, c);
            last = Math.max(last, c);
        }

        private int place(int offset) {
            return offset
                    | (prefix.isEmpty() ? 0 : HAS_PREFIX)
                    | (values.isEmpty() ? 0 : HAS_VALUES)
                    | (children.length == 0 ? 0 : HAS_CHILDREN);
        }
    }

    private static final Node[] NO_CHILDREN = {};

    private final Node root = new Node("");

    /**
     * Adds a value to a key; values of a key come by priority, the latest of equal ones first.
     *
     * @throws IllegalArgumentException if key or value holds a character that is not in 1 to 127
     */
    void insert(String key, String value, int priority) {
        check(key);
        check(value);
        Node node = root;
        int at = 0;
        while (true) {
            int common = common(node.prefix, key, at);
            if (common < node.prefix.length()) {
                split(node, common);
            }
            at += common;
            if (at == key.length()) {
                add(node, value, priority);
                return;
            }
            char c = key.charAt(at);
            Node child = node.children.length == 0 ? null : node.children[c];
            at++;
            if (child == null) {
                child = new Node(key.substring(at));
                node.child(c, child);
                add(child, value, priority);
                return;
            }
            node = child;
        }
    }

    private static void check(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == 0 || text.charAt(i) >= CHARACTERS) {
                throw new IllegalArgumentException("\"" + text + "\" holds a character that is not 7-bit ASCII");
            }
        }
    }

    private static int common(String prefix, String key, int from) {
        int common = 0;
        while (common < prefix.length()
                && from + common < key.length()
                && prefix.charAt(common) == key.charAt(from + common)) {
            common++;
        }
        return common;
    }

    /** Cuts a node's prefix; what follows goes into a new child with all the node had. */
    private static void split(Node node, int length) {
        Node rest = new Node(node.prefix.substring(length + 1));
        rest.values = node.values;
        rest.children = node.children;
        rest.first = node.first;
        rest.last = node.last;
        char c = node.prefix.charAt(length);
        node.prefix = node.prefix.substring(0, length);
        node.values = new ArrayList<>(1);
        node.children = NO_CHILDREN;
        node.first = CHARACTERS;
        node.last = 0;
        node.child(c, rest);
    }

    private static void add(Node node, String value, int priority) {
        int at = 0;
        while (at < node.values.size() && node.values.get(at).priority() < priority) {
            at++;
        }
        node.values.add(at, new Value(priority, value));
    }

    byte[] bytes() {
        long total = HEADER + (long) measure(root);
        if (total > LARGEST) {
            throw new IllegalArgumentException("an index of " + total + " bytes does not fit the format");
        }
        ByteBuffer out = ByteBuffer.allocate((int) total);
        out.putInt(MAGIC).putInt(VERSION).putInt(root.place(HEADER));
        write(root, out);
        return out.array();
    }

    private static int measure(Node node) {
        node.size = node.prefix.isEmpty() ? 0 : node.prefix.length() + 1;
        node.total = 0;
        if (node.children.length > 0) {
            node.size += 2 + (node.last - node.first + 1) * Integer.BYTES;
            for (Node child : node.children) {
                node.total = Math.addExact(node.total, child == null ? 0 : measure(child));
            }
        }
        if (!node.values.isEmpty()) {
            node.size += Integer.BYTES;
            for (Value value : node.values) {
                node.size += Integer.BYTES + value.text().length() + 1;
            }
        }
        node.total = Math.addExact(node.total, node.size);
        return node.total;
    }

    private static void write(Node node, ByteBuffer out) {
        int next = out.position() + node.size;
        if (!node.prefix.isEmpty()) {
            write(node.prefix, out);
        }
        if (node.children.length > 0) {
            out.put((byte) node.first).put((byte) node.last);
            for (int c = node.first; c <= node.last; c++) {
                Node child = node.children[c];
                out.putInt(child == null ? 0 : child.place(next));
                next += child == null ? 0 : child.total;
            }
        }
        if (!node.values.isEmpty()) {
            out.putInt(node.values.size());
            for (Value value : node.values) {
                out.putInt(value.priority());
                write(value.text(), out);
            }
        }
        for (Node child : node.children) {
            if (child != null) {
                write(child, out);
            }
        }
    }

    private static void write(String text, ByteBuffer out) {
        out.put(text.getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
    }
}
