package dev.atoll.cli.image;

import dev.atoll.cli.command.Session;
import dev.atoll.document.Documents;
import dev.atoll.document.Shown;
import dev.atoll.image.inspect.OpenedImage;
import dev.atoll.image.sbom.Bill;
import dev.atoll.image.sbom.CycloneDxDocuments;
import dev.atoll.image.sbom.SpdxDocuments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code atoll image sbom}. */
@Command(
        name = "sbom",
        description = "Write an image's bill of materials: packages, where they are from, licences.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The same image always gives the same bytes.",
            "",
            "Examples:",
            "  atoll image sbom out/container-linux.raw --format spdx -o container-linux.spdx.json",
            "  atoll image sbom out/container-linux.raw --format cyclonedx > container-linux.cdx.json"
        })
public final class SbomCommand implements Callable<Integer> {
    private final Session session;

    /** The forms that tools read. */
    enum Format {
        /** SPDX 2.3 in JSON. */
        SPDX,
        /** CycloneDX 1.6 in JSON. */
        CYCLONEDX
    }

    @Option(names = "--format", required = true, description = "One of: spdx (2.3, JSON), cyclonedx (1.6, JSON).")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Format format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write it (default: standard output).")
    private Optional<Path> output = Optional.empty();

    @Parameters(paramLabel = "IMAGE", description = "A raw disk image or a root file system (EROFS).")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path image;

    public SbomCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        OpenedImage.RootFileSystem root = OpenedImage.open(image).requireRoot();
        Bill bill = Bill.of(root.tree(), root.info().buildTime());
        byte[] document = format == Format.SPDX ? SpdxDocuments.write(bill) : CycloneDxDocuments.write(bill);
        if (output.isPresent()) {
            Documents.write(output.get(), document);
        } else {
            session.out().print(Shown.json(new String(document, StandardCharsets.UTF_8)));
        }
        return 0;
    }
}
