package dev.atoll.node.render;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import java.util.List;

/** What differs between two texts, as lines of a unified diff. */
public final class TextDiff {
    private static final int CONTEXT = 3;

    private TextDiff() {}

    /**
     * The lines of a unified diff, two of them the names of the texts; none if they are equal.
     *
     * @param before the name of the old text
     * @param after the name of the new text
     */
    public static List<String> unified(String before, String oldText, String after, String newText) {
        List<String> old = lines(oldText);
        Patch<String> patch = DiffUtils.diff(old, lines(newText));
        return UnifiedDiffUtils.generateUnifiedDiff(before, after, old, patch, CONTEXT);
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : text.lines().toList();
    }
}
