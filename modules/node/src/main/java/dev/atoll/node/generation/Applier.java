package dev.atoll.node.generation;

import dev.atoll.document.InvalidDocumentException;
import dev.atoll.node.change.ChangePlan;
import dev.atoll.node.change.PathChange;
import dev.atoll.node.change.Step;
import dev.atoll.node.check.NodeConfigReader;
import dev.atoll.node.config.Secret;
import dev.atoll.node.disk.PartitionChanges;
import dev.atoll.node.fetch.Supplies;
import dev.atoll.node.linux.BlockDevices;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Makes a node what a configuration says. One at a time: others wait for the lock. Needs root.
 *
 * <p>The running system is changed first and the choice for the next boot last; so after a reset at any moment the machine
 * has exactly the old or the new generation, and an attempt that is not confirmed is gone.
 */
public final class Applier {
    /** How many generations stay. */
    private static final int KEPT = 10;

    private final NodePaths paths;
    private final Generations generations;
    private final Unsettled unsettled;
    private final KernelAddons addons;
    private final EtcSwitch etc;
    private final Function<Secret, String> secrets;
    private final Supplies supplies;
    private final InstantSource clock;

    /**
     * For a machine.
     *
     * @param secrets gives the text of a secret
     * @param supplies brings what configurations need beside themselves
     * @param clock for the times of generations
     */
    public Applier(NodePaths paths, Function<Secret, String> secrets, Supplies supplies, InstantSource clock) {
        this.paths = paths;
        this.generations = new Generations(paths);
        this.unsettled = new Unsettled(paths);
        this.addons = new KernelAddons(paths);
        this.etc = new EtcSwitch(paths);
        this.secrets = secrets;
        this.supplies = supplies;
        this.clock = clock;
    }

    /**
     * What was done.
     *
     * @param generation the new one, or the old if nothing had to change
     * @param plan what differed, and what was done for it
     */
    public record Applied(int generation, ChangePlan plan) {}

    /**
     * What a configuration would change, without changing anything, and without fetching more than documents it includes.
     *
     * @throws InvalidDocumentException if it is wrong, or something cannot be fetched
     * @throws StageException if the image cannot have it
     */
    public ChangePlan plan(Request request) throws IOException {
        try (FileChannel _ = supplies.hold()) {
            Supplied supplied = Supplied.of(request, read(request));
            try (FileChannel _ = lock()) {
                // No file is fetched for a plan; what is missing is another file than the one that is there.
                Path empty = paths.run().resolve("empty");
                Files.write(empty, new byte[0]);
                try (Stage stage =
                        staged(supplied, sha256 -> supplies.find(sha256).orElse(empty))) {
                    keepPartitions(supplied);
                    return plan(stage);
                }
            }
        }
    }

    /** Before the lock is taken: servers may be slow. */
    private Supplied supply(Request request) {
        Supplies.Reading reading = read(request);
        supplies.bring(reading.config());
        return Supplied.of(request, reading);
    }

    private Supplies.Reading read(Request request) {
        return supplies.read(request.text(), request.below(), request.delivered());
    }

    private ChangePlan plan(Stage stage) throws IOException {
        return ChangePlan.of(join(
                EtcState.changes(etc.state(etc.live()), stage.state()),
                VarFiles.changes(var(etc.live()), stage.varFiles())));
    }

    /** Refuses to change partitions that are there, by what the generation in place says of them. */
    private void keepPartitions(Supplied supplied) throws IOException {
        Optional<Integer> live = etc.live();
        if (live.isEmpty()) {
            return;
        }
        List<String> refused = PartitionChanges.refused(
                NodeConfigReader.read(generations.folder(live.get()).resolve("node.yaml"))
                        .disks(),
                supplied.disks(),
                (disk, label) -> new BlockDevices(paths.root()).hasLabel(Path.of(disk.device()), label));
        if (!refused.isEmpty()) {
            throw new StageException(String.join("\n", refused));
        }
    }

    private Stage staged(Supplied supplied, Function<String, Path> files) throws IOException {
        Stage stage = Stage.open(paths);
        try {
            stage.lay(supplied.rendering(), secrets, files);
            addons.check(stage.root());
            Validators.check(stage, supplied.rendering());
            return stage;
        } catch (IOException | RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    /**
     * Makes a new generation without touching the running system.
     *
     * @throws InvalidDocumentException if it is wrong, or something cannot be fetched
     * @throws StageException if the image cannot have it
     */
    public Generation prepare(Request request) throws IOException {
        try (FileChannel _ = supplies.hold()) {
            Supplied supplied = supply(request);
            try (FileChannel _ = lock();
                    Stage stage = staged(supplied, supplies::file)) {
                return finish(stage, supplied, request);
            }
        }
    }

    private Generation finish(Stage stage, Supplied supplied, Request request) throws IOException {
        long now = clock.instant().getEpochSecond();
        String image = image();
        return stage.finish(
                supplied.text(),
                number -> new Generation(
                        number,
                        supplied.digest(),
                        now,
                        request.source(),
                        image,
                        request.reason(),
                        List.copyOf(supplied.fetched())));
    }

    /**
     * Makes the running system, and the next boot, what a configuration says. What it names and is not here is fetched
     * before anything changes.
     *
     * @param keep whether the next boot has it too; else only the running system, until {@link #keep}
     * @throws ActivationException if the running system could not follow; the old generation is in place again
     */
    public Applied apply(Request request, boolean keep) throws IOException {
        try (FileChannel held = supplies.hold()) {
            Supplied supplied = supply(request);
            try (FileChannel _ = lock()) {
                return apply(request, supplied, keep, held);
            }
        }
    }

    private Applied apply(Request request, Supplied supplied, boolean keep, FileChannel held) throws IOException {
        Optional<Integer> old = etc.live();
        Generation generation;
        ChangePlan plan;
        try (Stage stage = staged(supplied, supplies::file)) {
            keepPartitions(supplied);
            plan = plan(stage);
            if (plan.changes().isEmpty() && old.isPresent()) {
                if (keep) {
                    choose(old);
                }
                return new Applied(old.get(), plan);
            }
            generation = finish(stage, supplied, request);
        }
        held.close(); // from here on the generation keeps them
        activate(old, Optional.of(generation.number()), plan);
        if (keep) {
            choose(Optional.of(generation.number()));
        }
        return new Applied(generation.number(), plan);
    }

    /**
     * Goes to a generation that is there, or to the image alone.
     *
     * @throws ActivationException if the running system could not follow; what was in place is again
     */
    public ChangePlan go(Optional<Integer> number) throws IOException {
        try (FileChannel _ = lock()) {
            Optional<Integer> old = etc.live();
            ChangePlan plan = between(old, number);
            activate(old, number, plan);
            choose(number);
            return plan;
        }
    }

    /**
     * Puts a generation that was prepared in place while the system starts, and chooses it.
     *
     * @return what could not be asked for, with the reason; the generation is in place all the same
     */
    public List<String> start(int number) throws IOException {
        try (FileChannel _ = lock()) {
            Optional<Integer> old = etc.live();
            ChangePlan plan = between(old, Optional.of(number));
            unsettled.add(number);
            etc.put(Optional.of(number), List.of());
            VarFiles.put(var(old), var(Optional.of(number)), paths.root().resolve("var"));
            choose(Optional.of(number));
            return StepRunner.runWhileStarting(plan.steps());
        }
    }

    /** Chooses what is in place for the next boot too. */
    public Optional<Integer> keep() throws IOException {
        try (FileChannel _ = lock()) {
            Optional<Integer> live = etc.live();
            choose(live);
            return live;
        }
    }

    private void choose(Optional<Integer> number) throws IOException {
        unsettled.add(number.orElse(Unsettled.IMAGE));
        generations.choose(number);
        addons.put(number.map(generations::folder));
        unsettled.clear();
        generations.prune(KEPT);
        Set<String> fetched = new TreeSet<>();
        generations.all().forEach(it -> fetched.addAll(it.fetched()));
        supplies.sweep(fetched);
    }

    /**
     * Goes back to the chosen generation from whatever was put in place, wholly or in part, and not chosen: after a trial
     * that nobody confirmed, or an attempt that was cut off.
     *
     * @return what was done; empty if everything is as chosen
     * @throws ActivationException if the running system could not follow in everything; the files are those of the
     *     chosen generation all the same
     */
    public Optional<ChangePlan> recover() throws IOException {
        try (FileChannel _ = lock()) {
            List<Integer> numbers = unsettled.numbers();
            if (numbers.isEmpty()) {
                return Optional.empty();
            }
            Optional<Integer> chosen = generations.current().map(Generation::number);
            // Also where /etc is the chosen one's: units may have been stopped or started for the other.
            Map<String, PathChange> changes = new TreeMap<>();
            for (int number : numbers) {
                changes(tried(number), chosen).forEach(it -> changes.put(it.path(), it));
            }
            ChangePlan plan = ChangePlan.of(List.copyOf(changes.values()));
            List<String> failed = new ArrayList<>();
            for (int number : numbers) {
                VarFiles.put(var(tried(number)), var(chosen), paths.root().resolve("var"));
            }
            failed.addAll(put(chosen, chosen, plan));
            unsettled.clear();
            if (!failed.isEmpty()) {
                throw new ActivationException(failed, List.of());
            }
            return Optional.of(plan);
        }
    }

    /**
     * Makes {@code /var} what the chosen generation says, after a boot that may have cut off another one's. Does nothing
     * while another one is in place.
     */
    public void settle() throws IOException {
        try (FileChannel _ = lock()) {
            Optional<Integer> chosen = generations.current().map(Generation::number);
            if (!etc.live().equals(chosen)) {
                return;
            }
            List<Integer> numbers = unsettled.numbers();
            for (int number : numbers) {
                VarFiles.put(var(tried(number)), var(chosen), paths.root().resolve("var"));
            }
            if (!numbers.isEmpty()) {
                addons.put(chosen.map(generations::folder));
            }
            unsettled.clear();
        }
    }

    private static Optional<Integer> tried(int number) {
        return number == Unsettled.IMAGE ? Optional.empty() : Optional.of(number);
    }

    /**
     * Takes back what was changed by hand.
     *
     * @param changes from what the generation says to what is there
     * @param more what else has to be done
     * @throws ActivationException if the running system could not follow in everything; the files are right all the same
     */
    public ChangePlan revert(List<PathChange> changes, List<Step> more) throws IOException {
        try (FileChannel _ = lock()) {
            ChangePlan plan =
                    ChangePlan.of(changes.stream().map(PathChange::reversed).toList());
            Optional<Integer> live = etc.live();
            List<String> failed = new ArrayList<>();
            if (!changes.isEmpty()) {
                failed.addAll(put(live, live, plan));
            }
            failed.addAll(StepRunner.run(more));
            if (!failed.isEmpty()) {
                throw new ActivationException(failed, List.of());
            }
            return plan;
        }
    }

    private ChangePlan between(Optional<Integer> from, Optional<Integer> to) throws IOException {
        return ChangePlan.of(changes(from, to));
    }

    private List<PathChange> changes(Optional<Integer> from, Optional<Integer> to) throws IOException {
        return join(EtcState.changes(etc.state(from), etc.state(to)), VarFiles.changes(var(from), var(to)));
    }

    private void activate(Optional<Integer> old, Optional<Integer> next, ChangePlan plan) throws IOException {
        unsettled.add(next.orElse(Unsettled.IMAGE));
        List<String> failed = put(old, next, plan);
        if (failed.isEmpty()) {
            return;
        }
        List<String> back = put(next, old, between(next, old));
        if (generations.current().map(Generation::number).equals(old)) {
            unsettled.clear();
        }
        throw new ActivationException(failed, back);
    }

    private List<String> put(Optional<Integer> from, Optional<Integer> to, ChangePlan plan) throws IOException {
        List<PathChange> inEtc = plan.changes().stream()
                .map(ChangePlan.Planned::change)
                .filter(it -> it.path().startsWith("/etc/"))
                .toList();
        List<Step> before =
                plan.steps().stream().filter(Step.Stop.class::isInstance).toList();
        List<Step> after =
                plan.steps().stream().filter(it -> !(it instanceof Step.Stop)).toList();
        // What goes is stopped while its unit is still there.
        List<String> failed = new ArrayList<>(StepRunner.run(before));
        etc.put(to, inEtc);
        VarFiles.put(var(from), var(to), paths.root().resolve("var"));
        failed.addAll(StepRunner.run(after));
        return failed;
    }

    private VarFiles var(Optional<Integer> generation) throws IOException {
        return generation.isPresent() && generations.find(generation.get()).isPresent()
                ? VarFiles.of(generations.folder(generation.get()))
                : VarFiles.NONE;
    }

    private String image() throws IOException {
        Path release = paths.image().resolve("usr/lib/os-release");
        if (!Files.exists(release)) {
            return "";
        }
        return Files.readAllLines(release).stream()
                .filter(line -> line.startsWith("IMAGE_VERSION="))
                .map(line -> line.substring(line.indexOf('=') + 1).replace("\"", ""))
                .findFirst()
                .orElse("");
    }

    private static List<PathChange> join(List<PathChange> one, List<PathChange> other) {
        List<PathChange> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    private FileChannel lock() throws IOException {
        Files.createDirectories(paths.run());
        FileChannel channel = FileChannel.open(
                paths.run().resolve("apply.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.lock(); // until the channel is closed
        return channel;
    }
}
