package dev.atoll.node.azure;

import dev.atoll.node.check.ConfigText;
import dev.atoll.node.delivery.Delivered;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A machine as Azure makes it. */
public final class AzureMachine {
    /** The tag of the chassis that all its machines have in their firmware tables. */
    private static final String TAG = "7783-7084-3265-9085-8269-3286-77";

    private static final MachineFacts NO_FACTS = new MachineFacts(Optional.empty(), Optional.empty(), List.of(), false);

    private AzureMachine() {}

    /** Whether a system runs on one. */
    public static boolean isAt(Path root) {
        Path tag = root.resolve("sys/class/dmi/id/chassis_asset_tag");
        try {
            return Files.isReadable(tag) && Files.readString(tag).strip().equals(TAG);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The configuration that a machine was given: its user data if that is one, else its custom data, else none of its own;
     * over the platform's own facts, of which the metadata service's count first.
     *
     * @throws AzureException if what was given cannot be used
     */
    public static Delivered delivered(
            Optional<MetadataService.Instance> instance, Optional<OvfEnvironment> environment) {
        MachineFacts fromMedia = environment.map(OvfEnvironment::facts).orElse(NO_FACTS);
        MachineFacts facts = instance.map(it -> it.facts().or(fromMedia)).orElse(fromMedia);
        List<Payload> payloads = new ArrayList<>();
        instance.flatMap(MetadataService.Instance::userData).ifPresent(payloads::add);
        environment.flatMap(OvfEnvironment::customData).ifPresent(payloads::add);
        Optional<ConfigText> below = Optional.of(facts.config());
        for (Payload payload : payloads) {
            Optional<ConfigText> config = config(payload);
            if (config.isPresent()) {
                return new Delivered(payload.source(), config.get(), below);
            }
        }
        if (facts.password() && facts.sshKeys().isEmpty()) {
            throw new AzureException("a password was given to log in with, which nodes do not take; give an SSH key");
        }
        ConfigText nothing = ConfigText.of("node.yaml", "node: 1\n".getBytes(StandardCharsets.UTF_8));
        return new Delivered("Azure", nothing, below);
    }

    private static Optional<ConfigText> config(Payload payload) {
        try {
            return payload.config();
        } catch (IOException e) {
            throw new AzureException(String.valueOf(e.getMessage()));
        }
    }
}
