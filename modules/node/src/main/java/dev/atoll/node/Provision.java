package dev.atoll.node;

import dev.atoll.document.Documents;
import dev.atoll.document.InvalidDocumentException;
import dev.atoll.node.check.NodeConfigReader;
import dev.atoll.node.config.NodeConfig;
import dev.atoll.node.delivery.Delivered;
import dev.atoll.node.delivery.Delivery;
import dev.atoll.node.delivery.Secrets;
import dev.atoll.node.fetch.FetchedFiles;
import dev.atoll.node.foreign.NodeYaml;
import dev.atoll.node.generation.Applier;
import dev.atoll.node.generation.Generation;
import dev.atoll.node.generation.NodePaths;
import dev.atoll.node.output.Output;
import dev.atoll.store.Digest;
import dev.atoll.store.DownloadException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Runs early at each boot that brings something new: a configuration that was delivered and is another than the last one
 * delivered becomes a new generation, before services start. One that cannot be changes nothing: the node starts as it was,
 * and says why on its consoles, in its journal and in its state.
 *
 * <p>Where a configuration names what has to be fetched, it becomes a generation without contents first, with which the node
 * reaches the network. Then this program runs again, with the argument {@code fetch}, and the whole becomes another one.
 */
public final class Provision {
    /** Exit status of a failure that may pass, for the service manager; sysexits.h calls it EX_TEMPFAIL. */
    private static final int MAY_PASS = 75;

    /** Holds the digest of what was last taken, for the script that decides whether this program is started. */
    private static final String TAKEN = "taken";

    /** Is there while something has to be fetched. */
    private static final String FETCH = "fetch";

    private final NodePaths paths;
    private final Delivery delivery;
    private final Applier applier;
    private final FetchedFiles fetched;

    private Provision(NodePaths paths, Delivery delivery, Applier applier) {
        this.paths = paths;
        this.delivery = delivery;
        this.applier = applier;
        this.fetched = new FetchedFiles(paths.state());
    }

    /**
     * What was last delivered; kept as a document in the node's state.
     *
     * @param digest SHA-256 of the text
     * @param source where it was found
     * @param failure why it was refused, or is not whole yet, if so
     */
    record LastDelivery(String digest, String source, Optional<String> failure) {}

    /** Exits with 1 if a configuration was refused, with 75 if something could not be fetched. */
    public static void main(String[] arguments) throws IOException {
        NodePaths paths = NodePaths.ofMachine();
        Applier applier = new Applier(paths, new Secrets(), InstantSource.system());
        Provision provision = new Provision(paths, new Delivery(paths.run()), applier);
        System.exit(List.of(arguments).contains(FETCH) ? provision.fetch() : provision.start());
    }

    private int start() throws IOException {
        applier.settle();
        Optional<Delivered> found = delivery.find();
        if (found.isEmpty()) {
            Output.result("no configuration was delivered");
            return 0;
        }
        Delivered delivered = found.get();
        if (digest(delivered).equals(taken())) {
            Output.result("the configuration of " + delivered.source() + " was taken before");
            return 0;
        }
        return judged(delivered, () -> {
            NodeConfig config = read(delivered);
            boolean whole = fetched.missing(config).isEmpty();
            String text = whole ? delivered.text() : NodeYaml.write(config.withoutContents());
            String source = whole ? delivered.source() : delivered.source() + ", before fetching";
            Generation generation = applier.prepare("node.yaml", text, source);
            applier.start(generation.number()).forEach(Consoles::say);
            Output.result("generation " + generation.number() + " from " + source);
            if (!whole) {
                Files.writeString(paths.run().resolve(FETCH), "");
            }
            return whole;
        });
    }

    /** With a network, while the system runs. */
    private int fetch() throws IOException {
        Optional<Delivered> found = delivery.find();
        if (found.isEmpty()) {
            return 0;
        }
        Delivered delivered = found.get();
        int status = judged(delivered, () -> {
            Applier.Applied applied = applier.apply("node.yaml", delivered.text(), delivered.source(), true);
            Output.result("generation " + applied.generation() + " from " + delivered.source());
            return true;
        });
        if (status == 0) {
            Files.deleteIfExists(paths.run().resolve(FETCH));
        }
        return status;
    }

    /** Something that takes a configuration, and tells whether it took the whole. */
    private interface Taking {
        boolean take() throws IOException;
    }

    private int judged(Delivered delivered, Taking taking) throws IOException {
        try {
            boolean whole = taking.take();
            keep(delivered, whole ? Optional.empty() : Optional.of("what it names has not been fetched yet"));
            return 0;
        } catch (InvalidDocumentException e) {
            refuse(
                    delivered,
                    String.join(
                            "\n", e.problems().stream().map(it -> it.render()).toList()));
            return 1;
        } catch (DownloadException e) {
            refuse(delivered, String.valueOf(e.getMessage()));
            return MAY_PASS;
        } catch (IOException | RuntimeException e) {
            refuse(delivered, String.valueOf(e.getMessage()));
            return 1;
        }
    }

    private void refuse(Delivered delivered, String reason) throws IOException {
        Consoles.say(
                "the configuration of " + delivered.source() + " is refused, the node stays as it was:\n" + reason);
        keep(delivered, Optional.of(reason));
    }

    private void keep(Delivered delivered, Optional<String> failure) throws IOException {
        Files.createDirectories(paths.state());
        Documents.writeJson(
                paths.state().resolve("delivery.json"),
                new LastDelivery(digest(delivered), delivered.source(), failure));
        Path taken = paths.state().resolve(TAKEN);
        if (failure.isEmpty()) {
            Documents.write(taken, (digest(delivered) + "\n").getBytes(StandardCharsets.UTF_8));
        } else {
            Files.deleteIfExists(taken);
        }
    }

    private String taken() throws IOException {
        Path taken = paths.state().resolve(TAKEN);
        return Files.exists(taken) ? Files.readString(taken).strip() : "";
    }

    private static NodeConfig read(Delivered delivered) {
        return NodeConfigReader.read("node.yaml", delivered.text().getBytes(StandardCharsets.UTF_8));
    }

    private static String digest(Delivered delivered) {
        return Digest.of(delivered.text().getBytes(StandardCharsets.UTF_8)).hex();
    }
}
