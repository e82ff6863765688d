package dev.atoll.image.pam;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file of {@code /usr/share/pam-configs}: fields, of which some have lines of a stack below them.
 *
 * @param name of the file
 * @param fields by name; lines are separated by line feeds
 */
record PamProfile(String name, Map<String, String> fields) {
    private static final Pattern FIELD = Pattern.compile("(\\S+):\\s+(.*)", Pattern.DOTALL);
    private static final List<String> SESSION = List.of("-Type", "", "-Initial");

    /** Reads a file's text. */
    static PamProfile parse(String name, String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        String current = "";
        for (String line : text.lines().toList()) {
            Matcher field = FIELD.matcher(line + "\n");
            if (field.matches()) {
                current = field.group(1).replaceFirst("-Final$", "");
                fields.put(current, field.group(2).replaceFirst("\n$", ""));
            } else if (!line.isBlank()) {
                fields.merge(current, line.strip(), (before, more) -> (before + "\n" + more).stripLeading());
            }
        }
        if (!fields.getOrDefault("Session-Interactive-Only", "").equals("yes")) {
            for (String part : SESSION) {
                String value = fields.get("Session" + part);
                if (value != null) {
                    fields.put("Session-noninteractive" + part, value);
                }
            }
        }
        return new PamProfile(name, fields);
    }

    /** Whether it is used unless somebody decides otherwise; profiles with modules that are gone never are. */
    boolean isDefault() {
        return fields.getOrDefault("Default", "").equals("yes")
                && fields.values().stream().noneMatch(value -> value.contains("pam_tally"));
    }

    /** Higher goes first. */
    int priority() {
        String priority = fields.getOrDefault("Priority", "0").strip();
        return priority.matches("-?[0-9]{1,9}") ? Integer.parseInt(priority) : 0;
    }

    /** Names of profiles that it cannot be used with. */
    Set<String> conflicts() {
        return Set.copyOf(Arrays.asList(fields.getOrDefault("Conflicts", "").split(", ", -1)));
    }

    /** Whether it has lines for a block of a stack. */
    boolean isIn(String stack, String block) {
        return fields.getOrDefault(stack + "-Type", "").equals(block);
    }

    /** Its lines for a stack, which may be others where it comes first. */
    List<String> lines(String stack, boolean first) {
        String initial = first ? fields.getOrDefault(stack + "-Initial", "") : "";
        String lines = initial.isEmpty() ? fields.getOrDefault(stack, "") : initial;
        return lines.lines().filter(line -> !line.isEmpty()).toList();
    }
}
