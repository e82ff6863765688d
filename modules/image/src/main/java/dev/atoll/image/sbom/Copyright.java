package dev.atoll.image.sbom;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Copyright files of Debian packages: paragraphs of fields if they follow the machine-readable format, else plain text.
 * Nothing in them can make the reading fail; what is not understood is kept as text.
 */
final class Copyright {
    private static final Pattern FORMAT = Pattern.compile(
            "(?i)\\s*Format(?:-Specification)?:\\s*\\S*(?:copyright-format|dep5?)\\S*.*", Pattern.DOTALL);
    private static final Pattern OR = Pattern.compile(",?\\s+or\\s+");
    private static final Pattern AND = Pattern.compile(",?\\s+and\\s+");
    private static final int LONGEST_NAME = 64;

    private final String packageName;
    private final String whole;
    private final Map<String, String> bodies = new TreeMap<>();
    private final Map<String, String> texts = new TreeMap<>();

    private Copyright(String packageName, String whole) {
        this.packageName = packageName;
        this.whole = whole;
    }

    /**
     * What a file says.
     *
     * @param packageName for the names of references: letters, digits, dots and hyphens
     */
    static Licences licences(String packageName, String text) {
        return new Copyright(packageName, text).licences();
    }

    private Licences licences() {
        if (whole.isBlank()) {
            return Licences.UNKNOWN;
        }
        List<String> names = FORMAT.matcher(whole).matches() ? names() : List.of();
        if (names.isEmpty()) {
            return new Licences(reference("copyright", whole), texts);
        }
        TreeSet<String> expressions = new TreeSet<>();
        names.forEach(name -> expressions.add(alternatives(name)));
        boolean several = expressions.size() > 1;
        List<String> parts = expressions.stream()
                .map(it -> several && it.contains(" OR ") ? "(" + it + ")" : it)
                .toList();
        return new Licences(String.join(" AND ", parts), texts);
    }

    /** The names that paragraphs of files give; texts of all licences are collected on the way. */
    private List<String> names() {
        List<String> names = new ArrayList<>();
        for (String paragraph : whole.replace("\r", "").split("\n(?:[ \t]*\n)+", -1)) {
            Map<String, String> fields = fields(paragraph);
            String licence = fields.get("license");
            if (licence == null) {
                continue;
            }
            int end = licence.indexOf('\n');
            String name = (end < 0 ? licence : licence.substring(0, end)).strip();
            if (end > 0) {
                bodies.putIfAbsent(name, licence.substring(end + 1));
            }
            if (!name.isEmpty() && (fields.containsKey("files") || fields.containsKey("format"))) {
                names.add(name);
            }
        }
        return names;
    }

    /** Fields by lower-case name; continued lines lose their blank, lines with only a dot are empty ones. */
    private static Map<String, String> fields(String paragraph) {
        Map<String, StringBuilder> fields = new LinkedHashMap<>();
        StringBuilder current = new StringBuilder();
        for (String line : paragraph.split("\n", -1)) {
            int colon = line.indexOf(':');
            if (line.startsWith("#")) {
                continue;
            }
            if (line.startsWith(" ") || line.startsWith("\t")) {
                current.append('\n').append(line.strip().equals(".") ? "" : line.substring(1));
            } else if (colon > 0) {
                current = new StringBuilder(line.substring(colon + 1).strip());
                fields.putIfAbsent(line.substring(0, colon).toLowerCase(java.util.Locale.ROOT), current);
            }
        }
        Map<String, String> result = new LinkedHashMap<>();
        fields.forEach((name, value) -> result.put(name, value.toString()));
        return result;
    }

    /** "or" binds less than "and", section 7.2 of the format. */
    private String alternatives(String name) {
        TreeSet<String> choices = new TreeSet<>();
        for (String choice : OR.split(name, -1)) {
            TreeSet<String> all = new TreeSet<>();
            for (String one : AND.split(choice, -1)) {
                all.add(single(one.strip()));
            }
            choices.add(all.size() > 1 ? "(" + String.join(" AND ", all) + ")" : all.first());
        }
        String expression = String.join(" OR ", choices);
        return choices.size() == 1 && expression.startsWith("(")
                ? expression.substring(1, expression.length() - 1)
                : expression;
    }

    private String single(String name) {
        return LicenceNames.spdx(name).orElseGet(() -> reference(name, bodies.getOrDefault(name, whole)));
    }

    private String reference(String name, String text) {
        String plain = Bill.plain(name);
        String id = "LicenseRef-" + packageName + "-" + plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
        texts.putIfAbsent(id, text.strip().isEmpty() ? name : text.strip());
        return id;
    }
}
