package dev.atoll.disk.erofs;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Describes a directory as the kernel shows it, in the words of {@link Trees#describe}. */
public final class OnDisk {
    private OnDisk() {}

    private record Seen(String type, String[] fields, String held) {}

    /** Asks find, stat and sha256sum, which know nothing of this program's formats. */
    public static SortedMap<String, String> describe(Path root, boolean withXattrs) {
        Map<String, String> sums = new HashMap<>();
        for (String line : split(Tool.run(root, "sh", "-c", "find . -type f -print0 | xargs -0 -r sha256sum -z"))) {
            sums.put(path(line.substring(66)), line.substring(0, 64));
        }
        Map<String, String> devices = new HashMap<>();
        for (String line : split(Tool.run(
                root, "sh", "-c", "find . '(' -type b -o -type c ')' -exec stat --printf '%t,%T %n\\0' '{}' +"))) {
            String[] parts = line.split("[, ]", 3);
            devices.put(path(parts[2]), Integer.parseInt(parts[0], 16) + "," + Integer.parseInt(parts[1], 16));
        }
        SortedMap<String, Seen> seen = new TreeMap<>(dev.atoll.disk.tree.TreePath.ORDER);
        List<String> fields = split(Tool.run(root, "find", ".", "-printf", "%p\\0%y %m %U %G %n %T@ %s %i\\0%l\\0"));
        for (int i = 0; i < fields.size(); i += 3) {
            String path = path(fields.get(i));
            String[] stat = fields.get(i + 1).split(" ");
            String held = switch (stat[0]) {
                case "f" -> " " + stat[6] + " " + sums.get(path);
                case "l" -> " " + fields.get(i + 2);
                case "c", "b" -> " " + devices.get(path);
                case "p", "s" -> " 0,0";
                default -> "";
            };
            seen.put(path, new Seen(stat[0], stat, held));
        }
        Map<String, String> first = new HashMap<>();
        SortedMap<String, String> lines = new TreeMap<>();
        seen.forEach((path, at) -> {
            String[] stat = at.fields;
            String inode = first.computeIfAbsent(stat[7], i -> path);
            String xattrs = withXattrs ? xattrs(root.resolve(path)) : "";
            lines.put(
                    path,
                    type(at.type) + " " + stat[1] + " " + stat[2] + ":" + stat[3] + " x" + stat[4] + " @"
                            + stat[5].replaceAll("\\.0+$", "") + xattrs + at.held
                            + (stat[4].equals("1") ? "" : " =" + inode));
        });
        return lines;
    }

    private static String type(String letter) {
        return switch (letter) {
            case "c" -> "CHARACTER";
            case "b" -> "BLOCK";
            case "p" -> "FIFO";
            case "s" -> "SOCKET";
            default -> letter;
        };
    }

    private static String path(String found) {
        return found.equals(".") ? "" : found.substring(2);
    }

    private static List<String> split(String nulTerminated) {
        List<String> parts = new ArrayList<>(List.of(nulTerminated.split("\0", -1)));
        parts.removeLast();
        return parts;
    }

    /** All extended attributes of a path, by the kernel's own calls. */
    private static String xattrs(Path path) {
        StringBuilder text = new StringBuilder();
        for (String name : names(path)) {
            text.append(' ').append(name).append('=').append(HexFormat.of().formatHex(value(path, name)));
        }
        return text.toString();
    }

    private static List<String> names(Path path) {
        byte[] list = call("llistxattr", path, null);
        return split(new String(list, java.nio.charset.StandardCharsets.UTF_8)).stream()
                .sorted()
                .toList();
    }

    private static byte[] value(Path path, String name) {
        return call("lgetxattr", path, name);
    }

    @SuppressWarnings("restricted") // two system calls with checked sizes
    private static byte[] call(String function, Path path, String name) {
        Linker linker = Linker.nativeLinker();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(65536);
            MemorySegment symbol = linker.defaultLookup().find(function).orElseThrow();
            var pointer = ValueLayout.ADDRESS;
            var size = ValueLayout.JAVA_LONG;
            long length;
            if (name == null) {
                var handle = linker.downcallHandle(symbol, FunctionDescriptor.of(size, pointer, pointer, size));
                length = (long) handle.invokeExact(arena.allocateFrom(path.toString()), buffer, 65536L);
            } else {
                var handle =
                        linker.downcallHandle(symbol, FunctionDescriptor.of(size, pointer, pointer, pointer, size));
                length = (long) handle.invokeExact(
                        arena.allocateFrom(path.toString()), arena.allocateFrom(name), buffer, 65536L);
            }
            if (length < 0) {
                throw new AssertionError(function + " failed for " + path + " " + name);
            }
            return buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
        } catch (AssertionError e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
