package dev.atoll.image.depmod;

import java.util.ArrayList;
import java.util.List;

/** What {@code modules.builtin} and {@code modules.builtin.modinfo} say about modules built into the kernel. */
final class BuiltinModules {
    /** One {@code MODULE.KEY=VALUE} of {@code modules.builtin.modinfo}. */
    record Information(String module, String key, String value) {}

    private BuiltinModules() {}

    /** Names with underscores for hyphens, in the order of the file. */
    static List<String> names(ModuleDirectory directory) {
        List<String> names = new ArrayList<>();
        for (String line : directory.lines("modules.builtin")) {
            if (!line.isEmpty() && Character.isLetter(line.charAt(0))) {
                names.add(ModuleNames.ofPath(line));
            }
        }
        return names;
    }

    /** In the order of the file; entries that are not of the form are passed over. */
    static List<Information> information(ModuleDirectory directory) {
        List<Information> information = new ArrayList<>();
        for (String entry : directory.text("modules.builtin.modinfo").split("\0", -1)) {
            int dot = entry.indexOf('.');
            int equals = entry.indexOf('=', dot + 1);
            if (dot > 0 && equals > 0) {
                information.add(new Information(
                        entry.substring(0, dot), entry.substring(dot + 1, equals), entry.substring(equals + 1)));
            }
        }
        return information;
    }
}
