package dev.atoll.node;

import dev.atoll.node.azure.AzureException;
import dev.atoll.node.azure.AzureMachine;
import dev.atoll.node.azure.MetadataService;
import dev.atoll.node.azure.ProvisioningMedia;
import dev.atoll.node.azure.WireServer;
import dev.atoll.node.azure.XmlException;
import dev.atoll.node.delivery.Delivered;
import dev.atoll.node.fetch.Http;
import dev.atoll.node.fetch.Patience;
import dev.atoll.node.fetch.Retries;
import dev.atoll.node.output.Output;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What a node asks the platform that it runs on, and tells it. */
final class Platform {
    private static final URI METADATA = URI.create("http://169.254.169.254");
    private static final URI WIRE_SERVER = URI.create("http://168.63.129.16");

    /** As Azure asks for it: soon again, for five minutes. */
    private static final Retries RETRIES =
            new Retries(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofMinutes(5));

    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofMinutes(1));

    private final Path root;
    private final ProvisioningMedia media;

    /**
     * That of a machine.
     *
     * @param root of its system
     * @param work a folder to mount its media below
     */
    Platform(Path root, Path work) {
        this.root = root;
        this.media = new ProvisioningMedia(root, work);
    }

    boolean isAzure() {
        return AzureMachine.isAt(root);
    }

    /** What the machine itself has of the platform's; without a network. */
    Optional<Delivered> early() {
        try {
            return Optional.of(AzureMachine.delivered(Optional.empty(), media.read()));
        } catch (XmlException | AzureException | IOException e) {
            Consoles.say("Azure's provisioning media cannot be used: " + e.getMessage());
            return Optional.of(AzureMachine.delivered(Optional.empty(), Optional.empty()));
        }
    }

    /**
     * All that the platform has.
     *
     * @throws AzureException if its metadata service does not answer, or says what cannot be used
     */
    Delivered online() {
        try (Http http = Http.direct(PATIENCE)) {
            MetadataService.Instance instance = new MetadataService(METADATA, http, RETRIES).read();
            return AzureMachine.delivered(Optional.of(instance), media.read());
        } catch (XmlException | IOException e) {
            throw new AzureException("Azure's provisioning media cannot be read: " + e.getMessage());
        }
    }

    /** Tells the platform how it ended; that this fails changes nothing on the node. */
    void ready(Optional<String> failure) {
        try (Http http = Http.direct(PATIENCE)) {
            new WireServer(WIRE_SERVER, http, RETRIES).report(failure);
        } catch (AzureException e) {
            Output.warning("Azure is not told how provisioning ended: " + e.getMessage());
        }
    }
}
