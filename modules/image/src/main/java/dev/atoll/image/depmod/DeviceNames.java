package dev.atoll.image.depmod;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines of {@code modules.devname}: device nodes to make before the module that serves them is loaded. */
final class DeviceNames {
    private static final Pattern MAJOR = Pattern.compile("(char|block)-major-(\\d{1,9})-(\\d{1,9}).*");
    private static final String NAME = "devname:";

    private DeviceNames() {}

    /** The line of a module; empty if its aliases do not give a device's name together with its numbers. */
    static Optional<String> line(KernelModule module) {
        String name = "";
        String numbers = "";
        for (String alias : module.aliases()) {
            Matcher major = MAJOR.matcher(alias);
            if (alias.startsWith(NAME)) {
                name = alias.substring(NAME.length());
            } else if (major.matches()) {
                numbers = major.group(1).charAt(0) + number(major.group(2)) + ":" + number(major.group(3));
            }
            if (!name.isEmpty() && !numbers.isEmpty()) {
                return Optional.of(module.name() + " " + name + " " + numbers + "\n");
            }
        }
        return Optional.empty();
    }

    private static String number(String digits) {
        return Integer.toString(Integer.parseInt(digits));
    }
}
