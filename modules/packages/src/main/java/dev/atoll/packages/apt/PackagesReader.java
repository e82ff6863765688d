package dev.atoll.packages.apt;

import dev.atoll.packages.Package;
import dev.atoll.packages.Relation;
import dev.atoll.packages.Requirement;
import dev.atoll.packages.Traits;
import dev.atoll.packages.deb.ControlFields;
import dev.atoll.packages.deb.ControlReader;
import dev.atoll.packages.deb.MalformedPackageException;
import dev.atoll.packages.deb.RelationParser;
import dev.atoll.store.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a {@code Packages} index: one paragraph a package, of which only what resolving and fetching need is kept. */
final class PackagesReader {
    /** What is kept, the name first. */
    static final List<String> FIELDS = List.of(
            "Package",
            "Version",
            "Architecture",
            "Pre-Depends",
            "Depends",
            "Conflicts",
            "Breaks",
            "Provides",
            "Replaces",
            "Multi-Arch",
            "Essential",
            "Protected",
            "Important",
            "Priority",
            "Filename",
            "Size",
            "SHA256",
            "Installed-Size");
    /** As deb-control(5) allows them, and as older archives wrote them. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+._-]{0,999}+");

    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9.+:~-]++");
    private static final int MAX_PACKAGES = 1 << 21;
    private static final long MAX_SIZE = 1L << 40;
    /** In characters; a {@link PackageTable} has 65535 bytes for a name. */
    private static final int LONGEST_NAME = 10_000;

    private final String subject;
    private final String repository;
    private final String architecture;
    private final RelationParser relations;
    /** The same few traits stand in all packages. */
    private final Map<Traits, Traits> traits = new HashMap<>();

    /**
     * A reader for the indexes of one repository.
     *
     * @param subject names the index in errors
     */
    PackagesReader(String subject, String repository, String architecture) {
        this.subject = subject;
        this.repository = repository;
        this.architecture = architecture;
        this.relations = new RelationParser(architecture);
    }

    /**
     * Reads to the end.
     *
     * @throws MalformedPackageException if it is not a sound index
     */
    List<Package> read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        tabulate(in, new PackageTableWriter(bytes));
        return PackageTable.of(bytes.toByteArray(), this).orElseThrow().all();
    }

    /**
     * Writes the packages of an index as a table, to the end.
     *
     * @throws MalformedPackageException if it is not a sound index; what single packages say is looked at when they are
     *     asked for
     */
    void tabulate(InputStream in, PackageTableWriter table) throws IOException {
        ControlReader paragraphs = ControlReader.of(in, subject, FIELDS);
        int packages = 0;
        for (Optional<ControlFields> next = paragraphs.next(); next.isPresent(); next = paragraphs.next()) {
            ControlFields fields = next.get();
            String found = fields.text("Architecture");
            if (!found.equals(architecture) && !found.equals("all")) {
                continue;
            }
            if (++packages > MAX_PACKAGES) {
                throw new MalformedPackageException(subject, "", "more than " + MAX_PACKAGES + " packages");
            }
            String[] values = new String[FIELDS.size()];
            Arrays.setAll(values, i -> fields.text(FIELDS.get(i)));
            table.add(values, provided(values));
        }
        table.finish();
    }

    private List<String> provided(String[] values) {
        try {
            like(NAME, need(values, "Package"), "name");
            List<String> names = relations.relations(text(values, "Provides")).stream()
                    .map(Relation::name)
                    .toList();
            if (names.stream().anyMatch(name -> name.length() > LONGEST_NAME)) {
                throw new IllegalArgumentException("a name it provides has more than " + LONGEST_NAME + " characters");
            }
            return names;
        } catch (IllegalArgumentException e) {
            throw malformed(values, e);
        }
    }

    /**
     * A package.
     *
     * @param fields values of {@link #FIELDS}, empty for those it lacks
     * @throws MalformedPackageException if one of them is not as it has to be
     */
    Package parse(String[] fields) {
        try {
            return new Package(
                    like(NAME, need(fields, "Package"), "name"),
                    like(VERSION, need(fields, "Version"), "version"),
                    text(fields, "Architecture").equals(architecture) ? architecture : "all",
                    repository,
                    requires(fields),
                    conflicts(fields),
                    relations.relations(text(fields, "Provides")),
                    relations.relations(text(fields, "Replaces")),
                    traits(fields),
                    path(need(fields, "Filename")),
                    size(need(fields, "Size")),
                    new Digest(need(fields, "SHA256")),
                    Math.multiplyExact(Long.parseLong("0" + text(fields, "Installed-Size")), 1024L));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw malformed(fields, e);
        }
    }

    /** For a table whose check is right and whose contents are not: nothing of ours wrote it. */
    MalformedPackageException badTable(IndexOutOfBoundsException e) {
        return new MalformedPackageException(subject, "its table in the store", String.valueOf(e.getMessage()), e);
    }

    private MalformedPackageException malformed(String[] fields, RuntimeException e) {
        return new MalformedPackageException(
                subject, "package " + text(fields, "Package"), String.valueOf(e.getMessage()), e);
    }

    private static String text(String[] fields, String name) {
        return fields[FIELDS.indexOf(name)];
    }

    private List<Requirement> requires(String[] fields) {
        List<Requirement> before = relations.requirements(text(fields, "Pre-Depends"));
        List<Requirement> depends = relations.requirements(text(fields, "Depends"));
        return join(before, depends);
    }

    private List<Relation> conflicts(String[] fields) {
        return join(relations.relations(text(fields, "Conflicts")), relations.relations(text(fields, "Breaks")));
    }

    private Traits traits(String[] fields) {
        Traits.Importance importance = text(fields, "Essential").equals("yes")
                ? Traits.Importance.ESSENTIAL
                : text(fields, "Protected").equals("yes")
                                || text(fields, "Important").equals("yes")
                        ? Traits.Importance.PROTECTED
                        : Traits.Importance.ORDINARY;
        Traits found = new Traits(
                Traits.MultiArch.of(text(fields, "Multi-Arch")),
                importance,
                Traits.Priority.of(text(fields, "Priority")));
        return traits.computeIfAbsent(found, each -> each);
    }

    private static <T> List<T> join(List<T> first, List<T> second) {
        if (first.isEmpty() || second.isEmpty()) {
            return first.isEmpty() ? second : first;
        }
        List<T> both = new ArrayList<>(first.size() + second.size());
        both.addAll(first);
        both.addAll(second);
        return both;
    }

    private static String need(String[] fields, String name) {
        String value = text(fields, name);
        if (value.isEmpty()) {
            throw new IllegalArgumentException("no field " + name);
        }
        return value;
    }

    private static String like(Pattern pattern, String text, String what) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException("no " + what + " of a package: " + text);
        }
        return text;
    }

    private static long size(String text) {
        long size = Long.parseLong(text);
        if (size < 1 || size > MAX_SIZE) {
            throw new IllegalArgumentException("a file of " + size + " bytes");
        }
        return size;
    }

    private static String path(String raw) {
        String path = raw.startsWith("./") ? raw.substring(2) : raw;
        boolean odd = path.chars().anyMatch(c -> c < ' ' || c == '\\' || c == 0x7f);
        for (String component : path.split("/", -1)) {
            odd |= component.isEmpty() || component.equals(".") || component.equals("..");
        }
        if (odd) {
            throw new IllegalArgumentException("a file outside the repository: " + raw);
        }
        return path;
    }
}
