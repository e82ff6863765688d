package dev.atoll.node.telemetry;

import dev.atoll.node.telemetry.Metric.Kind;
import dev.atoll.node.telemetry.Metric.Point;
import dev.atoll.node.telemetry.Metric.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Measures the node, as proc(5) tells it. What the kernel does not tell is left out. Thread safe.
 *
 * @param proc where proc is mounted
 * @param sys where sysfs is mounted
 * @param mounts where the file systems are that are measured
 */
record HostMetrics(Path proc, Path sys, List<Path> mounts) {
    /** Kernel's USER_HZ, the same on all architectures that we have. */
    private static final double TICKS = 100;

    private static final int SECTOR = 512;

    private static final Pattern SPACE = Pattern.compile("[ \t]+");

    /** Most disks, and most interfaces, that are told. */
    private static final int MOST = 64;

    /** Modes in the order of the kernel's columns; interrupts are two of them. */
    private static final List<String> MODES =
            List.of("user", "nice", "system", "idle", "iowait", "interrupt", "interrupt", "steal");

    HostMetrics {
        mounts = List.copyOf(mounts);
    }

    /** Of the machine that this runs on. */
    static HostMetrics ofMachine() {
        return new HostMetrics(Path.of("/proc"), Path.of("/sys"), List.of(Path.of("/"), Path.of("/var")));
    }

    /** All that can be measured now. */
    List<Metric> measure() throws IOException {
        List<String> stat = lines("stat");
        long boot = number(stat, "btime ") * 1_000_000;
        List<Metric> metrics = new ArrayList<>();
        processors(stat, boot, metrics);
        memory(boot, metrics);
        load(metrics);
        fileSystems(boot, metrics);
        disks(boot, metrics);
        interfaces(boot, metrics);
        return metrics;
    }

    private void processors(List<String> stat, long boot, List<Metric> metrics) {
        Map<String, Double> times = new TreeMap<>();
        long[] ticks = numbers(stat.getFirst().substring("cpu".length()));
        for (int i = 0; i < Math.min(MODES.size(), ticks.length); i++) {
            times.merge(MODES.get(i), ticks[i] / TICKS, Double::sum);
        }
        List<Point> points = times.entrySet().stream()
                .map(time -> new Point(Map.of("cpu.mode", time.getKey()), new Value.Real(time.getValue())))
                .toList();
        metrics.add(new Metric("system.cpu.time", "s", Kind.COUNTER, boot, points));
        long count = stat.stream().filter(line -> line.matches("cpu[0-9]+ .*")).count();
        metrics.add(whole("system.cpu.logical.count", "{cpu}", boot, count));
    }

    private void memory(long boot, List<Metric> metrics) throws IOException {
        List<String> info = lines("meminfo");
        long total = kibibytes(info, "MemTotal:");
        long available = kibibytes(info, "MemAvailable:");
        List<Point> points = List.of(
                state("system.memory.state", "used", total - available),
                state("system.memory.state", "free", kibibytes(info, "MemFree:")),
                state("system.memory.state", "buffers", kibibytes(info, "Buffers:")),
                state("system.memory.state", "cached", kibibytes(info, "Cached:")));
        metrics.add(new Metric("system.memory.usage", "By", Kind.UP_DOWN_COUNTER, boot, points));
        metrics.add(whole("system.memory.limit", "By", boot, total));
        metrics.add(whole("system.memory.linux.available", "By", boot, available));
        long swap = kibibytes(info, "SwapTotal:");
        if (swap > 0) {
            long free = kibibytes(info, "SwapFree:");
            List<Point> swaps = List.of(
                    state("system.paging.state", "used", swap - free), state("system.paging.state", "free", free));
            metrics.add(new Metric("system.paging.usage", "By", Kind.UP_DOWN_COUNTER, boot, swaps));
        }
        long resident = kibibytes(lines("self/status"), "VmRSS:");
        metrics.add(whole("process.memory.usage", "By", boot, resident));
    }

    private void load(List<Metric> metrics) throws IOException {
        String[] loads = lines("loadavg").getFirst().split(" ", 4);
        List<String> minutes = List.of("1m", "5m", "15m");
        for (int i = 0; i < minutes.size(); i++) {
            metrics.add(gauge("system.cpu.load_average." + minutes.get(i), "{thread}", Double.parseDouble(loads[i])));
        }
        String up = lines("uptime").getFirst().split(" ", 2)[0];
        metrics.add(gauge("system.uptime", "s", Double.parseDouble(up)));
    }

    private void fileSystems(long boot, List<Metric> metrics) throws IOException {
        List<Point> points = new ArrayList<>();
        for (Path mount : mounts) {
            FileStore store = Files.getFileStore(mount);
            long total = store.getTotalSpace();
            long unallocated = store.getUnallocatedSpace();
            long usable = store.getUsableSpace();
            Map<String, String> attributes = Map.of(
                    "system.device", store.name(),
                    "system.filesystem.mountpoint", mount.toString(),
                    "system.filesystem.type", store.type(),
                    "system.filesystem.mode", store.isReadOnly() ? "ro" : "rw");
            points.add(used(attributes, "used", total - unallocated));
            points.add(used(attributes, "free", usable));
            points.add(used(attributes, "reserved", unallocated - usable));
        }
        metrics.add(new Metric("system.filesystem.usage", "By", Kind.UP_DOWN_COUNTER, boot, points));
    }

    private static Point used(Map<String, String> attributes, String state, long bytes) {
        Map<String, String> all = new HashMap<>(attributes);
        all.put("system.filesystem.state", state);
        return new Point(all, new Value.Whole(bytes));
    }

    /** Whole disks that were ever used; see the kernel's Documentation/admin-guide/iostats.rst. */
    private void disks(long boot, List<Metric> metrics) throws IOException {
        List<Point> bytes = new ArrayList<>();
        List<Point> operations = new ArrayList<>();
        for (String line : lines("diskstats")) {
            String[] words = SPACE.split(line.strip(), -1);
            String name = words[2];
            long reads = Long.parseLong(words[3]);
            long writes = Long.parseLong(words[7]);
            boolean whole = Files.isDirectory(sys.resolve("block").resolve(name));
            if (whole && reads + writes > 0 && bytes.size() < 2 * MOST) {
                bytes.add(directed(
                        "system.device", name, "disk.io.direction", "read", Long.parseLong(words[5]) * SECTOR));
                bytes.add(directed(
                        "system.device", name, "disk.io.direction", "write", Long.parseLong(words[9]) * SECTOR));
                operations.add(directed("system.device", name, "disk.io.direction", "read", reads));
                operations.add(directed("system.device", name, "disk.io.direction", "write", writes));
            }
        }
        metrics.add(new Metric("system.disk.io", "By", Kind.COUNTER, boot, bytes));
        metrics.add(new Metric("system.disk.operations", "{operation}", Kind.COUNTER, boot, operations));
    }

    /** All interfaces but the loopback and the ends of containers, which come and go. */
    private void interfaces(long boot, List<Metric> metrics) throws IOException {
        List<Point> bytes = new ArrayList<>();
        List<Point> errors = new ArrayList<>();
        for (String line : lines("net/dev")) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).strip();
            if (name.isEmpty() || name.equals("lo") || name.startsWith("veth") || bytes.size() >= 2 * MOST) {
                continue;
            }
            long[] counts = numbers(line.substring(colon + 1));
            bytes.add(traffic(name, "receive", counts[0]));
            bytes.add(traffic(name, "transmit", counts[8]));
            errors.add(traffic(name, "receive", counts[2]));
            errors.add(traffic(name, "transmit", counts[10]));
        }
        metrics.add(new Metric("system.network.io", "By", Kind.COUNTER, boot, bytes));
        metrics.add(new Metric("system.network.errors", "{error}", Kind.COUNTER, boot, errors));
    }

    private static Point traffic(String name, String direction, long count) {
        return directed("network.interface.name", name, "network.io.direction", direction, count);
    }

    private static Point directed(String key, String name, String directionKey, String direction, long count) {
        return new Point(Map.of(key, name, directionKey, direction), new Value.Whole(count));
    }

    private static Point state(String key, String state, long bytes) {
        return new Point(Map.of(key, state), new Value.Whole(bytes));
    }

    private static Metric whole(String name, String unit, long since, long value) {
        return new Metric(
                name, unit, Kind.UP_DOWN_COUNTER, since, List.of(new Point(Map.of(), new Value.Whole(value))));
    }

    private static Metric gauge(String name, String unit, double value) {
        return new Metric(name, unit, Kind.GAUGE, 0, List.of(new Point(Map.of(), new Value.Real(value))));
    }

    private List<String> lines(String file) throws IOException {
        return new String(Files.readAllBytes(proc.resolve(file)), StandardCharsets.ISO_8859_1)
                .lines()
                .toList();
    }

    private static long kibibytes(List<String> lines, String key) {
        return number(lines, key) * 1024;
    }

    /** The first number of the line that begins with a key; 0 if there is none. */
    private static long number(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> numbers(line.substring(key.length()).replace("kB", ""))[0])
                .findFirst()
                .orElse(0L);
    }

    private static long[] numbers(String text) {
        String[] words = SPACE.split(text.strip(), -1);
        long[] numbers = new long[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = Long.parseLong(words[i]);
        }
        return numbers;
    }
}
