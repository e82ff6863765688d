package dev.atoll.systemtests.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The judge of equal images must itself see every difference. */
class SparseFileTest {
    private static final long SIZE = 3L << 30;

    @TempDir
    Path directory;

    @Test
    void zerosAreEqualToAHole() throws IOException {
        Path one = sparse("one", 1 << 20, 77, 2L << 30, 5);
        Path other = sparse("other", 1 << 20, 77, 2L << 30, 5, 1L << 30, 0);
        assertThat(SparseFile.mismatch(one, other)).isEmpty();
        assertThat(SparseFile.mismatch(other, one)).isEmpty();
    }

    @Test
    void aByteThatDiffersIsFoundWhereverItIs() throws IOException {
        Path one = sparse("one", 0, 1, 1 << 20, 77);
        for (long at : new long[] {0, 1, 4095, 4096, (1 << 20) - 1, 1 << 20, (1 << 21) + 3, 2L << 30, SIZE - 1}) {
            Path other = sparse("other", 0, 1, 1 << 20, 77, at, 99);
            assertThat(SparseFile.mismatch(one, other)).as("byte %d", at).hasValue(at);
            assertThat(SparseFile.mismatch(other, one)).as("byte %d", at).hasValue(at);
        }
    }

    @Test
    void theFirstOfSeveralDifferencesIsTold() throws IOException {
        Path one = sparse("one", 5000, 1, 2L << 30, 1);
        Path other = sparse("other", 5000, 1, 2L << 30, 2, 1L << 30, 3);
        assertThat(SparseFile.mismatch(one, other)).hasValue(1L << 30);
    }

    @Test
    void aShorterFileDiffersAtItsEnd() throws IOException {
        Path one = sparse("one", 7, 7);
        Path other = sparse("other", 7, 7);
        try (RandomAccessFile file = new RandomAccessFile(other.toFile(), "rw")) {
            file.setLength(SIZE - 10);
        }
        assertThat(SparseFile.mismatch(one, other)).hasValue(SIZE - 10);
    }

    @Test
    void bytesAreFoundAcrossTheEdgesOfReads() throws IOException {
        byte[] needle = new byte[40];
        new Random(1).nextBytes(needle);
        for (long at : new long[] {0, (1 << 20) - 39, (1 << 20) - 1, SIZE - 40}) {
            Path file = sparse("one", 1 << 19, 1);
            try (RandomAccessFile writing = new RandomAccessFile(file.toFile(), "rw")) {
                writing.seek(at);
                writing.write(needle);
            }
            byte[] absent = needle.clone();
            absent[39]++;
            assertThat(SparseFile.found(file, Map.of("there", needle, "absent", absent)))
                    .as("at %d", at)
                    .containsExactly("there");
        }
    }

    /** A file of {@link #SIZE} bytes with some set: offset and value in turn. */
    private Path sparse(String name, long... bytes) throws IOException {
        Path path = directory.resolve(name);
        Files.deleteIfExists(path);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(SIZE);
            for (int i = 0; i < bytes.length; i += 2) {
                file.seek(bytes[i]);
                file.write((int) bytes[i + 1]);
            }
        }
        return path;
    }
}
