package dev.atoll.bench;

import dev.atoll.disk.erofs.ErofsOptions;
import dev.atoll.disk.erofs.ErofsWriter;
import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.verity.VerityOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Writing a file system and hashing it, 64 MiB in 4,000 files of 16 KiB, in memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ImageBenchmark {
    private static final int FILES = 4000;
    private static final int SIZE = 16 << 10;

    private final FileTree tree = new FileTree(Metadata.root(0755, 0));

    /** Fills the tree. */
    @Setup
    public void fill() {
        Random random = new Random(1);
        for (int i = 0; i < FILES; i++) {
            byte[] bytes = new byte[SIZE - i % 100];
            random.nextBytes(bytes);
            String directory = "usr/lib/" + i / 100;
            tree.mkdirs(directory, Metadata.root(0755, 0));
            tree.put(directory + "/" + i, new Node.File(Metadata.root(0644, 0), Content.of(bytes)));
        }
    }

    private long write(OutputStream out) throws IOException {
        return ErofsWriter.write(tree, new ErofsOptions(new UUID(1, 2), "bench", 0), out);
    }

    /** The file system alone. */
    @Benchmark
    public long erofs() throws IOException {
        return write(OutputStream.nullOutputStream());
    }

    /** The file system with its hash tree, as a build writes it. */
    @Benchmark
    public byte[] erofsWithVerity() throws IOException {
        try (VerityOutputStream hashing = new VerityOutputStream(OutputStream.nullOutputStream(), new byte[32])) {
            write(hashing);
            return hashing.finish().rootHash();
        }
    }
}
