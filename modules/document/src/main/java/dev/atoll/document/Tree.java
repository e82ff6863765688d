package dev.atoll.document;

import java.util.List;

/**
 * A document that is bound to no record.
 *
 * @param root its value; nothing, if the document is empty
 * @param problems what is wrong with it although it could be read: keys that stand twice (the last counts) or are not
 *     text, tags (the value is read without), a second document (it is not read)
 */
public record Tree(Value root, List<Problem> problems) {
    public Tree {
        problems = List.copyOf(problems);
    }
}
