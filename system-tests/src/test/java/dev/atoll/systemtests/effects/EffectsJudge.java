package dev.atoll.systemtests.effects;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import dev.atoll.image.alternative.Alternative;
import dev.atoll.image.layout.PathPatterns;
import dev.atoll.image.layout.TreeLayout;
import dev.atoll.image.layout.UnpackedPackage;
import dev.atoll.systemtests.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Runs real tools on a copy of a tree without Atoll's results, and says where their results differ from Atoll's. Tools
 * of the tree are used as they are; those that an image leaves out (update-alternatives, pam-auth-update,
 * update-ca-certificates) are added from the same sources, without what they would add to the question.
 *
 * <p>Each method runs its tools and gives one line a difference. What is never compared: times, extended attributes,
 * and what the rules in its description except.
 */
public final class EffectsJudge implements AutoCloseable {
    private static final List<String> TOOLS =
            List.of("dpkg", "perl-base", "debconf", "debianutils", "libpam-runtime", "ca-certificates", "openssl");
    /** What the tools bring beside themselves that would change what they are asked. */
    private static final PathPatterns NOT_OF_TOOLS = new PathPatterns(List.of(
            "etc/**",
            "boot/**",
            "usr/lib/systemd/**",
            "usr/lib/sysusers.d/**",
            "usr/share/ca-certificates/**",
            "usr/share/pam-configs/**",
            "usr/share/debianutils/**",
            "usr/share/man/**",
            "usr/share/doc/**",
            "usr/share/base-passwd/**",
            "var/**"));

    private final Composition composition;
    private final FileTree ours;
    private final ReferenceTree reference;
    private boolean hasTools;

    private EffectsJudge(Composition composition, ReferenceTree reference) {
        this.composition = composition;
        this.ours = composition.composed().tree();
        this.reference = reference;
    }

    /** A judge of one composition, with a copy of its tree below a directory. */
    public static EffectsJudge of(Composition composition, Path directory) {
        FileTree bare = composition.bare();
        // Our preset files are what the tool is asked, not what it answers.
        for (String presets : List.of("usr/lib/systemd/system-preset", "usr/lib/systemd/user-preset")) {
            composition.composed().tree().below(presets).forEach((path, node) -> {
                bare.mkdirs(TreePath.parent(path), node.metadata().withMode(0755));
                bare.put(path, node);
            });
        }
        Path root = directory.resolve("reference");
        return new EffectsJudge(composition, ReferenceTree.write(bare, root, composition.date()));
    }

    /** The copy, for further questions. */
    public ReferenceTree reference() {
        return reference;
    }

    /**
     * {@code pwconv}, {@code grpconv} and {@code systemd-sysusers}. Numbers that the tool may choose are Atoll's from the
     * registry, so of these it is only asked that they are the registry's.
     */
    public List<String> accounts() {
        return new AccountsJudge(composition, reference).differences();
    }

    /** What all judges find, in an order in which none disturbs another. */
    public List<String> all() {
        return Stream.<Supplier<List<String>>>of(
                        this::loader,
                        this::accounts,
                        this::units,
                        this::userUnits,
                        this::modules,
                        this::certificates,
                        this::shells,
                        this::alternatives,
                        this::pam)
                .flatMap(judge -> judge.get().stream())
                .toList();
    }

    /** {@code systemctl mask} and {@code preset-all}. */
    public List<String> units() {
        for (String unit : composition.definition().mask()) {
            reference.run("systemctl", "mask", unit).succeeded();
        }
        // It fails for units that it cannot enable, after all the rest is done.
        reference.run("systemctl", "preset-all");
        return links("etc/systemd/system");
    }

    /** {@code systemctl --global preset-all}. */
    public List<String> userUnits() {
        reference.run("systemctl", "--global", "preset-all");
        return links("etc/systemd/user");
    }

    private List<String> links(String directory) {
        return differences(directory, path -> ours.get(path).orElse(null) instanceof Node.Symlink || isLink(path));
    }

    private boolean isLink(String path) {
        return Files.isSymbolicLink(reference.root().resolve(path));
    }

    /** {@code depmod}: every file it writes, byte by byte. */
    public List<String> modules() {
        String version = composition.composed().kernelVersion();
        reference.run("depmod", version).succeeded();
        return differences("usr/lib/modules/" + version, path -> path.contains("/modules."));
    }

    /**
     * {@code ldconfig}: the cache and the links beside libraries; the auxiliary cache is for the tool alone. A tree
     * without a cache may have libraries only where the loader looks by itself.
     */
    public List<String> loader() {
        reference.run("ldconfig").succeeded();
        Predicate<String> libraries = path -> path.matches("(usr|opt)/.*\\.so(\\..*)?");
        Stream<String> links = Stream.of("usr", "opt")
                .flatMap(directory -> TreeDifferences.of(
                        ours,
                        reference.read(directory),
                        path -> path.startsWith(directory + "/") && libraries.test(path))
                        .stream());
        Stream<String> cache = ours.contains("etc/ld.so.cache")
                ? LoaderCaches.differences(
                        bytes(ours, "etc/ld.so.cache"), bytes(reference.read("etc"), "etc/ld.so.cache"))
                        .stream()
                : reference
                        .run("ldconfig", "-p")
                        .succeeded()
                        .output()
                        .lines()
                        .filter(line -> line.contains(" => "))
                        .map(line -> line.substring(line.indexOf(" => ") + 4))
                        .filter(path -> !path.matches("/(usr/)?lib(/[a-z0-9_]+-linux-gnu)?/[^/]+"))
                        .map(path -> path + " is found by the tool's cache, and Atoll made none");
        return Stream.concat(links, cache).toList();
    }

    private static byte[] bytes(FileTree tree, String path) {
        return tree.get(path).orElse(null) instanceof Node.File file
                ? file.content().bytes()
                : new byte[0];
    }

    /** {@code update-ca-certificates --fresh}, given Atoll's list of certificates. */
    public List<String> certificates() {
        addTools();
        ours.get("etc/ca-certificates.conf").ifPresent(node -> {
            if (node instanceof Node.File list && !reference.has("etc/ca-certificates.conf")) {
                write("etc/ca-certificates.conf", list.content().bytes());
            }
        });
        if (!reference.has("etc/ca-certificates.conf")) {
            return List.of();
        }
        reference.makeDirectory("etc/ssl/certs");
        reference.makeDirectory("usr/local/share/ca-certificates");
        reference.run("update-ca-certificates", "--fresh").succeeded();
        return differences("etc/ssl/certs", path -> true);
    }

    /**
     * {@code update-alternatives}, called by each package's own {@code postinst}, of which nothing else runs, in the
     * order of packages' names; and with what effects declare.
     */
    public List<String> alternatives() {
        addTools();
        call("update-alternatives");
        composition.packages().stream()
                .flatMap(unpacked -> composition.effects().of(unpacked.name()).stream())
                .distinct()
                .flatMap(effect -> effect.alternatives().stream())
                .forEach(this::callDeclared);
        FileTree theirs = reference.read("etc/alternatives");
        Predicate<String> below = path -> path.startsWith("etc/alternatives/") && !path.endsWith("/README");
        Stream<String> middle = TreeDifferences.of(ours, theirs, below).stream();
        Predicate<String> links = path -> leadsToAlternative(ours, path) || leadsToAlternative(path);
        Stream<String> outer = Stream.of("usr", "etc")
                .flatMap(directory -> TreeDifferences.of(
                        ours, reference.read(directory), path -> path.startsWith(directory + "/") && links.test(path))
                        .stream());
        return Stream.concat(middle, outer).toList();
    }

    /** Runs packages' scripts in the order of their names, where no program but one does anything. */
    private void call(String program) {
        composition.packages().stream()
                .sorted(Comparator.comparing(UnpackedPackage::name))
                .flatMap(unpacked -> unpacked.payload().scripts().stream())
                .filter(script ->
                        script.name().equals("postinst") && script.text().contains(program))
                .forEach(script -> {
                    write("postinst", script.text().getBytes(StandardCharsets.UTF_8));
                    String call = "command_not_found_handle() { return 0; }; %s() {"
                            + " PATH=/usr/sbin:/usr/bin command %s \"$@\" || true; }; PATH=/nowhere; . /postinst configure ''";
                    reference.run("bash", "-c", call.formatted(program, program));
                });
    }

    /** What an effect declares because nobody can read it from the script: a call with variables, or one that depends. */
    private void callDeclared(Alternative choice) {
        List<String> words = new ArrayList<>(
                List.of("update-alternatives", "--log", "/dev/null", "--install", "/" + choice.link(), choice.name()));
        words.addAll(List.of("/" + choice.path(), Integer.toString(choice.priority())));
        choice.followers()
                .forEach(follower -> words.addAll(
                        List.of("--slave", "/" + follower.link(), follower.name(), "/" + follower.path())));
        if (reference.has(choice.path())) {
            reference.run(words.toArray()).succeeded();
        }
    }

    private static boolean leadsToAlternative(FileTree tree, String path) {
        return tree.get(path).orElse(null) instanceof Node.Symlink link
                && link.target().startsWith("/etc/alternatives/");
    }

    private boolean leadsToAlternative(String path) {
        try {
            return isLink(path)
                    && Files.readSymbolicLink(reference.root().resolve(path)).startsWith("/etc/alternatives");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> differences(String directory, Predicate<String> selected) {
        FileTree theirs = reference.read(directory);
        return TreeDifferences.of(
                ours, theirs, path -> (path + "/").startsWith(directory + "/") && selected.test(path));
    }

    /** {@code pam-auth-update}: the stacks that the definition does not bring itself. */
    public List<String> pam() {
        addTools();
        List<String> own = reference.read("etc/pam.d").children("etc/pam.d");
        if (!reference.has("usr/share/pam/common-auth")) {
            return List.of();
        }
        reference.run("/usr/sbin/pam-auth-update", "--package", "--force").succeeded();
        return differences(
                "etc/pam.d", path -> path.matches("etc/pam.d/common-[a-z-]+") && !own.contains(TreePath.name(path)));
    }

    /**
     * {@code update-shells}, then {@code add-shell} called by each package's own {@code postinst}, of which nothing else
     * runs; unless the definition brings the list.
     */
    public List<String> shells() {
        addTools();
        if (reference.has("etc/shells") || !reference.has("usr/share/debianutils/shells")) {
            return List.of();
        }
        reference.run("update-shells").succeeded();
        call("add-shell");
        return differences("etc", "etc/shells"::equals);
    }

    private void addTools() {
        if (hasTools) {
            return;
        }
        hasTools = true;
        Composition.Fetched tools = composition.others(TOOLS);
        reference.add(TreeLayout.of(tools.unpack(), NOT_OF_TOOLS, List.of(), composition.date()));
        for (String directory : List.of("var/lib/dpkg/alternatives", "var/lib/pam", "var/cache/debconf")) {
            reference.makeDirectory(directory);
        }
        reference.makeDirectory("etc/alternatives");
        reference.makeDirectory("var/lib/dpkg/info");
        String templates = Command.of("dpkg-deb", "-I", tools.file("libpam-runtime"), "templates")
                .run()
                .succeeded()
                .output();
        write("var/lib/dpkg/info/libpam-runtime.templates", templates.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String path, byte[] bytes) {
        try {
            Files.write(reference.root().resolve(path), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the copy. */
    @Override
    public void close() {
        reference.close();
    }
}
