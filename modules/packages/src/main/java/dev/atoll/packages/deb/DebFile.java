package dev.atoll.packages.deb;

import dev.atoll.packages.PackageScript;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the control archive of a Debian package holds; the data archive is shown to a visitor while reading.
 *
 * @param control the fields of its control file
 * @param scripts its maintainer scripts and triggers, in the order stored
 * @param conffiles absolute paths of its configuration files, in the order written
 */
public record DebFile(ControlFields control, List<PackageScript> scripts, List<String> conffiles) {
    private static final Set<String> SCRIPTS = Set.of("preinst", "postinst", "prerm", "postrm", "config", "triggers");
    private static final int MAX_FORMAT = 64;
    private static final int MAX_CONTROL_FILES = 1 << 23;
    private static final long MAX_CONTROL = 1L << 28;
    private static final long MAX_DATA = 1L << 36;

    public DebFile {
        scripts = List.copyOf(scripts);
        conffiles = List.copyOf(conffiles);
    }

    /**
     * Reads a package from its first byte to its last, but of the data archive only what the visitor wants.
     *
     * @param name what to call it in errors
     * @param in its bytes; not closed
     * @param data told what the data archive holds
     * @throws MalformedPackageException if it is not a sound package of format 2
     * @throws IOException of the visitor
     */
    public static DebFile read(String name, InputStream in, TarVisitor data) throws IOException {
        ArReader archive = new ArReader(new Source(in, name, "", Long.MAX_VALUE));
        ControlArchive contents = control(name, archive);
        tar(name, archive, next(name, archive, "data.tar"), "data.tar", MAX_DATA, data);
        while (archive.next().isPresent()) {
            // later versions of the format may add members at the end
        }
        return contents.finish();
    }

    /**
     * Reads no further than a package's control file.
     *
     * @param name what to call it in errors
     * @param in its bytes; not closed
     * @return the control file as it stands in the package
     * @throws MalformedPackageException if it is not a sound package of format 2 so far
     */
    public static byte[] controlFile(String name, InputStream in) throws IOException {
        ArReader archive = new ArReader(new Source(in, name, "", Long.MAX_VALUE));
        return control(name, archive).control;
    }

    private static ControlArchive control(String name, ArReader archive) throws IOException {
        format(name, archive, next(name, archive, "debian-binary"));
        ArReader.Member control = next(name, archive, "control.tar");
        ControlArchive contents = new ControlArchive(name, control.name());
        tar(name, archive, control, "control.tar", MAX_CONTROL, contents);
        return contents;
    }

    private static void format(String name, ArReader archive, ArReader.Member member) throws IOException {
        byte[] bytes = archive.contents(member).readNBytes(MAX_FORMAT);
        if (!new String(bytes, StandardCharsets.ISO_8859_1).startsWith("2.")) {
            throw new MalformedPackageException(name, member.name(), "it is not of format 2");
        }
    }

    private static ArReader.Member next(String name, ArReader archive, String base) {
        while (true) {
            Optional<ArReader.Member> member = archive.next();
            if (member.isEmpty()) {
                throw new MalformedPackageException(name, base, "it is missing");
            }
            if (!member.get().name().startsWith("_")) {
                if (!member.get().name().startsWith(base)) {
                    throw new MalformedPackageException(name, member.get().name(), base + " should stand in its place");
                }
                return member.get();
            }
        }
    }

    private static void tar(
            String name, ArReader archive, ArReader.Member member, String base, long most, TarVisitor visitor)
            throws IOException {
        Compression compression = Compression.of(member.name(), base)
                .orElseThrow(() -> new MalformedPackageException(
                        name, member.name(), "only gzip, xz and zstd compression are understood"));
        try (Source bytes = compression.source(archive.contents(member), name, member.name(), most)) {
            TarReader.read(bytes, visitor);
        }
    }

    /** Collects the control archive's files. */
    private static final class ControlArchive implements TarVisitor {
        private final String name;
        private final String member;
        private final List<PackageScript> scripts = new ArrayList<>();
        private byte[] control = {};
        private byte[] conffiles = {};
        private final Set<String> seen = new HashSet<>();
        private long left = MAX_CONTROL_FILES;

        ControlArchive(String name, String member) {
            this.name = name;
            this.member = member;
        }

        @Override
        public void member(TarEntry entry, InputStream contents) throws IOException {
            if (entry.kind() != TarEntry.Kind.FILE) {
                return;
            }
            if (entry.path().equals("control")) {
                control = bytes(entry, contents);
            } else if (entry.path().equals("conffiles")) {
                conffiles = bytes(entry, contents);
            } else if (SCRIPTS.contains(entry.path())) {
                scripts.add(PackageScript.of(entry.path(), bytes(entry, contents)));
            }
        }

        private byte[] bytes(TarEntry entry, InputStream contents) throws IOException {
            if (!seen.add(entry.path())) {
                throw new MalformedPackageException(name, member + " " + entry.path(), "it stands there twice");
            }
            left -= entry.size();
            if (left < 0) {
                throw new MalformedPackageException(
                        name,
                        member + " " + entry.path(),
                        "control file and scripts have more than " + MAX_CONTROL_FILES + " bytes");
            }
            return contents.readNBytes((int) entry.size());
        }

        DebFile finish() throws IOException {
            ControlFields fields = ControlReader.of(new ByteArrayInputStream(control), name + ", control")
                    .next()
                    .orElseThrow(() -> new MalformedPackageException(name, member, "it has no control file"));
            List<String> paths = new String(conffiles, StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith("/"))
                    .toList();
            return new DebFile(fields, scripts, paths);
        }
    }
}
