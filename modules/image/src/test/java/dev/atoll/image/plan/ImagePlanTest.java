package dev.atoll.image.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.image.Samples;
import dev.atoll.image.definition.Definition;
import dev.atoll.image.definition.Lock;
import dev.atoll.image.definition.LockedPackage;
import dev.atoll.image.definition.LockedSource;
import dev.atoll.packages.apt.MirrorFinder;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Digest;
import dev.atoll.store.Download;
import dev.atoll.store.Downloads;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagePlanTest {
    private static final byte[] FILE = {1, 2, 3};
    private static final LockedSource SOURCE = new LockedSource("s", Digest.of(new byte[0]), "a".repeat(40), 5);
    private static final LockedPackage PACKAGE =
            new LockedPackage("bash", "5.2", "amd64", "s", "pool/b/bash.deb", 3, Digest.of(FILE));
    private static final ImagePlan PLAN = new ImagePlan(List.of(SOURCE), List.of(PACKAGE), Optional.empty());

    private static final String YAML = """
            definition: 1
            image: {id: lagoon, name: Lagoon, version: 1.2.3, architecture: x86_64}
            sources: [{name: s, debian: trixie, keys: [key.asc]}]
            packages: {install: [bash, mawk], prefer: [mawk]}
            kernel: {commandLine: [], initrd: {modules: [], files: [], units: []}}
            """;

    @TempDir
    private Path folder;

    private static Digest digest(String yaml) {
        return RequestDigest.of(Samples.parse(yaml).selection());
    }

    private Archives archives(Definition definition, ContentStore store) {
        Downloads downloads = new Downloads(store);
        MirrorFinder finder = new MirrorFinder(downloads, folder.resolve("no-apt"));
        return new Archives(definition.selection(), folder, List.of(), finder, store, downloads, Instant.EPOCH);
    }

    @Test
    void theOrderOfKeysCommentsAndDefaultsDoNotChangeTheRequest() {
        assertThat(digest("""
                # comment
                kernel: {initrd: {units: [], files: [], modules: []}, commandLine: []}
                packages: {without: [], prefer: [mawk], install: [bash, mawk]}
                sources:
                  - keys: [key.asc]   # the key
                    security: false
                    components: [main]
                    debian: trixie
                    name: s
                image: {architecture: x86_64, version: 1.2.3, name: Lagoon, id: lagoon}
                definition: 1
                """)).isEqualTo(digest(YAML));
    }

    /** Locks of others hold this: it may change only together with the lock's version. */
    @Test
    void theDigestOfARequestStaysTheSameForever() {
        assertThat(digest(YAML).hex()).isEqualTo("1e6ee15233c9c3c4d2ba6199e84d9cd122959a90651dd52510cf778e611960c1");
    }

    @Test
    void whereCertificatesLieIsNotPartOfIt() {
        assertThat(digest(YAML.replace("[key.asc]", "[../keys/a.asc, b.asc]"))).isEqualTo(digest(YAML));
    }

    @Test
    void whatDoesNotReachTheRepositoriesIsNotPartOfIt() {
        assertThat(digest(YAML.replace("1.2.3", "1.2.4") + "remove: [/x]\nenable: [a.service]\n"))
                .isEqualTo(digest(YAML));
    }

    @Test
    void thePackageOfTheRuntimeIsPartOfItAndItsModulesAreNot() {
        String java = YAML + "java: {jdk: openjdk-25-jdk-headless, modules: [java.base]}\n";
        assertThat(digest(java)).isNotEqualTo(digest(YAML));
        assertThat(digest(java.replace("[java.base]", "[java.xml], programs: [agent]")))
                .isEqualTo(digest(java));
        assertThat(digest(java.replace("25", "26"))).isNotEqualTo(digest(java));
    }

    @Test
    void packagesAndSourcesAre() {
        assertThat(digest(YAML.replace("[bash, mawk]", "[bash]"))).isNotEqualTo(digest(YAML));
        assertThat(digest(YAML.replace("prefer", "without").replace("[bash, mawk]", "[bash]")))
                .isNotEqualTo(digest(YAML.replace("[bash, mawk]", "[bash]")));
        assertThat(digest(YAML.replace("trixie", "sid"))).isNotEqualTo(digest(YAML));
    }

    @Test
    void aLockGivesBackThePlanAndItsDate() {
        Definition definition = Samples.parse(YAML);
        Lock lock = PLAN.lock(definition.selection(), 77);
        ImagePlan again = ImagePlan.locked(definition.selection(), lock);
        assertThat(again).isEqualTo(new ImagePlan(List.of(SOURCE), List.of(PACKAGE), Optional.of(77L)));
        assertThat(again.lock(definition.selection(), 77)).isEqualTo(lock);
    }

    @Test
    void refusesALockForOtherPackages() {
        Lock lock = PLAN.lock(Samples.parse(YAML).selection(), 77);
        Definition other = Samples.parse(YAML.replace("[bash, mawk]", "[bash]"));
        assertThatThrownBy(() -> ImagePlan.locked(other.selection(), lock))
                .isInstanceOf(LockMismatchException.class)
                .hasMessageContaining("other sources or packages")
                .hasMessageContaining("hint: build without --lock");
    }

    @Test
    void refusesALockWithASourceThatTheDefinitionLacks() {
        ContentStore store = ContentStore.open(folder.resolve("store"));
        Archives archives = archives(Samples.parse(YAML.replace("name: s,", "name: t,")), store);
        assertThatThrownBy(() -> PLAN.fetch(store, archives, wanted -> {}))
                .isInstanceOf(LockMismatchException.class)
                .hasMessageContaining("takes packages from s");
    }

    @Test
    void whatTheStoreHasIsNotFetchedAndNeedsNoMirror() {
        ContentStore store = ContentStore.open(folder.resolve("store"));
        assertThat(PLAN.missing(store)).containsExactly(PACKAGE);
        store.put(FILE);
        assertThat(PLAN.missing(store)).isEmpty();
        List<Download> asked = new ArrayList<>();
        List<Path> files = PLAN.fetch(store, archives(Samples.parse(YAML), store), asked::addAll);
        assertThat(asked).isEmpty();
        assertThat(files).singleElement().satisfies(file -> assertThat(file).hasBinaryContent(FILE));
    }
}
