package dev.atoll.image.sbom;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.image.inventory.ImagePackage;
import dev.atoll.image.inventory.Inventory;
import dev.atoll.store.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What an image is made of.
 *
 * @param name of the image line
 * @param version of the image
 * @param date of the image, seconds since 1970
 * @param digest SHA-256 over the list of packages and the image's names
 * @param parts its packages, by name; last what the Java runtime was linked from
 */
public record Bill(String name, String version, long date, Digest digest, List<Part> parts) {
    private static final int LARGEST_COPYRIGHT = 4 << 20;

    public Bill {
        parts = List.copyOf(parts);
    }

    /**
     * A package.
     *
     * @param purl its package URL
     * @param licences what its copyright file says
     * @param linked whether it is not in the image itself, but the Java runtime was linked from it
     */
    public record Part(ImagePackage item, String purl, Licences licences, boolean linked) {
        /** A name that identifies the package in a document: letters, digits, dots and hyphens. */
        public String id() {
            return plain(item.name() + "-" + item.architecture());
        }
    }

    /** A name with only the characters that identifiers of SPDX take. */
    static String plain(String text) {
        return text.replaceAll("[^A-Za-z0-9.-]", "-");
    }

    /**
     * Gathers a bill from a root file system.
     *
     * @param date of the image, seconds since 1970
     * @throws SbomException if the image does not say what it is made of
     */
    public static Bill of(FileTree tree, long date) {
        Inventory inventory = Inventory.read(tree)
                .filter(it -> !it.packages().isEmpty())
                .orElseThrow(() -> new SbomException(
                        "the image does not say what it is made of: it has no /" + Inventory.PATH,
                        "build it again with this version of atoll"));
        String release = text(tree, "usr/lib/os-release").orElse("");
        String distribution = text(tree, "etc/debian_version")
                .map(text -> text.strip().replaceAll("[./].*", ""))
                .filter(text -> text.matches("[0-9]+"))
                .map(text -> "debian-" + text)
                .orElse("");
        Map<String, String> names = names(release);
        byte[] list = text(tree, Inventory.PATH).orElse("").concat(release).getBytes(StandardCharsets.UTF_8);
        return new Bill(
                names.getOrDefault("IMAGE_ID", names.getOrDefault("ID", "image")),
                names.getOrDefault("IMAGE_VERSION", names.getOrDefault("VERSION_ID", "0")),
                date,
                Digest.of(list),
                Stream.concat(
                                inventory.packages().stream().map(item -> part(tree, item, distribution, false)),
                                inventory.runtime().stream().map(item -> part(tree, item, distribution, true)))
                        .toList());
    }

    private static Part part(FileTree tree, ImagePackage item, String distribution, boolean linked) {
        return new Part(item, purl(item, distribution), licences(tree, item), linked);
    }

    private static Licences licences(FileTree tree, ImagePackage item) {
        return text(tree, "usr/share/doc/" + item.name() + "/copyright")
                .map(text -> Copyright.licences(plain(item.name()), text))
                .orElse(Licences.UNKNOWN);
    }

    private static Map<String, String> names(String release) {
        Map<String, String> names = new TreeMap<>();
        release.lines().filter(line -> line.contains("=")).forEach(line -> {
            int equals = line.indexOf('=');
            names.put(line.substring(0, equals), line.substring(equals + 1).replaceAll("^[\"']|[\"']$", ""));
        });
        return names;
    }

    private static Optional<String> text(FileTree tree, String path) {
        return tree.resolve(path)
                .flatMap(tree::get)
                .filter(node -> node instanceof Node.File file && file.content().size() <= LARGEST_COPYRIGHT)
                .map(node -> new String(((Node.File) node).content().bytes(), StandardCharsets.UTF_8));
    }

    private static String purl(ImagePackage item, String distribution) {
        TreeMap<String, String> qualifiers = new TreeMap<>();
        qualifiers.put("arch", item.architecture());
        if (!distribution.isEmpty()) {
            qualifiers.put("distro", distribution);
        }
        item.sourcePackage()
                .filter(source -> !source.equals(item.name()))
                .ifPresent(source -> qualifiers.put("upstream", source));
        try {
            return new PackageURL("deb", "debian", item.name(), item.version(), qualifiers, null).canonicalize();
        } catch (MalformedPackageURLException e) {
            throw new SbomException(
                    "no package URL can name " + item.name() + " " + item.version(), "rename the package");
        }
    }
}
