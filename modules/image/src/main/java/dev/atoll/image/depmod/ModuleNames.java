package dev.atoll.image.depmod;

import dev.atoll.disk.tree.TreePath;
import java.util.Optional;

/** The spellings that module names and aliases are compared in. */
final class ModuleNames {
    private ModuleNames() {}

    /** The name of a module by its file: up to the first dot, underscores for hyphens. */
    static String ofPath(String path) {
        String name = TreePath.name(path);
        int dot = name.indexOf('.');
        return (dot < 0 ? name : name.substring(0, dot)).replace('-', '_');
    }

    /** An alias with underscores for hyphens except in brackets; empty if the brackets do not match. */
    static Optional<String> alias(String alias) {
        StringBuilder normal = new StringBuilder(alias.length());
        int at = 0;
        while (at < alias.length()) {
            char c = alias.charAt(at);
            if (c == ']') {
                return Optional.empty();
            }
            int end = at + 1;
            if (c == '[') {
                end = alias.indexOf(']', at) + 1;
                if (end == 0) {
                    return Optional.empty();
                }
            }
            normal.append(c == '-' ? "_" : alias.substring(at, end));
            at = end;
        }
        return Optional.of(normal.toString());
    }
}
