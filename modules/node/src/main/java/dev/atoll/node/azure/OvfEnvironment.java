package dev.atoll.node.azure;

import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What {@code ovf-env.xml} on the provisioning media says.
 *
 * @param facts of the machine
 * @param customData as whoever made the machine gave it
 */
public record OvfEnvironment(MachineFacts facts, Optional<Payload> customData) {
    private static final String SECTION = "ProvisioningSection";
    private static final String SET = "LinuxProvisioningConfigurationSet";

    /**
     * Reads it.
     *
     * @throws XmlException if it is not such a document
     */
    public static OvfEnvironment read(byte[] document) {
        XmlElement root = XmlReader.read(document);
        XmlElement set =
                root.find(SECTION, SET).orElseThrow(() -> new XmlException("there is no " + SECTION + "/" + SET));
        List<String> keys = set.find("SSH", "PublicKeys").map(XmlElement::children).orElse(List.of()).stream()
                .filter(it -> it.name().equals("PublicKey"))
                .flatMap(it -> it.textAt("Value").stream())
                .toList();
        MachineFacts facts = new MachineFacts(
                set.textAt("HostName"),
                set.textAt("UserName"),
                keys,
                set.textAt("UserPassword").isPresent());
        return new OvfEnvironment(facts, set.textAt("CustomData").map(OvfEnvironment::decoded));
    }

    private static Payload decoded(String base64) {
        try {
            return new Payload("Azure custom data", Base64.getMimeDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new XmlException("CustomData is not base64");
        }
    }
}
