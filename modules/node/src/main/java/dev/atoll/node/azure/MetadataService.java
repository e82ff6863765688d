package dev.atoll.node.azure;

import dev.atoll.document.Documents;
import dev.atoll.document.InvalidDocumentException;
import dev.atoll.document.Value;
import dev.atoll.node.fetch.Http;
import dev.atoll.node.fetch.PassingException;
import dev.atoll.node.fetch.Retries;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Instance Metadata Service. */
public final class MetadataService {
    private static final String INSTANCE = "/metadata/instance?api-version=2021-08-01&extended=true";

    private final URI base;
    private final PlatformHttp http;

    /** @param base where it is, such as {@code http://169.254.169.254} */
    public MetadataService(URI base, Http http, Retries retries) {
        this.base = base;
        this.http = new PlatformHttp(http, retries);
    }

    /**
     * What it says of a machine.
     *
     * @param userData as whoever made the machine gave it
     */
    public record Instance(MachineFacts facts, Optional<Payload> userData) {}

    /**
     * Asks it.
     *
     * @throws AzureException if it gives no answer that can be used
     */
    public Instance read() {
        return http.ask(
                base.resolve(INSTANCE), Map.of("Metadata", "true"), Optional.empty(), MetadataService::instance);
    }

    private static Instance instance(byte[] json) {
        Value root;
        try {
            root = Documents.tree("instance metadata", json).root();
        } catch (InvalidDocumentException e) {
            throw new PassingException("the instance metadata is no JSON");
        }
        Optional<Value> compute = at(root, "compute");
        if (compute.isEmpty()) {
            throw new PassingException("the instance metadata says nothing of the machine");
        }
        Optional<Value> profile = compute.flatMap(it -> at(it, "osProfile"));
        List<Value> keys = compute.flatMap(it -> at(it, "publicKeys")).orElse(null) instanceof Value.Sequence list
                ? list.items()
                : List.of();
        MachineFacts facts = new MachineFacts(
                profile.flatMap(it -> text(it, "computerName")),
                profile.flatMap(it -> text(it, "adminUsername")),
                keys.stream().flatMap(it -> text(it, "keyData").stream()).toList(),
                false);
        Optional<Payload> userData = text(compute.get(), "userData").map(MetadataService::decoded);
        return new Instance(facts, userData);
    }

    private static Payload decoded(String base64) {
        try {
            return new Payload("Azure user data", Base64.getMimeDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new AzureException("the user data is not base64");
        }
    }

    private static Optional<Value> at(Value value, String key) {
        return value instanceof Value.Mapping mapping ? mapping.find(key) : Optional.empty();
    }

    private static Optional<String> text(Value value, String key) {
        return at(value, key).orElse(null) instanceof Value.Scalar scalar
                ? Optional.of(scalar.text().strip()).filter(it -> !it.isEmpty())
                : Optional.empty();
    }
}
