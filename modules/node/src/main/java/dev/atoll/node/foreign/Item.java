package dev.atoll.node.foreign;

import dev.atoll.document.Value;
import java.util.List;
import java.util.stream.IntStream;

/** A value and its path. */
record Item(Value value, String path) {
    /** The items of a list that say something; of anything else that alone. */
    static List<Item> of(Value value, String path) {
        if (!(value instanceof Value.Sequence list)) {
            return Cursor.isEmpty(value) ? List.of() : List.of(new Item(value, path));
        }
        return IntStream.range(0, list.items().size())
                .mapToObj(i -> new Item(list.items().get(i), path + "[" + i + "]"))
                .filter(item -> !Cursor.isEmpty(item.value()))
                .toList();
    }
}
