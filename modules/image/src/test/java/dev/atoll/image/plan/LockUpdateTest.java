package dev.atoll.image.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.image.Samples;
import dev.atoll.image.definition.Lock;
import dev.atoll.image.definition.LockedPackage;
import dev.atoll.image.definition.Selection;
import dev.atoll.image.plan.LockDiff.Kind;
import dev.atoll.packages.apt.KnownRelease;
import dev.atoll.packages.apt.MirrorFinder;
import dev.atoll.packages.apt.StoredPackage;
import dev.atoll.packages.mirror.MirrorDirectory;
import dev.atoll.packages.mirror.MirrorSuite;
import dev.atoll.packages.openpgp.ArchiveKey;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Digest;
import dev.atoll.store.DownloadProgress;
import dev.atoll.store.Downloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks over the life of a mirror, which is a directory here. */
class LockUpdateTest {
    private static final Instant START = Instant.parse("2026-05-01T10:00:00Z");
    private static final String JDK = " with jdk";
    private static final String JAVA = "java: {jdk: jdk, modules: [java.base]}\n";
    private static final long MTIME = 1_700_000_000;

    @TempDir
    private Path folder;

    private final ArchiveKey key = ArchiveKey.create("archive", START.minusSeconds(9), new SecureRandom());
    private ContentStore archive;
    private ContentStore store;
    private int day;

    @BeforeEach
    void prepare() throws IOException {
        archive = ContentStore.open(folder.resolve("archive"));
        store = ContentStore.open(folder.resolve("store"));
        Files.writeString(folder.resolve("key.asc"), key.publicKey());
    }

    /** The mirror's next state: {@code name version fields}. */
    private void publish(String... packages) {
        List<StoredPackage> files = new ArrayList<>();
        for (String text : packages) {
            String[] words = text.split(" ", 3);
            byte[] bytes = SmallDeb.of(
                    words[0], words[1], MTIME + Long.parseLong(words[1]) - 1, words.length > 2 ? words[2] + "\n" : "");
            Digest digest = archive.put(bytes);
            String path = "pool/main/" + words[0] + "_" + words[1] + "_amd64.deb";
            files.add(new StoredPackage(archive.find(digest).orElseThrow(), path, bytes.length, digest));
        }
        KnownRelease release = new KnownRelease(
                "Debian", "Debian", "stable", "trixie", START.plus(Duration.ofDays(day++)), Digest.of(new byte[0]));
        new MirrorDirectory(folder.resolve("mirror"))
                .write(List.of(new MirrorSuite(release, List.of("amd64"), files)), key, done -> {});
    }

    private static Selection selection(String packages) {
        return Samples.parse("""
                definition: 1
                image: {id: lagoon, name: Lagoon, version: 1.2.3, architecture: x86_64}
                sources: [{name: s, debian: trixie, keys: [key.asc]}]
                packages: PACKAGES
                kernel: {commandLine: [], initrd: {modules: [], files: [], units: []}}
                """.replace("PACKAGES", packages.replace(JDK, "")) + (packages.endsWith(JDK) ? JAVA : ""))
                .selection();
    }

    private Archives archives(Selection selection) {
        Downloads downloads = new Downloads(store);
        return new Archives(
                selection,
                folder,
                List.of(folder.resolve("mirror").toUri()),
                new MirrorFinder(downloads, folder.resolve("no-apt")),
                store,
                downloads,
                START.plus(Duration.ofDays(30)));
    }

    private LockUpdate update(String packages, Optional<Lock> before) {
        Selection selection = selection(packages);
        return new LockUpdate(selection, before, archives(selection), store);
    }

    /** Fetches, as {@code atoll image lock} does, and makes the lock. */
    private Lock lock(String packages, ImagePlan plan) {
        List<Path> files = plan.fetch(
                store,
                archives(selection(packages)),
                wanted -> new Downloads(store).fetch(wanted, DownloadProgress.NONE));
        return plan.lock(selection(packages), ImageDate.newest(plan.unpack(store, files)));
    }

    private Lock lock(String packages) {
        return lock(packages, update(packages, Optional.empty()).keepAll());
    }

    private static List<String> versions(List<LockedPackage> packages) {
        return packages.stream().map(item -> item.name() + " " + item.version()).toList();
    }

    @Test
    void aLockThatFitsStaysAndNobodyIsAsked() throws IOException {
        publish("aa 1 Depends: bb", "bb 1");
        Lock lock = lock("{install: [aa]}");
        assertThat(lock.date()).isEqualTo(MTIME);
        publish("aa 2 Depends: bb", "bb 2");
        Files.delete(folder.resolve("mirror/dists"));
        ImagePlan plan = update("{install: [aa]}", Optional.of(lock)).keepAll();
        assertThat(plan.lock(selection("{install: [aa]}"), lock.date())).isEqualTo(lock);
        assertThat(LockDiff.of(Optional.of(lock), plan, selection("{install: [aa]}"))
                        .changed())
                .isFalse();
    }

    @Test
    void newPackagesComeOldOnesGoAndTheRestStays() {
        publish("aa 1 Depends: bb", "bb 1", "cc 1");
        Lock lock = lock("{install: [aa, cc]}");
        publish("aa 2 Depends: bb", "aa 1 Depends: bb", "bb 2", "bb 1", "cc 2", "dd 2");
        String wanted = "{install: [aa, dd]}";
        ImagePlan plan = update(wanted, Optional.of(lock)).keepAll();
        assertThat(versions(plan.packages())).containsExactly("aa 1", "bb 1", "dd 2");
        LockDiff diff = LockDiff.of(Optional.of(lock), plan, selection(wanted));
        assertThat(diff.changed()).isTrue();
        assertThat(diff.changes())
                .extracting(change -> change.kind() + " " + change.name())
                .containsExactly("ADDED dd", "REMOVED cc");
    }

    @Test
    void versionsThatTheMirrorDroppedStayWhileTheStoreHasThem() throws IOException {
        publish("aa 1 Depends: bb", "bb 1");
        Lock lock = lock("{install: [aa]}");
        publish("aa 2 Depends: bb", "bb 2", "cc 2");
        publish("aa 2 Depends: bb", "bb 2", "cc 2", "ee 1");
        assertThat(folder.resolve("mirror/pool/main/bb_1_amd64.deb")).doesNotExist();
        String wanted = "{install: [aa, cc]}";
        ImagePlan plan = update(wanted, Optional.of(lock)).keepAll();
        assertThat(versions(plan.packages())).containsExactly("aa 1", "bb 1", "cc 2");
        assertThat(versions(lock(wanted, plan).packages())).containsExactly("aa 1", "bb 1", "cc 2");
        try (Stream<Path> objects = Files.list(folder.resolve("store/sha256"))) {
            assertThat(objects).isNotEmpty();
        }
        store = ContentStore.open(folder.resolve("empty"));
        assertThat(versions(update(wanted, Optional.of(lock)).keepAll().packages()))
                .containsExactly("aa 2", "bb 2", "cc 2");
    }

    @Test
    void theVeryBytesOfTheLockStayThoughTheMirrorHasOthersOfThatVersion() {
        publish("aa 1", "bb 1");
        Lock lock = lock("{install: [aa]}");
        publish("aa 1 Section: other", "bb 1");
        ImagePlan plan = update("{install: [aa, bb]}", Optional.of(lock)).keepAll();
        assertThat(plan.packages()).contains(lock.packages().getFirst());
        assertThat(LockDiff.of(
                                Optional.of(lock),
                                update("{install: [aa]}", Optional.of(lock)).takeAll(),
                                selection("{install: [aa]}"))
                        .changes())
                .extracting(LockDiff.Change::kind)
                .containsExactly(Kind.REPLACED);
    }

    @Test
    void aLockedVersionGivesWayWhereItMust() {
        publish("aa 1", "bb 1", "cc 1");
        Lock lock = lock("{install: [aa, bb]}");
        publish("aa 1", "aa 2", "bb 1", "bb 2", "cc 2 Depends: aa (>= 2)");
        ImagePlan plan = update("{install: [aa, bb, cc]}", Optional.of(lock)).keepAll();
        assertThat(versions(plan.packages())).containsExactly("aa 2", "bb 1", "cc 2");
    }

    @Test
    void aLockedPackageStaysThoughAnotherWouldNowBeChosen() {
        publish("aa 1 Depends: mail", "zmail 1 Provides: mail");
        Lock lock = lock("{install: [aa]}");
        publish("aa 1 Depends: mail", "amail 1 Provides: mail", "zmail 1 Provides: mail", "xx 1");
        assertThat(versions(update("{install: [aa, xx]}", Optional.of(lock))
                        .keepAll()
                        .packages()))
                .containsExactly("aa 1", "xx 1", "zmail 1");
        assertThat(versions(update("{install: [aa, xx], prefer: [amail]}", Optional.of(lock))
                        .keepAll()
                        .packages()))
                .containsExactly("aa 1", "amail 1", "xx 1");
    }

    @Test
    void pinsOfTheDefinitionWinOverTheLock() {
        publish("aa 1", "bb 1");
        Lock lock = lock("{install: [aa, bb]}");
        publish("aa 1", "aa 2", "bb 1", "bb 2");
        String wanted = "{install: [aa, bb], pins: [{packages: aa, version: '1', priority: -1}]}";
        assertThat(versions(update(wanted, Optional.of(lock)).keepAll().packages()))
                .containsExactly("aa 2", "bb 1");
        String liked = "{install: [aa, bb], pins: [{packages: bb, version: '2', priority: 600}]}";
        assertThat(versions(update(liked, Optional.of(lock)).keepAll().packages()))
                .containsExactly("aa 1", "bb 2");
    }

    @Test
    void everythingMovesWhenAskedTo() {
        publish("aa 1 Depends: bb", "bb 1");
        Lock lock = lock("{install: [aa]}");
        publish("aa 2 Depends: bb", "aa 1 Depends: bb", "bb 2", "bb 1");
        ImagePlan plan = update("{install: [aa]}", Optional.of(lock)).takeAll();
        assertThat(versions(plan.packages())).containsExactly("aa 2", "bb 2");
        Lock next = lock("{install: [aa]}", plan);
        assertThat(next.date()).isEqualTo(MTIME + 1);
        assertThat(LockDiff.of(Optional.of(lock), plan, selection("{install: [aa]}"))
                        .changes())
                .extracting(LockDiff.Change::kind)
                .containsExactly(Kind.UPGRADED, Kind.UPGRADED);
    }

    @Test
    void namedPackagesMoveWithWhatTheyForceAndNothingElse() {
        publish("app 1 Depends: lib (= 1)", "lib 1", "other 1");
        Lock lock = lock("{install: [app, other]}");
        publish("app 1 Depends: lib (= 1)", "lib 1", "other 1", "app 2 Depends: lib (= 2)", "lib 2", "other 2");
        String wanted = "{install: [app, other]}";
        assertThat(versions(
                        update(wanted, Optional.of(lock)).move(List.of("other")).packages()))
                .containsExactly("app 1", "lib 1", "other 2");
        assertThat(versions(
                        update(wanted, Optional.of(lock)).move(List.of("lib")).packages()))
                .containsExactly("app 2", "lib 2", "other 1");
        assertThat(versions(
                        update(wanted, Optional.of(lock)).move(List.of("app")).packages()))
                .containsExactly("app 2", "lib 2", "other 1");
    }

    @Test
    void whatTheNewestVersionNoLongerNeedsGoes() {
        publish("app 1 Depends: lib", "lib 1");
        Lock lock = lock("{install: [app]}");
        publish("app 1 Depends: lib", "lib 1", "app 2", "lib 2");
        assertThat(versions(update("{install: [app]}", Optional.of(lock))
                        .move(List.of("app", "lib"))
                        .packages()))
                .containsExactly("app 2");
    }

    @Test
    void aPackageOfTheBuildIsLockedWithoutWhatItDependsOnAndNeverUnpacked() {
        publish("aa 1", "jdk 9 Depends: jre (= 9), nothing-has-this", "jre 9");
        Lock lock = lock("{install: [aa]}" + JDK);
        assertThat(versions(lock.packages())).containsExactly("aa 1", "jdk 9");
        assertThat(lock.packages()).extracting(LockedPackage::isInstalled).containsExactly(true, false);
        assertThat(lock.date()).isEqualTo(MTIME);
        assertThat(LockContents.digests(List.of(lock), store))
                .contains(lock.packages().getLast().sha256());
        assertThat(LockContents.suites(List.of(lock), store).getFirst().packages())
                .hasSize(2);
        assertThat(versions(
                        update("{install: [aa]}", Optional.of(lock)).keepAll().packages()))
                .containsExactly("aa 1");
    }

    @Test
    void aPackageOfTheBuildIsChosenByTheSameRules() {
        publish("aa 1", "jdk 1", "jdk 2", "jdk 3", "other 1 Provides: virtual");
        Selection selection = selection("{install: [aa]}" + JDK);
        assertThat(versions(ImagePlan.resolve(selection, archives(selection)).packages()))
                .containsExactly("aa 1", "jdk 3");
        String pinned =
                "{install: [aa], pins: [{packages: jdk, version: '2'}, {packages: jdk, version: '3', priority: -1}]}";
        assertThat(versions(update(pinned + JDK, Optional.empty()).keepAll().packages()))
                .containsExactly("aa 1", "jdk 2");
        String never = "{install: [aa], pins: [{packages: jdk, priority: -1}]}";
        assertThatThrownBy(() -> update(never + JDK, Optional.empty()).keepAll())
                .isInstanceOf(UnsolvableException.class)
                .hasMessageContaining("jdk");
    }

    @Test
    void aPackageOfTheBuildThatNobodyOffersIsNamed() {
        publish("aa 1", "jdk-headless 1 Provides: jdk");
        assertThatThrownBy(
                        () -> update("{install: [aa]}" + JDK, Optional.empty()).keepAll())
                .isInstanceOf(UnsolvableException.class)
                .hasMessageContaining("jdk");
    }

    @Test
    void aLockedPackageOfTheBuildMovesOnlyWhenTold() {
        publish("aa 1", "jdk 1 Depends: jre", "jre 1");
        Lock lock = lock("{install: [aa]}" + JDK);
        publish("aa 1", "aa 2", "jdk 1 Depends: jre", "jdk 2 Depends: jre", "jre 1", "bb 1");
        String wanted = "{install: [aa]}" + JDK;
        assertThat(versions(update("{install: [aa, bb]}" + JDK, Optional.of(lock))
                        .keepAll()
                        .packages()))
                .containsExactly("aa 1", "bb 1", "jdk 1");
        ImagePlan moved = update(wanted, Optional.of(lock)).move(List.of("jdk"));
        assertThat(versions(moved.packages())).containsExactly("aa 1", "jdk 2");
        assertThat(moved.installed()).hasSize(1);
        assertThat(versions(
                        update(wanted, Optional.of(lock)).move(List.of("aa")).packages()))
                .containsExactly("aa 2", "jdk 1");
        assertThat(versions(update(wanted, Optional.of(lock)).takeAll().packages()))
                .containsExactly("aa 2", "jdk 2");
    }

    @Test
    void anInstalledPackageServesTheBuildToo() {
        publish("aa 1", "jdk 1");
        Lock lock = lock("{install: [aa, jdk]}" + JDK);
        assertThat(lock.packages()).extracting(LockedPackage::isInstalled).containsExactly(true, true);
        assertThat(versions(update("{install: [aa, jdk]}" + JDK, Optional.of(lock))
                        .move(List.of("jdk"))
                        .packages()))
                .containsExactly("aa 1", "jdk 1");
    }

    @Test
    void unknownNamesAreTheUsersMistake() {
        publish("aa 1");
        Lock lock = lock("{install: [aa]}");
        assertThatThrownBy(() -> update("{install: [aa]}", Optional.of(lock)).move(List.of("aa", "nonsense")))
                .isInstanceOf(LockMismatchException.class)
                .hasMessageContaining("does not have nonsense")
                .hasMessageContaining("hint:");
        assertThatThrownBy(() -> update("{install: [aa]}", Optional.empty()).move(List.of("aa")))
                .isInstanceOf(LockMismatchException.class)
                .hasMessageContaining("no lock yet");
    }

    @Test
    void withoutANetworkTheStateOfTheLockIsWhatThereIs() throws IOException {
        publish("aa 1", "bb 1");
        Lock lock = lock("{install: [aa]}");
        publish("aa 2", "bb 2");
        ImagePlan.resolve(selection("{install: [aa]}"), archives(selection("{install: [aa]}")));
        Files.delete(folder.resolve("mirror/dists"));
        Selection wanted = selection("{install: [aa, bb]}");
        Archives offline = archives(wanted).offline(Optional.of(lock));
        ImagePlan plan = new LockUpdate(wanted, Optional.of(lock), offline, store).keepAll();
        assertThat(versions(plan.packages())).containsExactly("aa 1", "bb 1");
        assertThatThrownBy(() -> plan.fetch(store, offline, wantedFiles -> {
                    throw new AssertionError("asked for " + wantedFiles);
                }))
                .isInstanceOf(NotInStoreException.class)
                .hasMessageContaining("no network, and the store lacks a file:")
                .hasMessageContaining("bb 1, ")
                .hasMessageContaining("hint: fetch them once, with a network: atoll image lock");
        // Without a lock it is the newest state that was seen.
        Archives newest = archives(wanted).offline(Optional.empty());
        assertThat(versions(ImagePlan.resolve(wanted, newest).packages())).containsExactly("aa 2", "bb 2");
    }

    @Test
    void withoutANetworkAllThatIsMissingIsNamedAtOnce() {
        Selection wanted = Samples.parse("""
                definition: 1
                image: {id: lagoon, name: Lagoon, version: 1.2.3, architecture: x86_64}
                sources: [{name: s, debian: trixie, keys: [key.asc]}, {name: t, debian: trixie-updates, keys: [key.asc]}]
                packages: {install: [aa]}
                kernel: {commandLine: [], initrd: {modules: [], files: [], units: []}}
                """).selection();
        assertThatThrownBy(() -> ImagePlan.resolve(wanted, archives(wanted).offline(Optional.empty())))
                .isInstanceOf(NotInStoreException.class)
                .hasMessageContaining("lacks 2 files")
                .hasMessageContaining("any InRelease of s\n  any InRelease of t");
    }

    @Test
    void aLockNeedsNobodyToVouchForAMirrorThatTheUserNames() throws IOException {
        publish("aa 1");
        Lock lock = lock("{install: [aa]}");
        Files.writeString(
                folder.resolve("key.asc"),
                ArchiveKey.create("another", START, new SecureRandom()).publicKey());
        store = ContentStore.open(folder.resolve("empty"));
        Selection wanted = selection("{install: [aa]}");
        ImagePlan plan = ImagePlan.locked(wanted, lock);
        assertThat(plan.fetch(
                        store, archives(wanted), files -> new Downloads(store).fetch(files, DownloadProgress.NONE)))
                .hasSize(1);
    }

    @Test
    void locksSayWhatBelongsToThem() {
        publish("aa 1", "bb 1");
        Lock lock = lock("{install: [aa]}");
        Digest index = KnownRelease.listed(lock.sources().getFirst().inRelease(), store).stream()
                .filter(store::has)
                .findFirst()
                .orElseThrow();
        assertThat(LockContents.digests(List.of(lock), store))
                .contains(
                        lock.packages().getFirst().sha256(),
                        lock.sources().getFirst().inRelease(),
                        index);
        assertThat(LockContents.suites(List.of(lock), store)).singleElement().satisfies(suite -> {
            assertThat(suite.name()).isEqualTo("trixie");
            assertThat(suite.packages()).hasSize(1);
        });
        ContentStore empty = ContentStore.open(folder.resolve("empty"));
        assertThatThrownBy(() -> LockContents.suites(List.of(lock), empty))
                .isInstanceOf(NotInStoreException.class)
                .hasMessageContaining("aa 1, ");
    }
}
