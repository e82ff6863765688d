package dev.atoll.bench;

import dev.atoll.node.check.NodeConfigReader;
import dev.atoll.node.render.Rendering;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reading, checking and rendering a node configuration with 500 files. {@code warm} is what a long-running program has;
 * {@code cold}, the first time in a JVM, is what a command and a boot pay.
 */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class NodeBenchmark {
    private static final int FILES = 500;

    private final byte[] document = document();

    private static byte[] document() {
        StringBuilder text = new StringBuilder("node: 1\nhostname: bench\nfiles:\n");
        for (int i = 0; i < FILES; i++) {
            text.append("  - path: /etc/app/part-").append(i).append(".conf\n    mode: \"0640\"\n    text: |\n");
            for (int line = 0; line < 10; line++) {
                text.append("      key-")
                        .append(line)
                        .append(" = value ")
                        .append(i)
                        .append('\n');
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private Rendering render() {
        return Rendering.of(NodeConfigReader.read("node.yaml", document));
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @Fork(1)
    @Warmup(iterations = 5, time = 1)
    @Measurement(iterations = 5, time = 1)
    public Rendering warm() {
        return render();
    }

    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Fork(5)
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    public Rendering cold() {
        return render();
    }
}
