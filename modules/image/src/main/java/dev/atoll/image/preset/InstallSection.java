package dev.atoll.image.preset;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the {@code [Install]} sections of a unit and its drop-ins say, as they are written. */
final class InstallSection {
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']++|\"[^\"]*+\"|'[^']*+')++");

    private final List<String> aliases = new ArrayList<>();
    private final List<String> wantedBy = new ArrayList<>();
    private final List<String> requiredBy = new ArrayList<>();
    private final List<String> upheldBy = new ArrayList<>();
    private final List<String> also = new ArrayList<>();
    private String defaultInstance = "";

    List<String> aliases() {
        return aliases;
    }

    List<String> wantedBy() {
        return wantedBy;
    }

    List<String> requiredBy() {
        return requiredBy;
    }

    List<String> upheldBy() {
        return upheldBy;
    }

    List<String> also() {
        return also;
    }

    String defaultInstance() {
        return defaultInstance;
    }

    boolean isEmpty() {
        return aliases.isEmpty() && wantedBy.isEmpty() && requiredBy.isEmpty() && upheldBy.isEmpty() && also.isEmpty();
    }

    /** Adds a file: the unit's own first, then its drop-ins in their order. */
    void read(String text) {
        boolean inside = false;
        for (String line : joined(text)) {
            if (line.startsWith("[")) {
                inside = line.equals("[Install]");
            } else if (inside && line.indexOf('=') > 0) {
                int equals = line.indexOf('=');
                set(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
    }

    /** Lines without comments; those that end with a backslash joined with the next. */
    private static List<String> joined(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        for (String raw : text.split("\n", -1)) {
            String line = raw.strip();
            if (line.startsWith("#") || line.startsWith(";")) {
                continue;
            }
            if (line.endsWith("\\")) {
                open.append(line, 0, line.length() - 1).append(' ');
            } else {
                lines.add(open.append(line).toString().strip());
                open.setLength(0);
            }
        }
        return lines;
    }

    private void set(String key, String value) {
        switch (key) {
            case "Alias" -> extend(aliases, value);
            case "WantedBy" -> extend(wantedBy, value);
            case "RequiredBy" -> extend(requiredBy, value);
            case "UpheldBy" -> extend(upheldBy, value);
            case "Also" -> also.addAll(words(value));
            case "DefaultInstance" -> defaultInstance = value;
            default -> {}
        }
    }

    /** An empty value forgets what came before. */
    private static void extend(List<String> list, String value) {
        if (value.isEmpty()) {
            list.clear();
        }
        list.addAll(words(value));
    }

    private static List<String> words(String value) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(value);
        while (matcher.find()) {
            words.add(matcher.group().replace("\"", "").replace("'", ""));
        }
        return words;
    }
}
