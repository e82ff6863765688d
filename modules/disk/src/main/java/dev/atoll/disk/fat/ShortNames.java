package dev.atoll.disk.fat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The unique 8.3 names of one directory's entries, sections 6.1 and 7.4. The same names always get the same ones. */
final class ShortNames {
    private static final String ALLOWED = "$%'-_@~`!(){}^#&";
    private static final int BASIS = 6;

    private final Set<String> taken = new HashSet<>();
    private final Map<String, Integer> lastTail = new HashMap<>();

    private ShortNames() {}

    /** Short names in the order of {@code names}, which differ in more than case; 11 characters, padded, no dot. */
    static List<String> of(List<String> names) {
        ShortNames shortNames = new ShortNames();
        // Names that have the short form as they are come first, so that no made-up name takes theirs.
        List<Optional<String>> plain = names.stream().map(ShortNames::plain).toList();
        plain.forEach(name -> name.ifPresent(shortNames.taken::add));
        List<String> all = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            all.add(plain.get(i).orElseGet(() -> shortNames.numbered(name)));
        }
        return all;
    }

    /** Whether the short name says the name completely, so that no long name is needed. */
    static boolean says(String shortName, String name) {
        String base = shortName.substring(0, FatLayout.SHORT_BASE_LENGTH).stripTrailing();
        String extension = shortName.substring(FatLayout.SHORT_BASE_LENGTH).stripTrailing();
        return name.equals(extension.isEmpty() ? base : base + "." + extension);
    }

    /** The check sum of a short name that its long name's entries carry, section 7.2. */
    static int checksum(byte[] shortName) {
        int sum = 0;
        for (byte b : shortName) {
            sum = (((sum & 1) << 7) + (sum >> 1) + b) & 0xff;
        }
        return sum;
    }

    /** The name in upper case, if that is a short name. */
    private static Optional<String> plain(String name) {
        int dot = name.indexOf('.');
        String base = dot < 0 ? name : name.substring(0, dot);
        String extension = dot < 0 ? "" : name.substring(dot + 1);
        boolean fits = !base.isEmpty()
                && base.length() <= FatLayout.SHORT_BASE_LENGTH
                && extension.length() <= FatLayout.SHORT_NAME_LENGTH - FatLayout.SHORT_BASE_LENGTH
                && (dot < 0 || !extension.isEmpty())
                && (base + extension).chars().allMatch(c -> allowed(upper((char) c)));
        return fits ? Optional.of(padded(mapped(base), mapped(extension))) : Optional.empty();
    }

    private String numbered(String name) {
        int dot = name.lastIndexOf('.');
        String base = mapped(dot <= 0 ? name : name.substring(0, dot));
        String extension = dot <= 0 ? "" : mapped(name.substring(dot + 1));
        base = base.isEmpty() ? "_" : base.substring(0, Math.min(BASIS, base.length()));
        extension = extension.substring(0, Math.min(3, extension.length()));
        String basis = padded(base, extension);
        while (true) {
            String tail = "~" + lastTail.merge(basis, 1, Integer::sum);
            int kept = Math.min(base.length(), FatLayout.SHORT_BASE_LENGTH - tail.length());
            String candidate = padded(base.substring(0, kept) + tail, extension);
            if (taken.add(candidate)) {
                return candidate;
            }
        }
    }

    private static String padded(String base, String extension) {
        return base
                + " ".repeat(FatLayout.SHORT_BASE_LENGTH - base.length())
                + extension
                + " ".repeat(FatLayout.SHORT_NAME_LENGTH - FatLayout.SHORT_BASE_LENGTH - extension.length());
    }

    /** In upper case, without blanks and dots, all else that short names cannot have as an underscore. */
    private static String mapped(String part) {
        StringBuilder mapped = new StringBuilder(part.length());
        for (int i = 0; i < part.length(); i++) {
            char c = upper(part.charAt(i));
            if (c != ' ' && c != '.') {
                mapped.append(allowed(c) ? c : '_');
            }
        }
        return mapped.toString();
    }

    private static char upper(char c) {
        return c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
    }

    private static boolean allowed(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || ALLOWED.indexOf(c) >= 0;
    }
}
