package dev.atoll.node;

import dev.atoll.document.Documents;
import dev.atoll.document.InvalidDocumentException;
import dev.atoll.node.delivery.Delivered;
import dev.atoll.node.delivery.Delivery;
import dev.atoll.node.delivery.Secrets;
import dev.atoll.node.generation.Applier;
import dev.atoll.node.generation.Generation;
import dev.atoll.node.generation.NodePaths;
import dev.atoll.node.output.Output;
import dev.atoll.store.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Runs early at each boot: a configuration that was delivered and is another than the last one delivered becomes a new
 * generation, before services start. One that cannot be changes nothing: the node starts as it was, and says why on its
 * consoles, in its journal and in its state.
 */
public final class Provision {
    /** Holds the digest of what was last taken, for the script that decides whether this program is started. */
    private static final String TAKEN = "taken";

    private final NodePaths paths;
    private final Delivery delivery;
    private final Applier applier;

    private Provision(NodePaths paths, Delivery delivery, Applier applier) {
        this.paths = paths;
        this.delivery = delivery;
        this.applier = applier;
    }

    /**
     * What was last delivered; kept as a document in the node's state.
     *
     * @param digest SHA-256 of the text
     * @param source where it was found
     * @param failure why it was refused, if it was
     */
    record LastDelivery(String digest, String source, Optional<String> failure) {}

    /** Exits with 1 if a configuration was refused. */
    public static void main(String[] arguments) throws IOException {
        NodePaths paths = NodePaths.ofMachine();
        Applier applier = new Applier(paths, new Secrets(), new Fetched(paths), InstantSource.system());
        boolean done = new Provision(paths, new Delivery(paths.run()), applier).run();
        System.exit(done ? 0 : 1);
    }

    private boolean run() throws IOException {
        applier.settle();
        Optional<Delivered> found = delivery.find();
        if (found.isEmpty()) {
            Output.result("no configuration was delivered");
            return true;
        }
        Delivered delivered = found.get();
        String digest =
                Digest.of(delivered.text().getBytes(StandardCharsets.UTF_8)).hex();
        Path record = paths.state().resolve("delivery.json");
        if (Files.exists(record)) {
            LastDelivery last = Documents.read(record, LastDelivery.class);
            if (last.digest().equals(digest) && last.failure().isEmpty()) {
                Output.result("the configuration of " + delivered.source() + " was taken before");
                return true;
            }
        }
        Optional<String> failure = take(delivered);
        Files.createDirectories(paths.state());
        Documents.writeJson(record, new LastDelivery(digest, delivered.source(), failure));
        Path taken = paths.state().resolve(TAKEN);
        if (failure.isEmpty()) {
            Documents.write(taken, (digest + "\n").getBytes(StandardCharsets.UTF_8));
        } else {
            Files.deleteIfExists(taken);
        }
        return failure.isEmpty();
    }

    private Optional<String> take(Delivered delivered) {
        try {
            Generation generation = applier.prepare("node.yaml", delivered.text(), delivered.source());
            List<String> failed = applier.start(generation.number());
            failed.forEach(Consoles::say);
            Output.result("generation " + generation.number() + " from " + delivered.source());
            return Optional.empty();
        } catch (InvalidDocumentException e) {
            return refuse(
                    delivered,
                    String.join(
                            "\n", e.problems().stream().map(it -> it.render()).toList()));
        } catch (IOException | RuntimeException e) {
            return refuse(delivered, String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> refuse(Delivered delivered, String reason) {
        Consoles.say(
                "the configuration of " + delivered.source() + " is refused, the node starts as it was:\n" + reason);
        return Optional.of(reason);
    }
}
