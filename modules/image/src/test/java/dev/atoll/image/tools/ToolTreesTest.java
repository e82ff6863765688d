package dev.atoll.image.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.image.definition.Lock;
import dev.atoll.image.layout.CompositionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolTreesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    private Path folder;

    private ToolsDefinition definition;
    private final AtomicInteger composed = new AtomicInteger();
    private final List<String> notices = new ArrayList<>();

    @BeforeEach
    void readDefinition() throws IOException {
        definition = ToolSamples.definition(folder);
    }

    private ToolTrees trees(Instant now) {
        return new ToolTrees(folder.resolve("cache"), Clock.fixed(now, ZoneOffset.UTC));
    }

    private ToolTree open(Lock lock, Instant now) {
        return trees(now).open(definition, lock, this::compose, notices::add);
    }

    private ToolTree open() {
        return open(ToolSamples.lock(1), NOW);
    }

    private void compose(Path target) throws IOException {
        composed.incrementAndGet();
        ToolSamples.compose(folder, definition, target);
    }

    private List<String> cached() throws IOException {
        try (Stream<Path> entries = Files.list(folder.resolve("cache"))) {
            return entries.map(it -> it.getFileName().toString())
                    .filter(name -> !name.equals(".lock"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aTreeIsComposedOnceAndThenFound() {
        assertThat(trees(NOW).find(definition, ToolSamples.lock(1))).isEmpty();
        ToolTree first = open();
        assertThat(open()).isEqualTo(first);
        assertThat(trees(NOW).find(definition, ToolSamples.lock(1))).contains(first);
        assertThat(composed).hasValue(1);
        assertThat(first.program("big")).isExecutable();
    }

    @Test
    void anotherLockOrDefinitionIsAnotherTree() throws IOException {
        ToolTree first = open();
        assertThat(open(ToolSamples.lock(2), NOW)).isNotEqualTo(first);
        definition = ToolSamples.definition(folder, "- {programs: [big], arguments: [-x]}");
        assertThat(open()).isNotEqualTo(first);
        assertThat(composed).hasValue(3);
    }

    @Test
    void manyAtOnceComposeItOnce() throws InterruptedException, ExecutionException {
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Future<ToolTree>> opened = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                opened.add(pool.submit(() -> open()));
            }
            for (Future<ToolTree> tree : opened) {
                assertThat(tree.get().program("big")).isExecutable();
            }
        }
        assertThat(composed).hasValue(1);
    }

    @Test
    void aDamagedTreeIsComposedAgainAndSaysWhy() throws IOException {
        ToolTree tree = open();
        Files.delete(tree.root().resolve("usr/bin/big"));
        assertThat(trees(NOW).find(definition, ToolSamples.lock(1))).isEmpty();
        assertThat(open()).isEqualTo(tree);
        assertThat(tree.root().resolve("usr/bin/big")).exists();
        assertThat(notices)
                .containsExactly(
                        "the tools in " + tree.directory() + " are composed again: tree/usr/bin/big is missing");
        assertThat(cached()).containsExactly(tree.directory().getFileName().toString());
    }

    @Test
    void aFailedCompositionLeavesNothing() throws IOException {
        assertThatThrownBy(() -> trees(NOW)
                        .open(
                                definition,
                                ToolSamples.lock(1),
                                target -> {
                                    Files.writeString(target.resolve("half"), "x");
                                    throw new CompositionException("no", "try");
                                },
                                notices::add))
                .isInstanceOf(CompositionException.class);
        assertThat(cached()).isEmpty();
        open();
        assertThat(composed).hasValue(1);
    }

    @Test
    void treesThatNobodyUsesGoAndThoseInUseStay() throws IOException {
        ToolTree old = open(ToolSamples.lock(1), NOW.minus(Duration.ofDays(8)));
        ToolTree recent = open(ToolSamples.lock(2), NOW.minus(Duration.ofDays(6)));
        Files.createDirectories(folder.resolve("cache/.new-killed/tree"));
        ToolTree fresh = open(ToolSamples.lock(3), NOW);
        assertThat(cached())
                .containsExactlyInAnyOrder(
                        recent.directory().getFileName().toString(),
                        fresh.directory().getFileName().toString());
        assertThat(old.directory()).doesNotExist();
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        ToolTree tree = open();
        for (String name : List.of("nope", "../tree/usr/bin/big", "")) {
            assertThatThrownBy(() -> tree.program(name))
                    .hasMessageContaining("no program " + name)
                    .hasMessageContaining("atoll tools list");
        }
    }
}
