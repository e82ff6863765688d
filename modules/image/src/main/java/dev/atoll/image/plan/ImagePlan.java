package dev.atoll.image.plan;

import dev.atoll.image.definition.Lock;
import dev.atoll.image.definition.LockedPackage;
import dev.atoll.image.definition.LockedSource;
import dev.atoll.image.definition.PackageUse;
import dev.atoll.image.definition.Selection;
import dev.atoll.image.layout.UnpackedPackage;
import dev.atoll.packages.Package;
import dev.atoll.packages.apt.AptIndex;
import dev.atoll.packages.payload.PackageFile;
import dev.atoll.packages.payload.Payload;
import dev.atoll.packages.payload.PayloadStore;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Download;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Exactly which packages an image is made of.
 *
 * @param sources the repositories' metadata that vouches for them
 * @param packages the packages, by name; also those that only the build reads
 * @param date the image's date if a lock gives it, seconds since 1970
 */
public record ImagePlan(List<LockedSource> sources, List<LockedPackage> packages, Optional<Long> date) {
    public ImagePlan {
        sources = List.copyOf(sources);
        packages = List.copyOf(packages);
    }

    /**
     * Chooses packages from what the sources offer now.
     *
     * @throws UnsolvableException if the request cannot be met, with the chain that led there
     */
    public static ImagePlan resolve(Selection selection, Archives archives) {
        return of(Choice.of(selection, archives));
    }

    /** The plan of a choice. */
    public static ImagePlan of(Choice choice) {
        return new ImagePlan(
                choice.indexes().stream().map(ImagePlan::locked).toList(), packages(choice), Optional.empty());
    }

    private static List<LockedPackage> packages(Choice choice) {
        List<LockedPackage> packages = new ArrayList<>();
        choice.packages().forEach(item -> packages.add(locked(item, Optional.empty())));
        choice.build().forEach(item -> packages.add(locked(item, Optional.of(PackageUse.BUILD))));
        packages.sort(Comparator.comparing(LockedPackage::name));
        return packages;
    }

    /**
     * Takes the packages from a lock.
     *
     * @throws LockMismatchException if the lock was made for other packages than the definition asks for
     */
    public static ImagePlan locked(Selection selection, Lock lock) {
        if (!lock.definition().equals(RequestDigest.of(selection))) {
            throw new LockMismatchException(
                    "the lock was made for other sources or packages than the definition asks for");
        }
        return new ImagePlan(lock.sources(), lock.packages(), Optional.of(lock.date()));
    }

    /** The plan as a lock, once the image's date is known. */
    public Lock lock(Selection selection, long imageDate) {
        return new Lock(1, RequestDigest.of(selection), selection.architecture(), imageDate, sources, packages);
    }

    /** Packages that the image is to hold. */
    public List<LockedPackage> installed() {
        return packages.stream().filter(LockedPackage::isInstalled).toList();
    }

    /**
     * A package by its name, whatever it is for.
     *
     * @throws LockMismatchException if the plan does not have it
     */
    public LockedPackage named(String name) {
        return packages.stream()
                .filter(item -> item.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new LockMismatchException(
                        "the lock does not have " + name, "bring it up to date: atoll image lock DEFINITION"));
    }

    /** Packages that the store does not have yet. */
    public List<LockedPackage> missing(ContentStore store) {
        return packages.stream()
                .filter(item -> store.find(item.sha256()).isEmpty())
                .toList();
    }

    /**
     * Makes sure the store has every package, asking mirrors only for those it lacks.
     *
     * @param fetch fetches files into the store
     * @return their files, in the order of {@link #packages()}
     * @throws LockMismatchException if the lock takes packages from a source that the definition lacks
     * @throws MissingPackageException if {@code fetch} did not bring one
     * @throws NotInStoreException if there is to be no network and the store lacks some
     */
    public List<Path> fetch(ContentStore store, Archives archives, Consumer<List<Download>> fetch) {
        List<LockedPackage> missing = missing(store);
        if (archives.isOffline() && !missing.isEmpty()) {
            throw new NotInStoreException(
                    "there is to be no network",
                    missing.stream().map(ImagePlan::words).toList(),
                    "fetch them once, with a network: atoll image lock DEFINITION");
        }
        fetch.accept(missing.stream()
                .map(item -> AptIndex.download(asPackage(item), archives.bases(item.source())))
                .toList());
        return packages.stream()
                .map(item ->
                        store.find(item.sha256()).orElseThrow(() -> new MissingPackageException(item, store.root())))
                .toList();
    }

    /**
     * Unpacks the packages that the image is to hold, each once for all plans that share the store.
     *
     * @param files their files, as {@link #fetch} gives them
     * @throws dev.atoll.packages.deb.MalformedPackageException if one is not what the plan says
     */
    public List<UnpackedPackage> unpack(ContentStore store, List<Path> files) {
        List<PackageFile> packed = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            if (packages.get(i).isInstalled()) {
                packed.add(new PackageFile(packages.get(i).sha256(), files.get(i)));
            }
        }
        List<Payload> payloads = new PayloadStore(store).unpackAll(packed);
        List<LockedPackage> installed = installed();
        List<UnpackedPackage> unpacked = new ArrayList<>();
        for (int i = 0; i < payloads.size(); i++) {
            unpacked.add(new UnpackedPackage(installed.get(i).name(), payloads.get(i)));
        }
        return unpacked;
    }

    /** A package for people. */
    static String words(LockedPackage item) {
        return item.name() + " " + item.version() + ", " + item.size() + " bytes, SHA-256 " + item.sha256();
    }

    private static LockedSource locked(AptIndex index) {
        return new LockedSource(
                index.source().name(),
                index.inReleaseDigest(),
                index.signingKey(),
                index.date().getEpochSecond());
    }

    private static LockedPackage locked(Package item, Optional<PackageUse> use) {
        return new LockedPackage(
                item.name(),
                item.version(),
                item.architecture(),
                item.repository(),
                item.path(),
                item.size(),
                item.digest(),
                use);
    }

    /** A package as far as a lock tells. */
    static Package asPackage(LockedPackage item) {
        return new Package(
                item.name(),
                item.version(),
                item.architecture(),
                item.source(),
                List.of(),
                List.of(),
                List.of(),
                item.path(),
                item.size(),
                item.sha256(),
                0);
    }
}
