package dev.atoll.node.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.document.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationsTest {
    @TempDir
    private Path folder;

    private Generations generations;

    @BeforeEach
    void open() {
        generations =
                new Generations(new NodePaths(folder.resolve("root"), folder.resolve("state"), folder.resolve("run")));
    }

    private int add() throws IOException {
        int number = generations.next();
        Path part = Files.createDirectories(folder.resolve("state/generations/" + number + ".part/etc"))
                .getParent();
        Generation facts = new Generation(number, "00", 5, "a test", "1.0", Optional.empty(), List.of());
        Documents.writeJson(part.resolve(Generations.FACTS), facts);
        generations.add(part, number);
        return number;
    }

    @Test
    void aNewNodeHasNone() throws IOException {
        assertThat(generations.all()).isEmpty();
        assertThat(generations.current()).isEmpty();
        assertThat(generations.next()).isEqualTo(1);
    }

    @Test
    void oneIsChosenAndThenAnother() throws IOException {
        int one = add();
        int two = add();
        assertThat(generations.current()).isEmpty();
        generations.choose(Optional.of(one));
        assertThat(generations.current()).map(Generation::number).contains(one);
        generations.choose(Optional.of(two));
        assertThat(generations.current()).map(Generation::number).contains(two);
        generations.choose(Optional.empty());
        assertThat(generations.current()).isEmpty();
    }

    @Test
    void whatWasChosenBeforeIsKnown() throws IOException {
        int one = add();
        add();
        int three = add();
        assertThat(generations.previous()).isEmpty();
        generations.choose(Optional.of(one));
        assertThat(generations.previous()).isEmpty();
        generations.choose(Optional.of(three));
        generations.choose(Optional.of(three));
        assertThat(generations.previous()).map(Generation::number).contains(one);
    }

    @Test
    void theOldestGoAndTheChosenStays() throws IOException {
        for (int i = 0; i < 5; i++) {
            add();
        }
        generations.choose(Optional.of(2));
        Files.createDirectories(folder.resolve("state/generations/9.part/etc"));
        Files.createDirectories(folder.resolve("state/generations/8/etc"));
        generations.prune(2);
        assertThat(generations.all()).extracting(Generation::number).containsExactly(2, 4, 5);
        assertThat(folder.resolve("state/generations/9.part")).doesNotExist();
        assertThat(folder.resolve("state/generations/8")).doesNotExist();
        assertThat(generations.next()).isEqualTo(6);
    }

    @Test
    void aLinkToNothingChoosesNothing() throws IOException {
        add();
        generations.choose(Optional.of(7));
        assertThat(generations.current()).isEmpty();
    }
}
