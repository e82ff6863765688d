package dev.atoll.systemtests.runtime;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.image.definition.Architecture;
import dev.atoll.image.definition.Definition;
import dev.atoll.image.definition.DefinitionReader;
import dev.atoll.image.definition.JavaProgram;
import dev.atoll.image.definition.LockedPackage;
import dev.atoll.image.layout.PathPatterns;
import dev.atoll.image.layout.TreeLayout;
import dev.atoll.image.layout.UnpackedPackage;
import dev.atoll.image.plan.Archives;
import dev.atoll.image.plan.ImageDate;
import dev.atoll.image.plan.ImagePlan;
import dev.atoll.image.runtime.ClassPath;
import dev.atoll.image.runtime.JavaRuntime;
import dev.atoll.image.runtime.Programs;
import dev.atoll.store.ContentStore;
import dev.atoll.store.DownloadProgress;
import dev.atoll.store.Downloads;
import dev.atoll.systemtests.Checkout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The definition of this test's resources, composed for an architecture.
 *
 * @param plan what it was made of
 * @param tree what came out
 */
record ComposedRuntime(ImagePlan plan, FileTree tree) {
    private static final Path DEFINITION = Checkout.root().resolve("system-tests/src/test/resources/runtime/java.yaml");
    private static final Programs PROGRAMS = new Programs(Map.of(JavaProgram.AGENT, () -> ClassPath.of(Hello.class)));

    /**
     * Composes.
     *
     * @param links the store in which linked runtimes are kept; packages are kept in the checkout's
     */
    static ComposedRuntime of(Architecture architecture, Path links) {
        Definition definition = DefinitionReader.read(DEFINITION, architecture);
        Path base = Optional.ofNullable(DEFINITION.getParent()).orElseThrow();
        ContentStore store = ContentStore.open(Checkout.store());
        Downloads downloads = new Downloads(store);
        Archives archives = Checkout.archives(definition.selection(), base, store);
        ImagePlan plan = ImagePlan.resolve(definition.selection(), archives);
        List<Path> files = plan.fetch(store, archives, wanted -> downloads.fetch(wanted, DownloadProgress.NONE));
        List<UnpackedPackage> packages = plan.unpack(store, files);
        long date = ImageDate.newest(packages);
        FileTree tree = TreeLayout.of(packages, new PathPatterns(List.of()), List.of(), date);
        LockedPackage jdk = plan.named(definition.java().orElseThrow().jdk());
        JavaRuntime.lay(
                tree,
                definition.java().orElseThrow(),
                jdk,
                files.get(plan.packages().indexOf(jdk)),
                ContentStore.open(links),
                PROGRAMS,
                date);
        return new ComposedRuntime(plan, tree);
    }

    /** Writes the tree to a disk, belonging to whoever does it. */
    void write(Path root) throws IOException {
        for (Map.Entry<String, Node> entry : tree.nodes().entrySet()) {
            Path path = root.resolve(entry.getKey());
            switch (entry.getValue()) {
                case Node.Directory directory -> Files.createDirectories(path);
                case Node.Symlink link -> Files.createSymbolicLink(path, Path.of(link.target()));
                case Node.File file -> {
                    try (InputStream in = file.content().open()) {
                        Files.copy(in, path);
                    }
                    boolean program = (file.metadata().mode() & 0111) != 0;
                    Files.setPosixFilePermissions(
                            path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
                }
                case Node.Special special -> throw new AssertionError("a device: " + entry.getKey());
            }
        }
    }
}
