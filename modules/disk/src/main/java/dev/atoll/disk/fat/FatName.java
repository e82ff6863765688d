package dev.atoll.disk.fat;

/** Rules for long names, section 7.1. */
final class FatName {
    private static final String FORBIDDEN = "\"*/:<>?\\|";

    private FatName() {}

    /** What is wrong with a name, as the end of a sentence; empty if nothing is. */
    static String fault(String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            return "is reserved";
        }
        if (name.length() > FatLayout.MAX_NAME_UNITS) {
            return "is longer than " + FatLayout.MAX_NAME_UNITS + " UTF-16 units";
        }
        if (name.endsWith(".") || name.endsWith(" ")) {
            return "ends with a dot or blank, which FAT drops";
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < ' ' || c == 0x7f || FORBIDDEN.indexOf(c) >= 0) {
                return "has the character 0x" + Integer.toHexString(c) + ", which FAT forbids";
            }
        }
        return name.codePoints().anyMatch(c -> c >= 0xd800 && c < 0xe000) ? "has half a surrogate pair" : "";
    }

    /** The same for names that differ only in case. */
    static String folded(String name) {
        return name.codePoints()
                .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
