package dev.atoll.packages.solver;

import java.util.Arrays;

/** A growing list of ints. */
final class IntList {
    private static final int[] EMPTY = {};

    private int[] items = EMPTY;
    private int size;

    int size() {
        return size;
    }

    int get(int index) {
        return items[index];
    }

    void set(int index, int value) {
        items[index] = value;
    }

    void add(int value) {
        if (size == items.length) {
            items = Arrays.copyOf(items, Math.max(4, size * 2));
        }
        items[size++] = value;
    }

    void truncate(int newSize) {
        size = newSize;
    }

    boolean contains(int item, int from) {
        for (int i = from; i < size; i++) {
            if (items[i] == item) {
                return true;
            }
        }
        return false;
    }

    int[] toArray() {
        return Arrays.copyOf(items, size);
    }
}
