package dev.atoll.image.plan;

import dev.atoll.image.definition.LockedPackage;
import dev.atoll.image.layout.CompositionException;
import dev.atoll.packages.payload.PackageFile;
import dev.atoll.packages.payload.Payload;
import dev.atoll.packages.payload.PayloadEntry;
import dev.atoll.packages.payload.PayloadStore;
import dev.atoll.store.ContentStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the packages of a plan hold. */
public final class PlanPayloads {
    private PlanPayloads() {}

    /**
     * Unpacks them, each once per store.
     *
     * @param files of the packages, in the order of the plan
     * @return payloads in the same order
     * @throws dev.atoll.packages.deb.MalformedPackageException if one is not sound
     */
    public static List<Payload> unpack(ImagePlan plan, List<Path> files, ContentStore store) {
        List<PackageFile> packed = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            LockedPackage item = plan.packages().get(i);
            packed.add(new PackageFile(item.sha256(), files.get(i)));
        }
        return new PayloadStore(store).unpackAll(packed);
    }

    /**
     * The date of an image without a lock: the build time of the newest package, as its youngest file tells it.
     *
     * @return seconds since 1970
     * @throws CompositionException if there is no file at all
     */
    public static long newest(List<Payload> payloads) {
        return payloads.stream()
                .flatMap(payload -> payload.entries().stream())
                .mapToLong(PayloadEntry::mtime)
                .max()
                .orElseThrow(() -> new CompositionException(
                        "the packages of this image hold no files at all", "install a package that brings some"));
    }
}
