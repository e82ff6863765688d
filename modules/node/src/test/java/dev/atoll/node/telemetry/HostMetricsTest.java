package dev.atoll.node.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostMetricsTest {
    @TempDir
    Path folder;

    private static Map<String, Metric> judged(HostMetrics host) throws IOException {
        MetricsRequest request = new MetricsRequest(Map.of("host.name", "n"), 1_763_892_000_000_000L, host.measure());
        return Fixtures.metrics(request.encoded()).getResourceMetrics(0).getScopeMetrics(0).getMetricsList().stream()
                .collect(Collectors.toMap(Metric::getName, Function.identity()));
    }

    private static NumberDataPoint point(List<NumberDataPoint> points, String... values) {
        return points.stream()
                .filter(point -> point.getAttributesList().stream()
                        .map(KeyValue::getValue)
                        .map(value -> value.getStringValue())
                        .toList()
                        .containsAll(List.of(values)))
                .findFirst()
                .orElseThrow();
    }

    private HostMetrics files() throws IOException {
        Path proc = folder.resolve("proc");
        Files.createDirectories(proc.resolve("self"));
        Files.createDirectories(proc.resolve("net"));
        Files.createDirectories(folder.resolve("sys/block/vda"));
        Files.writeString(proc.resolve("stat"), """
                cpu  5438584 27876 739171 4117674 41391 0 10331 16439 0 0
                cpu0 2606681 12806 338266 2214844 11592 0 1184 8184 0 0
                cpu1 2831903 15070 400904 1902830 29799 0 9147 8254 0 0
                intr 1 2 3
                btime 1763890000
                """);
        Files.writeString(proc.resolve("meminfo"), """
                MemTotal:        8000000 kB
                MemFree:         1000000 kB
                MemAvailable:    5000000 kB
                Buffers:          200000 kB
                Cached:          3000000 kB
                SwapTotal:        100000 kB
                SwapFree:          60000 kB
                """);
        Files.writeString(proc.resolve("loadavg"), "9.52 6.80 4.90 12/345 6789\n");
        Files.writeString(proc.resolve("uptime"), "2000.25 3000.00\n");
        Files.writeString(proc.resolve("self/status"), "Name:\tjava\nVmRSS:\t   51200 kB\n");
        Files.writeString(proc.resolve("diskstats"), """
                   7       0 loop0 241421 0 12782912 30730 0 0 0 0 0 29092 30730 0 0 0 0 0 0
                 254       0 vda 1000 5 20000 700 2000 9 40000 800 0 900 1500 0 0 0 0 10 20
                 254       1 vda1 900 5 19000 700 2000 9 40000 800 0 900 1500 0 0 0 0 10 20
                """);
        Files.writeString(proc.resolve("net/dev"), """
                Inter-|   Receive                                                |  Transmit
                 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
                    lo: 4743708632  230058    0    0    0     0          0         0 4743708632  230058    0    0    0     0       0          0
                  eth0:12345      10    3    0    0     0          0         0    67890      20    4    0    0     0       0          0
                veth12:       1       1    0    0    0     0          0         0        1       1    0    0    0     0       0          0
                """);
        return new HostMetrics(proc, folder.resolve("sys"), List.of(folder));
    }

    @Test
    void measuresWhatTheKernelSays() throws IOException {
        Map<String, Metric> metrics = judged(files());
        Metric cpu = metrics.get("system.cpu.time");
        assertThat(cpu.getUnit()).isEqualTo("s");
        assertThat(cpu.getSum().getIsMonotonic()).isTrue();
        assertThat(cpu.getSum().getAggregationTemporality())
                .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
        NumberDataPoint user = point(cpu.getSum().getDataPointsList(), "user");
        assertThat(user.getAsDouble()).isEqualTo(54385.84);
        assertThat(user.getStartTimeUnixNano()).isEqualTo(1_763_890_000_000_000_000L);
        assertThat(user.getTimeUnixNano()).isEqualTo(1_763_892_000_000_000_000L);
        assertThat(point(cpu.getSum().getDataPointsList(), "interrupt").getAsDouble())
                .isEqualTo(103.31);
        assertThat(metrics.get("system.cpu.logical.count")
                        .getSum()
                        .getDataPoints(0)
                        .getAsInt())
                .isEqualTo(2);
        List<NumberDataPoint> memory =
                metrics.get("system.memory.usage").getSum().getDataPointsList();
        assertThat(metrics.get("system.memory.usage").getSum().getIsMonotonic()).isFalse();
        assertThat(point(memory, "used").getAsInt()).isEqualTo(3_000_000L * 1024);
        assertThat(point(metrics.get("system.paging.usage").getSum().getDataPointsList(), "used")
                        .getAsInt())
                .isEqualTo(40_000L * 1024);
        assertThat(metrics.get("system.cpu.load_average.5m")
                        .getGauge()
                        .getDataPoints(0)
                        .getAsDouble())
                .isEqualTo(6.80);
        assertThat(metrics.get("system.uptime").getGauge().getDataPoints(0).getAsDouble())
                .isEqualTo(2000.25);
        assertThat(metrics.get("process.memory.usage").getSum().getDataPoints(0).getAsInt())
                .isEqualTo(50L << 20);
    }

    @Test
    void leavesOutPartsOfDisksAndEndsOfContainers() throws IOException {
        Map<String, Metric> metrics = judged(files());
        List<NumberDataPoint> disks = metrics.get("system.disk.io").getSum().getDataPointsList();
        assertThat(disks).hasSize(2);
        assertThat(point(disks, "vda", "read").getAsInt()).isEqualTo(20000L * 512);
        assertThat(point(disks, "vda", "write").getAsInt()).isEqualTo(40000L * 512);
        List<NumberDataPoint> traffic =
                metrics.get("system.network.io").getSum().getDataPointsList();
        assertThat(traffic).hasSize(2);
        assertThat(point(traffic, "eth0", "transmit").getAsInt()).isEqualTo(67890);
        assertThat(point(metrics.get("system.network.errors").getSum().getDataPointsList(), "receive")
                        .getAsInt())
                .isEqualTo(3);
        assertThat(metrics.get("system.filesystem.usage").getSum().getDataPointsList())
                .hasSize(3);
    }

    @Test
    void measuresThisMachine() throws IOException {
        Map<String, Metric> metrics = judged(HostMetrics.ofMachine());
        assertThat(metrics).containsKeys("system.cpu.time", "system.disk.io", "system.filesystem.usage");
        assertThat(metrics.get("process.memory.usage").getSum().getDataPoints(0).getAsInt())
                .isPositive();
    }
}
