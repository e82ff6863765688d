package dev.atoll.image.sbom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.spdx.core.IModelCopyManager;
import org.spdx.core.InvalidSPDXAnalysisException;
import org.spdx.jacksonstore.MultiFormatStore;
import org.spdx.jacksonstore.MultiFormatStore.Format;
import org.spdx.library.LicenseInfoFactory;
import org.spdx.library.ModelCopyManager;
import org.spdx.library.SpdxModelFactory;
import org.spdx.library.model.v2.ReferenceType;
import org.spdx.library.model.v2.SpdxDocument;
import org.spdx.library.model.v2.SpdxPackage;
import org.spdx.library.model.v2.enumerations.ChecksumAlgorithm;
import org.spdx.library.model.v2.enumerations.Purpose;
import org.spdx.library.model.v2.enumerations.ReferenceCategory;
import org.spdx.library.model.v2.enumerations.RelationshipType;
import org.spdx.library.model.v2.license.AnyLicenseInfo;
import org.spdx.library.model.v2.license.ExtractedLicenseInfo;
import org.spdx.storage.simple.InMemSpdxStore;

/** Bills as SPDX 2.3 in JSON. The library takes over a CPU second to start, so it is named nowhere else. */
public final class SpdxDocuments {
    private static final String NO_ASSERTION = "NOASSERTION";
    private static final String PURL = "http://spdx.org/rdf/references/purl";

    private final MultiFormatStore store = new MultiFormatStore(new InMemSpdxStore(), Format.JSON_PRETTY);
    private final IModelCopyManager copies = new ModelCopyManager();
    private final String namespace;

    private SpdxDocuments(Bill bill) {
        this.namespace = "https://spdx.org/spdxdocs/%s-%s-%s"
                .formatted(bill.name(), bill.version(), bill.digest().hex());
    }

    /**
     * The document.
     *
     * @throws SbomException if the library refuses it, or finds a fault in it
     */
    public static byte[] write(Bill bill) {
        try {
            SpdxModelFactory.init();
            SpdxDocuments documents = new SpdxDocuments(bill);
            SpdxDocument document = documents.document(bill);
            List<String> faults = document.verify();
            if (!faults.isEmpty()) {
                throw new SbomException(
                        "the SPDX document would not be valid: " + String.join("; ", faults), "please report it");
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            documents.store.serialize(out, document);
            out.write('\n');
            return out.toByteArray();
        } catch (InvalidSPDXAnalysisException | IOException e) {
            throw new SbomException("the SPDX document cannot be made", e);
        }
    }

    private SpdxDocument document(Bill bill) throws InvalidSPDXAnalysisException {
        SpdxDocument document = new SpdxDocument(store, namespace, copies, true);
        document.setSpecVersion("SPDX-2.3");
        document.setName(bill.name() + "-" + bill.version());
        document.setDataLicense(licence("CC0-1.0"));
        document.setCreationInfo(document.createCreationInfo(
                List.of("Tool: atoll"), Instant.ofEpochSecond(bill.date()).toString()));
        TreeMap<String, String> texts = new TreeMap<>();
        bill.parts().forEach(part -> texts.putAll(part.licences().texts()));
        for (var text : texts.entrySet()) {
            ExtractedLicenseInfo info = new ExtractedLicenseInfo(store, namespace, text.getKey(), copies, true);
            info.setExtractedText(text.getValue());
            document.addExtractedLicenseInfos(info);
        }
        SpdxPackage image = document.createPackage(
                        "SPDXRef-image", bill.name(), licence(NO_ASSERTION), NO_ASSERTION, licence(NO_ASSERTION))
                .setVersionInfo(bill.version())
                .setDownloadLocation(NO_ASSERTION)
                .setFilesAnalyzed(false)
                .setPrimaryPurpose(Purpose.OPERATING_SYSTEM)
                .build();
        document.getDocumentDescribes().add(image);
        for (Bill.Part part : bill.parts()) {
            RelationshipType relation = part.linked() ? RelationshipType.GENERATED_FROM : RelationshipType.CONTAINS;
            image.addRelationship(document.createRelationship(part(document, part), relation, null));
        }
        return document;
    }

    private SpdxPackage part(SpdxDocument document, Bill.Part part) throws InvalidSPDXAnalysisException {
        SpdxPackage.SpdxPackageBuilder builder = document.createPackage(
                        "SPDXRef-Package-" + part.id(),
                        part.item().name(),
                        licence(NO_ASSERTION),
                        NO_ASSERTION,
                        licence(part.licences().expression()))
                .setVersionInfo(part.item().version())
                .setDownloadLocation(NO_ASSERTION)
                .setFilesAnalyzed(false)
                .addChecksum(document.createChecksum(
                        ChecksumAlgorithm.SHA256, part.item().sha256().hex()))
                .addExternalRef(document.createExternalRef(
                        ReferenceCategory.PACKAGE_MANAGER, new ReferenceType(PURL), part.purl(), null));
        part.item()
                .sourcePackage()
                .ifPresent(source -> builder.setSourceInfo("built from the source package " + source));
        return builder.build();
    }

    private AnyLicenseInfo licence(String expression) throws InvalidSPDXAnalysisException {
        return LicenseInfoFactory.parseSPDXLicenseStringCompatV2(expression, store, namespace, copies);
    }
}
