package dev.atoll.node.foreign;

import dev.atoll.document.InvalidDocumentException;
import dev.atoll.document.Place;
import dev.atoll.document.Problem;
import dev.atoll.document.Value;
import dev.atoll.node.foreign.Finding.Severity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * User-data of cloud-init: what it is is told by its first line, or by the types of its parts. Cloud-configs among the parts
 * are read as cloud-init merges them: a key of a later part replaces that of an earlier one.
 */
final class UserData {
    private static final String CLOUD_CONFIG = "#cloud-config";

    /** What else may stand at the beginning; longer ones first. */
    private static final Map<String, String> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("#cloud-config-archive", "an archive of cloud-configs");
        KINDS.put("#cloud-config-jsonp", "a JSON patch");
        KINDS.put("#cloud-boothook", "a script that runs at each boot");
        KINDS.put("#include", "a list of URLs");
        KINDS.put("#part-handler", "a program for cloud-init");
        KINDS.put("#upstart-job", "a job of Upstart");
        KINDS.put("#!", "a script");
        KINDS.put("## template:", "a template");
    }

    private final Draft draft;
    private final Findings findings;
    private final Origins origins;
    private final Contents contents = new Contents();

    UserData(Draft draft, Findings findings, Origins origins) {
        this.draft = draft;
        this.findings = findings;
        this.origins = origins;
    }

    /**
     * Reads user-data.
     *
     * @return what it is, for people
     */
    String read(Input given) {
        Input input = new Input(given.name(), unpacked(given));
        String text = new String(input.bytes(), StandardCharsets.UTF_8);
        if (MimeParts.isMultipart(text)) {
            return parts(input, text);
        }
        Optional<String> kind = kind(text);
        if (kind.isPresent()) {
            throw refused(
                    input.name(),
                    "user-data that is " + kind.get() + "; only cloud-configs can be imported",
                    "write what it does as units and files of a node configuration, or into the image");
        }
        Value root = ConfigImport.tree(input, origins, findings).root();
        if (isCloudConfig(text)) {
            new CloudConfig(draft, findings).read(root);
            return "cloud-config";
        }
        if (!CloudNetwork.isNetwork(root)) {
            throw refused(
                    input.name(),
                    "no user-data of cloud-init: it does not begin with " + CLOUD_CONFIG,
                    "a network configuration has the key network: or version:");
        }
        CloudNetwork.read(root, draft, findings);
        return "network configuration of cloud-init";
    }

    private byte[] unpacked(Input input) {
        byte[] bytes = input.bytes();
        if (bytes.length < 2 || bytes[0] != 0x1f || (bytes[1] & 0xff) != 0x8b) {
            return bytes;
        }
        try {
            return contents.gunzip(bytes);
        } catch (RefusedException e) {
            throw refused(input.name(), e.why(), e.instead());
        }
    }

    private static boolean isCloudConfig(String text) {
        return text.stripLeading().toLowerCase(Locale.ROOT).startsWith(CLOUD_CONFIG);
    }

    private static Optional<String> kind(String text) {
        String start = text.stripLeading().toLowerCase(Locale.ROOT);
        return KINDS.entrySet().stream()
                .filter(it -> start.startsWith(it.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private String parts(Input input, String text) {
        List<Value.Mapping> configs = new ArrayList<>();
        int cloudConfigs = 0;
        for (MimeParts.Part part : MimeParts.of(input.name(), text)) {
            Optional<Value> root = part(part);
            cloudConfigs += root.isPresent() ? 1 : 0;
            root.filter(Value.Mapping.class::isInstance)
                    .map(Value.Mapping.class::cast)
                    .ifPresent(configs::add);
        }
        if (cloudConfigs == 0) {
            throw refused(
                    input.name(),
                    "none of its parts is a cloud-config",
                    "write what they do as units and files of a node configuration, or into the image");
        }
        merged(configs).ifPresent(new CloudConfig(draft, findings)::read);
        return "cloud-config, parts of MIME";
    }

    private Optional<Value> part(MimeParts.Part part) {
        try {
            byte[] bytes = unpacked(new Input(part.name(), part.bytes()));
            String text = new String(bytes, StandardCharsets.UTF_8);
            boolean config = part.type().equals("text/cloud-config") || isCloudConfig(text);
            Optional<String> kind = kind(text);
            if (!config || kind.isPresent()) {
                lost(
                        part,
                        "it is " + kind.orElse("of the type " + part.type()) + ", and only cloud-configs are imported");
                return Optional.empty();
            }
            String above = "\n".repeat(part.isEncoded() ? 0 : part.line() - 1);
            Input input = new Input(
                    part.isEncoded() ? part.name() : part.place().document(),
                    (above + text).getBytes(StandardCharsets.UTF_8));
            return Optional.of(ConfigImport.tree(input, origins, findings).root());
        } catch (RefusedException e) {
            lost(part, e.why());
            return Optional.empty();
        }
    }

    private void lost(MimeParts.Part part, String why) {
        findings.add(
                part.place(),
                part.name(),
                Severity.NOT_CARRIED_OVER,
                "a part of the user-data",
                why,
                "write what it does as units and files, or into the image");
    }

    private Optional<Value> merged(List<Value.Mapping> configs) {
        Map<String, Value.Entry> all = new LinkedHashMap<>();
        for (Value.Mapping config : configs) {
            for (Value.Entry entry : config.entries()) {
                Value.Entry before = all.put(entry.key(), entry);
                if (before != null) {
                    findings.lost(
                            before.value(),
                            before.key(),
                            "a later part has the same key, which replaces it",
                            "merge them");
                }
            }
        }
        return configs.isEmpty()
                ? Optional.empty()
                : Optional.of(Value.Mapping.of(
                        List.copyOf(all.values()), configs.getFirst().place()));
    }

    private static InvalidDocumentException refused(String name, String message, String hint) {
        Place place = new Place(name, 1, 1, "");
        return new InvalidDocumentException(List.of(Problem.at(place, "not-cloud-config", message, hint)));
    }
}
