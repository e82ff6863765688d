package dev.atoll.image.runtime;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.image.definition.Java;
import dev.atoll.image.definition.JavaProgram;
import dev.atoll.image.definition.LockedPackage;
import dev.atoll.image.layout.CompositionException;
import dev.atoll.image.layout.Placement;
import dev.atoll.packages.payload.Payload;
import dev.atoll.packages.payload.PayloadEntry;
import dev.atoll.packages.payload.PayloadStore;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Digest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;

/** Lays the Java runtime of a definition into a tree, and the programs that run on it. Not thread safe. */
public final class JavaRuntime {
    /** Where it lies, in the tree's form. */
    public static final String DIRECTORY = "usr/lib/atoll/java";

    private static final String PROGRAMS = "usr/lib/atoll/";
    private static final String ASKER = "java: of the definition";

    /** To be raised when the same modules are to be linked or cut otherwise. */
    private static final String KIND = "java-runtime-1";

    private final FileTree tree;
    private final Placement placement;
    private final long date;

    private JavaRuntime(FileTree tree, long date) {
        this.tree = tree;
        this.placement = new Placement(tree, date);
        this.date = date;
    }

    /**
     * Lays runtime and programs into a finished tree; everything belongs to root and has the image's date.
     *
     * @param jdk the package that {@code java.jdk} means
     * @param file its file
     * @param store keeps what was linked
     * @param date of the image, seconds since 1970
     * @throws CompositionException if it cannot be linked, something else is in its place, a program is not part of this
     *     Atoll, or the image lacks libraries
     * @throws dev.atoll.packages.deb.MalformedPackageException if the package is damaged
     */
    public static void lay(
            FileTree tree, Java java, LockedPackage jdk, Path file, ContentStore store, Programs programs, long date) {
        JavaRuntime runtime = new JavaRuntime(tree, date);
        runtime.lay(linked(java, jdk, file, store));
        java.programs().forEach(program -> runtime.lay(program, programs.classPath(program)));
        RuntimeLibraries.check(tree, DIRECTORY);
    }

    /** The runtime, linked now or earlier; paths are relative to its directory. */
    static Payload linked(Java java, LockedPackage jdk, Path file, ContentStore store) {
        SortedSet<String> modules = new TreeSet<>(java.modules());
        modules.add("java.base");
        RuntimeLink link = new RuntimeLink(store, jdk, file, modules);
        String madeOf = String.join("\n", KIND, jdk.sha256().hex(), link.linker(), String.join(" ", modules));
        String key = Digest.of(madeOf.getBytes(StandardCharsets.UTF_8)).hex() + "-" + KIND;
        return new PayloadStore(store).made(key, link::run);
    }

    private void lay(Payload runtime) {
        refuseOthers(DIRECTORY);
        placement.directory(DIRECTORY, ASKER);
        for (PayloadEntry entry : runtime.entries()) {
            Metadata metadata = Metadata.root(entry.mode(), date);
            Node node = switch (entry.type()) {
                case FILE -> new Node.File(metadata, Content.of(runtime.data(), entry.offset(), entry.size()));
                case SYMLINK -> new Node.Symlink(metadata, entry.link());
                case DIRECTORY, HARD_LINK, CHARACTER_DEVICE, BLOCK_DEVICE, FIFO ->
                    throw new IllegalStateException("a runtime has files and links only: " + entry);
            };
            placement.put(DIRECTORY + "/" + entry.path(), node, ASKER);
        }
    }

    private void lay(JavaProgram program, ClassPath classPath) {
        String directory = PROGRAMS + program.folder();
        refuseOthers(directory);
        classPath
                .jars()
                .forEach((name, jar) ->
                        placement.put(directory + "/" + name, new Node.File(Metadata.root(0644, date), jar), ASKER));
    }

    private void refuseOthers(String directory) {
        if (!tree.children(tree.resolve(directory).orElse(directory)).isEmpty()) {
            throw new CompositionException(
                    ASKER + " makes /" + directory + ", but something else puts files there",
                    "take them out of trees: and files:, or leave java: out");
        }
    }
}
