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
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a {@code Packages} index: one paragraph a package, of which only what resolving and fetching need is kept. */
final class PackagesReader {
    private static final List<String> FIELDS = List.of(
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
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+._-]*+");

    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9.+:~-]++");
    private static final int MAX_PACKAGES = 1 << 21;
    private static final long MAX_SIZE = 1L << 40;

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
        List<Package> packages = new ArrayList<>();
        ControlReader paragraphs = ControlReader.of(in, subject, FIELDS);
        Optional<ControlFields> fields = paragraphs.next();
        while (fields.isPresent()) {
            String found = fields.get().text("Architecture");
            if (found.equals(architecture)) {
                packages.add(parse(fields.get(), architecture));
            } else if (found.equals("all")) {
                packages.add(parse(fields.get(), "all"));
            }
            if (packages.size() > MAX_PACKAGES) {
                throw new MalformedPackageException(subject, "", "more than " + MAX_PACKAGES + " packages");
            }
            fields = paragraphs.next();
        }
        return packages;
    }

    private Package parse(ControlFields fields, String itsArchitecture) {
        String name = fields.text("Package");
        try {
            return new Package(
                    like(NAME, need(fields, "Package"), "name"),
                    like(VERSION, need(fields, "Version"), "version"),
                    itsArchitecture,
                    repository,
                    requires(fields),
                    conflicts(fields),
                    relations.relations(fields.text("Provides")),
                    relations.relations(fields.text("Replaces")),
                    traits(fields),
                    path(need(fields, "Filename")),
                    size(need(fields, "Size")),
                    new Digest(need(fields, "SHA256")),
                    Math.multiplyExact(Long.parseLong("0" + fields.text("Installed-Size")), 1024L));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new MalformedPackageException(subject, "package " + name, String.valueOf(e.getMessage()), e);
        }
    }

    private List<Requirement> requires(ControlFields fields) {
        List<Requirement> before = relations.requirements(fields.text("Pre-Depends"));
        List<Requirement> depends = relations.requirements(fields.text("Depends"));
        return join(before, depends);
    }

    private List<Relation> conflicts(ControlFields fields) {
        return join(relations.relations(fields.text("Conflicts")), relations.relations(fields.text("Breaks")));
    }

    private Traits traits(ControlFields fields) {
        Traits.Importance importance = fields.text("Essential").equals("yes")
                ? Traits.Importance.ESSENTIAL
                : fields.text("Protected").equals("yes")
                                || fields.text("Important").equals("yes")
                        ? Traits.Importance.PROTECTED
                        : Traits.Importance.ORDINARY;
        Traits found = new Traits(
                Traits.MultiArch.of(fields.text("Multi-Arch")),
                importance,
                Traits.Priority.of(fields.text("Priority")));
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

    private static String need(ControlFields fields, String name) {
        String value = fields.text(name);
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
