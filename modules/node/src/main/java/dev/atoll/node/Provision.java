package dev.atoll.node;

import dev.atoll.document.InvalidDocumentException;
import dev.atoll.document.Problem;
import dev.atoll.node.azure.AzureException;
import dev.atoll.node.check.ConfigText;
import dev.atoll.node.check.NodeConfigReader;
import dev.atoll.node.config.NodeConfig;
import dev.atoll.node.delivery.Delivered;
import dev.atoll.node.delivery.Delivery;
import dev.atoll.node.delivery.LastDelivery;
import dev.atoll.node.fetch.Connections;
import dev.atoll.node.fetch.Retries;
import dev.atoll.node.fetch.Supplies;
import dev.atoll.node.foreign.NodeYaml;
import dev.atoll.node.generation.Applier;
import dev.atoll.node.generation.Generation;
import dev.atoll.node.generation.Generations;
import dev.atoll.node.generation.NodePaths;
import dev.atoll.node.generation.Request;
import dev.atoll.node.output.Output;
import dev.atoll.node.report.NodeReport;
import dev.atoll.node.report.Outcome;
import dev.atoll.store.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Takes a configuration that was delivered and is another than the last one delivered. One that cannot be changes nothing:
 * the node is as it was, and says why on its consoles, in its journal, in its state and to whom it reports.
 *
 * <p>Runs in two phases. The early one comes before services start, at each boot that brings something new, and makes a
 * generation of what is on the machine. If something has to be fetched, it puts the part that needs nothing in place, where the
 * image alone was, and asks for the second phase. That comes when the network is there, and tries for a while.
 */
public final class Provision {
    /** Is there while something has to be fetched; the unit of the second phase asks for it. */
    private static final String FETCH = "fetch";

    private static final byte[] NOTHING = "node: 1\n".getBytes(StandardCharsets.UTF_8);
    private static final String INTERIM = "before fetching";

    /** A server may come up later than those that need it. */
    private static final Retries PATIENT =
            new Retries(Duration.ofSeconds(2), Duration.ofMinutes(1), Duration.ofMinutes(15));

    private final NodePaths paths;
    private final Machine machine;
    private final Platform platform;

    private Provision(NodePaths paths) {
        this.paths = paths;
        this.machine = new Machine(paths);
        this.platform = new Platform(paths.root(), paths.run());
    }

    /**
     * Exits with 1 if a configuration was refused.
     *
     * @param arguments {@code fetch} for the second phase
     */
    public static void main(String[] arguments) throws IOException {
        NodePaths paths = NodePaths.ofMachine();
        Provision provision = new Provision(paths);
        boolean done;
        try (Delivery delivery = new Delivery(paths.root(), paths.run())) {
            done = List.of(arguments).contains(FETCH) ? provision.online(delivery) : provision.early(delivery);
        }
        System.exit(done ? 0 : 1);
    }

    private boolean early(Delivery delivery) throws IOException {
        Supplies here = machine.supplies(Optional.empty());
        Applier applier = machine.applier(here);
        applier.settle();
        Optional<Delivered> found = delivery.find();
        boolean ofPlatform = found.isEmpty() && platform.isAzure();
        if (ofPlatform) {
            found = platform.early();
        }
        if (found.isEmpty()) {
            Output.result("no configuration was delivered");
            return true;
        }
        Delivered delivered = found.get();
        if (isTaken(delivered, ofPlatform)) {
            Output.result("the configuration of " + delivered.source() + " was taken before");
            return true;
        }
        if (ofPlatform) {
            return defer(delivered, "its metadata service has not been asked yet", here, applier);
        }
        try {
            Generation generation = applier.prepare(request(delivered));
            applier.start(generation.number()).forEach(Consoles::say);
            taken(delivered, generation.number());
        } catch (InvalidDocumentException e) {
            if (Supplies.isUnreachable(e)) {
                return defer(delivered, words(e), here, applier);
            }
            return refuse(delivered, e);
        } catch (IOException | RuntimeException e) {
            return refuse(delivered, e);
        }
        if (platform.isAzure()) {
            later(); // to say so
        }
        return true;
    }

    /** What the platform gives is known for sure only online, so that it was taken says it all. */
    private boolean isTaken(Delivered delivered, boolean ofPlatform) {
        return LastDelivery.read(paths.state())
                .filter(last -> last.failure().isEmpty())
                .filter(last -> ofPlatform || last.digest().equals(digest(delivered)))
                .isPresent();
    }

    /** Leaves a configuration to the second phase. */
    private boolean defer(Delivered delivered, String why, Supplies here, Applier applier) throws IOException {
        Output.result("the configuration of " + delivered.source() + " waits for the network:\n" + why);
        keep(delivered, Optional.of(why), true);
        try {
            reachable(delivered, here, applier);
        } catch (IOException | RuntimeException e) {
            // The image's own network may do; the whole configuration is judged later.
            Consoles.say("its part for the network is not taken: " + e.getMessage());
        }
        later();
        return true;
    }

    private void later() throws IOException {
        Files.createDirectories(paths.run());
        Files.writeString(paths.run().resolve(FETCH), "");
    }

    private void reachable(Delivered delivered, Supplies here, Applier applier) throws IOException {
        Optional<Generation> chosen = new Generations(paths).current();
        if (chosen.isPresent() && !chosen.get().reason().equals(Optional.of(INTERIM))) {
            return; // a node that was made before has a network
        }
        String part = NodeYaml.write(part(delivered, here).withoutContents());
        ConfigText text = ConfigText.of("node.yaml", part.getBytes(StandardCharsets.UTF_8));
        if (chosen.map(it -> it.digest().equals(Digest.of(text.bytes()).hex())).orElse(false)) {
            return; // by a boot before
        }
        Request request =
                new Request(text, delivered.below(), delivered.source() + ", " + INTERIM, true, Optional.of(INTERIM));
        Generation generation = applier.prepare(request);
        applier.start(generation.number()).forEach(Consoles::say);
        Output.result("generation " + generation.number() + " " + INTERIM);
    }

    /** A wrong configuration does not keep anybody from a node that its platform lets them on. */
    private static NodeConfig part(Delivered delivered, Supplies here) {
        try {
            return here.readAtHand(delivered.text());
        } catch (InvalidDocumentException e) {
            if (delivered.below().isEmpty()) {
                throw e;
            }
            Consoles.say(String.valueOf(e.getMessage()));
            return NodeConfigReader.read("node.yaml", NOTHING);
        }
    }

    private boolean online(Delivery delivery) throws IOException {
        Optional<Delivered> found;
        try {
            found = delivery.find();
            if (found.isEmpty() && platform.isAzure()) {
                found = Optional.of(platform.online());
            }
        } catch (AzureException e) {
            Delivered nothing = new Delivered("Azure", ConfigText.of("Azure", new byte[0]), Optional.empty());
            return ready(refuse(nothing, e), Outcome.of(e));
        }
        if (found.isEmpty()) {
            return true;
        }
        Delivered delivered = found.get();
        if (isTaken(delivered, false)) {
            return ready(true, Outcome.SUCCESS);
        }
        Retries.Turn turn = PATIENT.begin();
        while (true) {
            try {
                Supplies supplies = machine.supplies(Optional.of(Connections.ofMachine()));
                taken(
                        delivered,
                        machine.applier(supplies)
                                .apply(request(delivered), true)
                                .generation());
                return ready(true, Outcome.SUCCESS);
            } catch (InvalidDocumentException e) {
                if (!Supplies.isUnreachable(e)) {
                    return ready(refuse(delivered, e), Outcome.of(e));
                }
                Output.warning(words(e));
                keep(delivered, Optional.of(words(e)), true);
                if (!turn.again()) {
                    return ready(refuse(delivered, e), Outcome.of(e));
                }
            } catch (IOException | RuntimeException e) {
                return ready(refuse(delivered, e), Outcome.of(e));
            }
        }
    }

    private static Request request(Delivered delivered) {
        return new Request(delivered.text(), delivered.below(), delivered.source(), true, Optional.empty());
    }

    private void taken(Delivered delivered, int generation) throws IOException {
        Output.result("generation " + generation + " from " + delivered.source());
        keep(delivered, Optional.empty(), false);
        tell(Outcome.SUCCESS, Optional.empty());
    }

    private boolean refuse(Delivered delivered, Exception failure) throws IOException {
        String reason = failure instanceof InvalidDocumentException invalid
                ? words(invalid)
                : String.valueOf(failure.getMessage());
        Consoles.say(
                "the configuration of " + delivered.source() + " is refused, the node stays as it was:\n" + reason);
        keep(delivered, Optional.of(reason), false);
        tell(Outcome.of(failure), Optional.of(delivered.text()));
        return false;
    }

    private void keep(Delivered delivered, Optional<String> failure, boolean waiting) throws IOException {
        new LastDelivery(digest(delivered), delivered.source(), failure, waiting).write(paths.state());
    }

    private void tell(Outcome outcome, Optional<ConfigText> failed) throws IOException {
        Optional<Integer> chosen = new Generations(paths).current().map(Generation::number);
        machine.tell(machine.reports().report(NodeReport.Event.PROVISION, outcome, chosen), failed);
    }

    /** Ends the second phase, and tells the platform, where there is one. */
    private boolean ready(boolean done, Outcome outcome) throws IOException {
        if (done) {
            Files.deleteIfExists(paths.run().resolve(FETCH));
        }
        if (platform.isAzure()) {
            NodeReport report = machine.reports().report(NodeReport.Event.PROVISION, outcome, Optional.empty());
            platform.ready(outcome.reason().map(_ -> report.summary()));
        }
        return done;
    }

    private static String digest(Delivered delivered) {
        return Digest.of(delivered.text().bytes()).hex();
    }

    private static String words(InvalidDocumentException failure) {
        return failure.problems().stream().map(Problem::render).collect(Collectors.joining("\n"));
    }
}
