package dev.atoll.bench;

import dev.atoll.packages.version.DebianVersion;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Comparing two versions, which a resolver does for each versioned relation. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class VersionBenchmark {
    /** Two versions with a comma between. */
    @Param({"1.2.3-1,1.2.10-1", "2:13.8~rc1+dfsg-1+deb13u2,2:13.8+dfsg-1+deb13u1", "6.12.117-1,6.12.117-1"})
    String pair = "";

    /** One comparison. */
    @Benchmark
    public int compare() {
        int comma = pair.indexOf(',');
        return DebianVersion.compare(pair.substring(0, comma), pair.substring(comma + 1));
    }
}
