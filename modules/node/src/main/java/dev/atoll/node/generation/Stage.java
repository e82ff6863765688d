package dev.atoll.node.generation;

import dev.atoll.document.Documents;
import dev.atoll.node.account.AccountFiles;
import dev.atoll.node.account.Accounts;
import dev.atoll.node.account.KnownIds;
import dev.atoll.node.config.Secret;
import dev.atoll.node.config.Unit;
import dev.atoll.node.linux.Command;
import dev.atoll.node.linux.Mounts;
import dev.atoll.node.render.Rendering;
import dev.atoll.node.render.RenderingListing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Makes a generation: lays a rendering over the image's {@code /etc} in a place of its own, where the image's programs check
 * it, and keeps what differs from the image. The running system sees nothing of it. Needs root.
 */
public final class Stage implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final List<String> WORKPLACES = List.of("run", "tmp");

    private final NodePaths paths;
    private final Generations generations;
    private final int number;
    private final Path part;
    private final Path root;
    private KnownIds ids = KnownIds.NONE;
    private VarFiles varFiles = VarFiles.NONE;

    private Stage(NodePaths paths, Generations generations, int number) {
        this.paths = paths;
        this.generations = generations;
        this.number = number;
        this.part = paths.generations().resolve(number + ".part");
        this.root = paths.stage();
    }

    /**
     * Opens an empty stage: the image as it is.
     *
     * @throws dev.atoll.node.linux.CommandException if something cannot be mounted
     */
    public static Stage open(NodePaths paths) throws IOException {
        Generations generations = new Generations(paths);
        Stage stage = new Stage(paths, generations, generations.next());
        stage.mount();
        return stage;
    }

    private void mount() throws IOException {
        Files.createDirectories(paths.image());
        Files.createDirectories(root);
        if (!Mounts.isMounted(paths.image())) {
            Mounts.bind(paths.root(), paths.image());
        }
        unmount(); // what a killed process left
        Generations.remove(part);
        Files.createDirectories(part.resolve("etc"));
        Files.createDirectories(part.resolve("work"));
        Mounts.bind(paths.image(), root);
        Mounts.overlay(
                List.of(paths.image().resolve("etc")), part.resolve("etc"), part.resolve("work"), root.resolve("etc"));
        Mounts.bind(Path.of("/dev"), root.resolve("dev"));
        Mounts.bind(Path.of("/proc"), root.resolve("proc"));
        // Programs that check something want room to work.
        for (String directory : WORKPLACES) {
            Mounts.memory(root.resolve(directory));
        }
    }

    /** The system as it would be, for programs that check it. */
    public Path root() {
        return root;
    }

    /**
     * Lays a rendering over the image.
     *
     * @param secrets gives the text of a secret
     * @param fetched gives the file that holds what was fetched, by its SHA-256
     * @throws dev.atoll.node.account.AccountException if the image cannot have these accounts
     * @throws StageException if the image lacks something, or has something else at a path
     */
    public void lay(Rendering rendering, Function<Secret, String> secrets, Function<String, Path> fetched)
            throws IOException {
        KnownIds known = Files.exists(paths.ids()) ? Documents.read(paths.ids(), KnownIds.class) : KnownIds.NONE;
        Path etc = root.resolve("etc");
        Accounts.Merged accounts =
                Accounts.merge(accountFiles(etc), rendering.groups(), rendering.users(), known, secrets);
        Owners owners = Owners.of(accounts.files());
        if (!rendering.users().isEmpty() || !rendering.groups().isEmpty()) {
            EtcWriter.replace(etc.resolve("passwd"), accounts.files().passwd());
            EtcWriter.replace(etc.resolve("group"), accounts.files().group());
            EtcWriter.replace(etc.resolve("shadow"), accounts.files().shadow());
            EtcWriter.replace(etc.resolve("gshadow"), accounts.files().gshadow());
        }
        EtcWriter writer = new EtcWriter(root, part.resolve("var"), owners, fetched);
        rendering.entries().forEach(writer::write);
        writer.finish();
        varFiles = writer.varFiles();
        varFiles.writeList(part);
        states(rendering);
        ids = accounts.ids();
        Documents.writeJson(part.resolve("rendering.json"), RenderingListing.of(rendering));
    }

    private static AccountFiles accountFiles(Path etc) throws IOException {
        return new AccountFiles(
                read(etc.resolve("passwd")),
                read(etc.resolve("group")),
                read(etc.resolve("shadow")),
                read(etc.resolve("gshadow")));
    }

    private static String read(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    }

    /** By the image's own systemctl, which knows what its units say of themselves. */
    private void states(Rendering rendering) {
        for (Unit.State state : List.of(Unit.State.DISABLED, Unit.State.ENABLED)) {
            List<String> units = rendering.units().entrySet().stream()
                    .filter(it -> it.getValue() == state)
                    .map(it -> it.getKey())
                    .toList();
            if (units.isEmpty()) {
                continue;
            }
            List<String> words = new ArrayList<>(inside(
                    "systemctl", "--quiet", "--no-warn", state == Unit.State.ENABLED ? "enable" : "disable", "--"));
            words.addAll(units);
            Command.Ended ended = Command.run(LIMIT, words);
            if (!ended.ok()) {
                throw new StageException("units cannot be " + state.name().toLowerCase(Locale.ROOT) + ": "
                        + ended.output().strip());
            }
        }
    }

    /** Words of a command that runs a program of the image on the stage. */
    public List<String> inside(String... words) {
        List<String> all = new ArrayList<>(List.of("chroot", root.toString()));
        all.addAll(List.of(words));
        return all;
    }

    /**
     * Keeps the stage as a generation.
     *
     * @param text the configuration
     * @param facts what is known of it; its number is this stage's
     */
    public Generation finish(String text, Function<Integer, Generation> facts) throws IOException {
        unmount();
        Generations.remove(part.resolve("work"));
        Generation generation = facts.apply(number);
        Documents.write(part.resolve("node.yaml"), text.getBytes(StandardCharsets.UTF_8));
        Documents.writeJson(part.resolve(Generations.FACTS), generation);
        Command.check(LIMIT, List.of("sync", "-f", part.toString()));
        // Before the generation: a number that it gives may be on a disk a moment later.
        Documents.writeJson(paths.ids(), ids);
        generations.add(part, number);
        return generation;
    }

    /** The layers of the state that the stage has now. */
    public EtcState state() {
        return new EtcState(List.of(part.resolve("etc"), paths.image().resolve("etc")));
    }

    /** Files and directories of {@code /var}, as they are to be. */
    VarFiles varFiles() {
        return varFiles;
    }

    /** Takes the stage down. A stage that was not finished leaves nothing. */
    @Override
    public void close() throws IOException {
        unmount();
        Generations.remove(part);
    }

    private void unmount() {
        List<String> mounts = new ArrayList<>(WORKPLACES);
        mounts.addAll(List.of("proc", "dev", "etc", ""));
        for (String mount : mounts) {
            if (Mounts.isMounted(root.resolve(mount))) {
                Mounts.unmount(root.resolve(mount));
            }
        }
    }
}
