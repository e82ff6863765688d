package dev.atoll.image.sbom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atoll.image.runtime.JavaRuntime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.cyclonedx.Version;
import org.cyclonedx.generators.json.BomJsonGenerator;
import org.cyclonedx.model.AttachmentText;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Dependency;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.License;
import org.cyclonedx.model.LicenseChoice;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.model.Property;
import org.cyclonedx.model.license.Expression;
import org.cyclonedx.model.metadata.ToolInformation;

/** Bills as CycloneDX 1.6 in JSON. The library takes most of a CPU second to start, so it is named nowhere else. */
public final class CycloneDxDocuments {
    private CycloneDxDocuments() {}

    /**
     * The document.
     *
     * @throws SbomException if the library refuses it
     */
    public static byte[] write(Bill bill) {
        Bom bom = new Bom();
        bom.setSerialNumber("urn:uuid:" + serial(bill));
        Component image = new Component();
        image.setType(Component.Type.OPERATING_SYSTEM);
        image.setName(bill.name());
        image.setVersion(bill.version());
        image.setBomRef("image");
        Metadata metadata = new Metadata();
        metadata.setTimestamp(Date.from(Instant.ofEpochSecond(bill.date())));
        metadata.setComponent(image);
        metadata.setToolChoice(tool());
        bom.setMetadata(metadata);
        Dependency contents = new Dependency("image");
        for (Bill.Part part : bill.parts()) {
            bom.addComponent(component(part));
            contents.addDependency(new Dependency(part.id()));
        }
        bom.addDependency(contents);
        JsonNode document = new BomJsonGenerator(bom, Version.VERSION_16).toJsonNode();
        // The library writes dates in the digits of the default locale.
        if (document.get("metadata") instanceof ObjectNode node) {
            node.put("timestamp", Instant.ofEpochSecond(bill.date()).toString());
        }
        return (text(document) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String text(JsonNode document) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        try {
            return new ObjectMapper()
                    .writer(new DefaultPrettyPrinter()
                            .withObjectIndenter(indenter)
                            .withArrayIndenter(indenter))
                    .writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new SbomException("the CycloneDX document cannot be made", e);
        }
    }

    private static ToolInformation tool() {
        Component atoll = new Component();
        atoll.setType(Component.Type.APPLICATION);
        atoll.setName("atoll");
        ToolInformation tool = new ToolInformation();
        tool.setComponents(List.of(atoll));
        return tool;
    }

    /** A version 8 UUID (RFC 9562) of the bill's digest. */
    private static UUID serial(Bill bill) {
        long high = Long.parseUnsignedLong(bill.digest().hex().substring(0, 16), 16);
        long low = Long.parseUnsignedLong(bill.digest().hex().substring(16, 32), 16);
        return new UUID((high & ~0xf000L) | 0x8000L, (low & ~(3L << 62)) | (2L << 62));
    }

    private static Component component(Bill.Part part) {
        Component component = new Component();
        component.setType(Component.Type.LIBRARY);
        component.setBomRef(part.id());
        component.setName(part.item().name());
        component.setVersion(part.item().version());
        component.setPurl(part.purl());
        component.addHash(new Hash(Hash.Algorithm.SHA_256, part.item().sha256().hex()));
        if (!part.licences().equals(Licences.UNKNOWN)) {
            component.setLicenses(licences(part.licences()));
        }
        List<Property> properties = new ArrayList<>();
        part.item().sourcePackage().ifPresent(source -> properties.add(property("atoll:source-package", source)));
        properties.add(property("atoll:source", part.item().source()));
        if (part.linked()) {
            properties.add(property("atoll:linked-into", "/" + JavaRuntime.DIRECTORY));
        }
        component.setProperties(properties);
        return component;
    }

    /** An expression, or where there is only one text that no list knows, the text itself. */
    private static LicenseChoice licences(Licences licences) {
        LicenseChoice choice = new LicenseChoice();
        if (licences.texts().containsKey(licences.expression())) {
            AttachmentText text = new AttachmentText();
            text.setContentType("text/plain");
            text.setText(licences.texts().get(licences.expression()));
            License license = new License();
            license.setName(licences.expression());
            license.setLicenseText(text);
            choice.addLicense(license);
        } else {
            Expression expression = new Expression();
            expression.setValue(licences.expression());
            choice.setExpression(expression);
        }
        return choice;
    }

    private static Property property(String name, String value) {
        Property property = new Property();
        property.setName(name);
        property.setValue(value);
        return property;
    }
}
