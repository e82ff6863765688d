package dev.atoll.image.cabundle;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes the certificate authorities of a tree trusted, as {@code update-ca-certificates --fresh} does. */
public final class CaBundle {
    private static final String DIRECTORY = "etc/ssl/certs";
    private static final String BUNDLE = DIRECTORY + "/ca-certificates.crt";
    private static final Pattern HASH_LINK = Pattern.compile("[0-9a-f]{8}\\.r?\\d+");
    private static final Set<String> HASHED = Set.of("pem", "crt", "cer");
    private static final String HEADER =
            "# Trusted certificates, relative to /usr/share/ca-certificates; ! before one deselects it\n";

    private final FileTree tree;
    private final Trusted trusted;
    private final long mtime;
    /** What files hold that were read already: each is read for the bundle and by its link. */
    private final IdentityHashMap<Node.File, List<Certificates.Parsed>> certificates = new IdentityHashMap<>();

    private CaBundle(FileTree tree, long mtime) {
        this.tree = tree;
        this.trusted = new Trusted(tree);
        this.mtime = mtime;
    }

    /**
     * Puts the bundle and the links into {@code etc/ssl/certs} and, unless the tree has one that selects, writes
     * {@code etc/ca-certificates.conf} with every certificate that packages bring. A tree without certificates stays as
     * it is.
     *
     * @param mtime of what is written, seconds since 1970
     * @throws MalformedCertificateException naming the file, if one to be trusted holds no certificate
     */
    public static void apply(FileTree tree, long mtime) {
        CaBundle bundle = new CaBundle(tree, mtime);
        List<String> paths = bundle.trusted.paths();
        if (paths.isEmpty()) {
            return;
        }
        tree.mkdirs(DIRECTORY, Metadata.root(0755, mtime));
        bundle.writeConfiguration();
        bundle.removeOldLinks();
        paths.forEach(bundle::link);
        bundle.writeBundle(paths);
        bundle.linkByHash();
    }

    private void writeConfiguration() {
        if (trusted.configuration().isEmpty()) {
            StringBuilder text = new StringBuilder(HEADER);
            trusted.listed().forEach(name -> text.append(name).append('\n'));
            put(Trusted.CONFIGURATION, Content.of(text.toString()));
        }
    }

    private void removeOldLinks() {
        for (String name : tree.children(DIRECTORY)) {
            String path = TreePath.join(DIRECTORY, name);
            if (tree.get(path).orElseThrow() instanceof Node.Symlink link
                    && (HASH_LINK.matcher(name).matches()
                            || link.target().contains("share/ca-certificates/")
                            || tree.resolve(path).isEmpty())) {
                tree.remove(path);
            }
        }
    }

    private void link(String path) {
        String name = TreePath.name(path);
        String plain = name.substring(0, name.length() - ".crt".length())
                .replaceAll("[ ,]", "_")
                .replaceAll("[()]", "=");
        putLink(plain + ".pem", "/" + path);
    }

    private void writeBundle(List<String> paths) {
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        for (String path : paths) {
            Node.File file = trusted.file(path).orElseThrow();
            if (certificates(path, file).isEmpty()) {
                throw new MalformedCertificateException(path, "it holds no certificate in PEM form");
            }
            byte[] pem = file.content().bytes();
            bundle.writeBytes(pem);
            if (pem[pem.length - 1] != '\n') {
                bundle.write('\n');
            }
        }
        put(BUNDLE, Content.of(bundle.toByteArray()));
    }

    /** Numbers count certificates of one hash in the order of names; a certificate under two names is linked once. */
    private void linkByHash() {
        Map<String, Integer> next = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (String name : tree.children(DIRECTORY)) {
            String path = TreePath.join(DIRECTORY, name);
            String type = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            Optional<Node.File> file = trusted.file(path);
            if (path.equals(BUNDLE) || !HASHED.contains(type) || file.isEmpty()) {
                continue;
            }
            List<Certificates.Parsed> found = certificates(path, file.get());
            // Links are for single certificates only.
            if (found.size() == 1 && seen.add(found.getFirst().der())) {
                String hash = found.getFirst().subjectHash();
                putLink(hash + "." + (next.merge(hash, 1, Integer::sum) - 1), name);
            }
        }
    }

    private List<Certificates.Parsed> certificates(String path, Node.File file) {
        return certificates.computeIfAbsent(
                file, it -> Certificates.read(path, it.content().bytes()));
    }

    private void put(String path, Content content) {
        tree.put(path, new Node.File(Metadata.root(0644, mtime), content));
    }

    private void putLink(String name, String target) {
        tree.put(TreePath.join(DIRECTORY, name), new Node.Symlink(Metadata.root(0777, mtime), target));
    }
}
