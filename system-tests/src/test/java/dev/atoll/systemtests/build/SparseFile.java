package dev.atoll.systemtests.build;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Files of which most is a hole: the runs that hold data, as lseek(2) tells them, and comparison by these alone. Bytes
 * of a hole are zeros, so what is a hole in both files is equal.
 */
final class SparseFile {
    private static final int SEEK_DATA = 3;
    private static final int SEEK_HOLE = 4;
    private static final int CHUNK = 1 << 20;

    private SparseFile() {}

    /**
     * A run of bytes.
     *
     * @param start first byte
     * @param end first byte after it
     */
    record Run(long start, long end) {}

    /** The first byte in which the files differ; the shorter one's end if one begins like the other. */
    static OptionalLong mismatch(Path one, Path other) throws IOException {
        long common = Math.min(Files.size(one), Files.size(other));
        List<Run> runs = Stream.concat(data(one).stream(), data(other).stream())
                .sorted(Comparator.comparingLong(Run::start))
                .toList();
        byte[] a = new byte[CHUNK];
        byte[] b = new byte[CHUNK];
        long done = 0;
        try (FileChannel first = FileChannel.open(one);
                FileChannel second = FileChannel.open(other)) {
            for (Run run : runs) {
                for (long at = Math.max(done, run.start()); at < Math.min(run.end(), common); ) {
                    int n = (int) Math.min(CHUNK, Math.min(run.end(), common) - at);
                    read(first, at, ByteBuffer.wrap(a, 0, n));
                    read(second, at, ByteBuffer.wrap(b, 0, n));
                    int difference = Arrays.mismatch(a, 0, n, b, 0, n);
                    if (difference >= 0) {
                        return OptionalLong.of(at + difference);
                    }
                    at += n;
                }
                done = Math.max(done, run.end());
            }
        }
        return Files.size(one) == Files.size(other) ? OptionalLong.empty() : OptionalLong.of(common);
    }

    /**
     * Which of these stand somewhere in the file's data.
     *
     * @param needles runs of bytes, all of one length
     */
    static Set<String> found(Path file, Map<String, byte[]> needles) throws IOException {
        Set<String> found = new TreeSet<>();
        int length = needles.values().iterator().next().length;
        boolean[] beginnings = new boolean[1 << 16];
        needles.values().forEach(needle -> beginnings[pair(needle, 0)] = true);
        byte[] window = new byte[CHUNK + length];
        try (FileChannel channel = FileChannel.open(file)) {
            for (Run run : data(file)) {
                int held = 0;
                for (long at = run.start(); at < run.end(); ) {
                    int n = (int) Math.min(CHUNK, run.end() - at);
                    read(channel, at, ByteBuffer.wrap(window, held, n));
                    at += n;
                    held += n;
                    for (int i = 0; i <= held - length; i++) {
                        if (beginnings[pair(window, i)]) {
                            find(window, i, needles, found);
                        }
                    }
                    int kept = Math.min(held, length - 1);
                    System.arraycopy(window, held - kept, window, 0, kept);
                    held = kept;
                }
            }
        }
        return found;
    }

    private static int pair(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    private static void find(byte[] bytes, int at, Map<String, byte[]> needles, Set<String> found) {
        needles.forEach((name, needle) -> {
            if (Arrays.equals(bytes, at, at + needle.length, needle, 0, needle.length)) {
                found.add(name);
            }
        });
    }

    /** The runs that are no holes, in order. */
    static List<Run> data(Path file) throws IOException {
        long size = Files.size(file);
        List<Run> runs = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle seek = function("lseek", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT));
            int descriptor = (int) function("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT))
                    .invokeExact(arena.allocateFrom(file.toString()), 0);
            if (descriptor < 0) {
                throw new IOException("cannot open " + file);
            }
            try {
                long start = 0;
                while (start < size && (start = (long) seek.invokeExact(descriptor, start, SEEK_DATA)) >= 0) {
                    long end = (long) seek.invokeExact(descriptor, start, SEEK_HOLE);
                    runs.add(new Run(start, end));
                    start = end;
                }
            } finally {
                int closed = (int) function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT))
                        .invokeExact(descriptor);
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        return runs;
    }

    @SuppressWarnings("restricted") // there is no other way to ask where holes are
    private static MethodHandle function(String name, FunctionDescriptor type) {
        Linker linker = Linker.nativeLinker();
        Linker.Option[] options =
                name.equals("open") ? new Linker.Option[] {Linker.Option.firstVariadicArg(2)} : new Linker.Option[0];
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type, options);
    }

    private static void read(FileChannel channel, long at, ByteBuffer buffer) throws IOException {
        int start = buffer.position();
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position() - start) < 0) {
                throw new IOException("the file ends before its own end");
            }
        }
    }
}
